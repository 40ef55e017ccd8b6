using System.Globalization;
using Inkoop.Agreements;
using Inkoop.Funding;

namespace Inkoop.Money.Settlements;

/// <summary>
/// The months of a settled lot. What was delivered has a month of its own; what is paid for a year is divided in equal parts over the months
/// that the contract runs in it, the first ones taking the odd cents, so that months, quarters and years add up to the cent.
/// </summary>
public static class LotMonths
{
    /// <summary>Adds up to <paramref name="payables"/>; every part has a month and a municipality.</summary>
    public static IReadOnlyList<SettledPart> Of(
        ContractState contract, LotState lot, Settled settled, IReadOnlyList<Payable> payables, RecordedFacts facts, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        if (settled.Parts.Count > 0)
            return [.. settled.Parts.SelectMany(part => part.MunicipalityCode.Length > 0 ? [part] : Divide(part))];
        var months = Running(contract, on.Year);
        return
        [
            .. payables.GroupBy(payable => payable.MunicipalityCode).OrderBy(same => same.Key, StringComparer.Ordinal).SelectMany(same =>
                Equal(same.Sum(payable => payable.Cents), months.Count)
                    .Select((cents, i) => new SettledPart("", same.Key, months[i], "", 0, cents, 0)))
                .Where(part => part.Cents != 0),
        ];

        IEnumerable<SettledPart> Divide(SettledPart part) =>
            Split.Cents(part.Cents, LotPayables.Key(contract, lot, facts, mergers, on)).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select((one, i) => part with { MunicipalityCode = one.Key, Cents = one.Value, Volume = i == 0 ? part.Volume : 0 });
    }

    /// <summary>Equal parts that add up; the first ones take the odd cents.</summary>
    internal static long[] Equal(long cents, int count) =>
        LargestRemainder.Round([.. Enumerable.Repeat(new Fraction(cents, count), count)], cents, [.. Enumerable.Range(0, count).Select(i => i.ToString("D4", CultureInfo.InvariantCulture))]);

    private static List<string> Running(ContractState contract, int year)
    {
        var from = contract.StartsOn.Year < year ? 1 : contract.StartsOn.Month;
        var until = contract.EndsOn.Year > year ? 12 : contract.EndsOn.Month;
        return [.. Enumerable.Range(from, until - from + 1).Select(month => new DateOnly(year, month, 1).ToString("yyyy-MM", CultureInfo.InvariantCulture))];
    }
}
