using Inkoop.Funding;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Events;
using Period = Inkoop.Ijw.Period;

namespace Inkoop.Money.Cells;

/// <summary>Puts the figures of one contract and year into cells. Every page, list and export adds up cells, so that one word has one figure.</summary>
internal static class FiguresOf
{
    /// <param name="awarded">Running sums of the ledger in the months of the year.</param>
    public static YearFigures Year(ContractDue due, int year, IEnumerable<LedgerSum> awarded, AllocationsOfContract allocated)
    {
        var contractId = due.Contract.ContractId;
        var (committed, tooLarge) = YearOfContract.Committed(due, year, allocated);
        return new YearFigures(
            [.. Settled(due, year).Concat(Awarded(due, year, awarded))
                .GroupBy(cell => (cell.LotId, cell.Month, cell.MunicipalityCode, cell.ProductId, cell.Unit))
                .Select(same => same.First() with
                {
                    Volume = same.Sum(cell => cell.Volume),
                    LineCount = same.Sum(cell => cell.LineCount),
                    AwardedCents = same.Sum(cell => cell.AwardedCents),
                    SettledCents = same.Sum(cell => cell.SettledCents),
                })
                .Where(cell => cell.SettledCents != 0 || cell.AwardedCents != 0 || cell.Volume != 0 || cell.LineCount != 0)
                .OrderBy(cell => cell.LotId, StringComparer.Ordinal).ThenBy(cell => cell.Month).ThenBy(cell => cell.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(cell => cell.ProductId, StringComparer.Ordinal).ThenBy(cell => cell.Unit, StringComparer.Ordinal)],
            [.. Years(due, year, committed)
                .GroupBy(cell => (cell.LotId, cell.MunicipalityCode, cell.ProviderId))
                .Select(same => same.First() with
                {
                    DueCents = same.Sum(cell => cell.DueCents),
                    PaidCents = same.Sum(cell => cell.PaidCents),
                    ApprovedCents = same.Sum(cell => cell.ApprovedCents),
                    DisputedCents = same.Sum(cell => cell.DisputedCents),
                    CommittedCents = same.Sum(cell => cell.CommittedCents),
                    ExpectedCents = same.Sum(cell => cell.ExpectedCents),
                })
                .OrderBy(cell => cell.LotId, StringComparer.Ordinal).ThenBy(cell => cell.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(cell => cell.ProviderId, StringComparer.Ordinal)],
            [.. due.LeftOut.Concat(tooLarge).DistinctBy(lot => lot.LotId)
                .Select(lot => new CellOmission { ContractId = contractId, Year = year, LotId = lot.LotId, Code = lot.Code, Text = lot.Text })],
            [.. due.Lots.Where(lot => lot.Terms is not PriceTimesQuantityTerms || lot.Payables is not null).SelectMany(lot => Standing.Of(lot.Terms, lot.Facts, Period.Year(year), due.Today).Select(mark => new LotMark
            {
                ContractId = contractId, Year = year, LotId = lot.LotId, Name = mark.Name, Value = mark.Value,
            })).OrderBy(mark => mark.LotId, StringComparer.Ordinal).ThenBy(mark => mark.Name, StringComparer.Ordinal)])
        {
            Lots = due.Contract.Lots,
        };
    }

    private static IEnumerable<SettledCell> Settled(ContractDue due, int year) => Closed(due, year).SelectMany(lot => lot.Parts.Select(part => new SettledCell
    {
        ContractId = due.Contract.ContractId,
        Year = year,
        LotId = lot.LotId,
        Month = MonthOf(part.Month),
        MunicipalityCode = part.MunicipalityCode,
        ProductId = part.ProductId,
        Unit = UnitOf(due, part),
        Volume = part.Volume,
        LineCount = part.LineCount,
        SettledCents = part.Cents,
    }));

    // What is paid by the year is settled once the year is over.
    private static IEnumerable<LotToPay> Closed(ContractDue due, int year) => due.Lots.Where(lot => !lot.IsPaidByTheYear || due.Today.Year > year);

    // What is paid by the day or by the result has the unit that its lines are declared in: one product is one row.
    private static string UnitOf(ContractDue due, SettledPart part) =>
        part.Unit.Length > 0 ? part.Unit : due.Contract.Products.FirstOrDefault(product => product.ProductId == part.ProductId)?.Unit ?? "";

    // Volume of what is settled stands in the settled part already, and so do lines where it is settled by the line; elsewhere they are those of the lines.
    private static IEnumerable<SettledCell> Awarded(ContractDue due, int year, IEnumerable<LedgerSum> awarded)
    {
        var settled = Closed(due, year).SelectMany(lot => lot.Parts)
            .GroupBy(part => (part.Month, part.MunicipalityCode, part.ProductId, Unit: UnitOf(due, part)))
            .ToDictionary(same => same.Key, same => same.Any(part => part.LineCount > 0));
        foreach (var sum in awarded)
        {
            var code = Mergers.CodeOn(sum.MunicipalityCode, due.Mergers, new DateOnly(year, MonthOf(sum.Month), 1));
            var isSettled = settled.TryGetValue((sum.Month, code, sum.ProductId, sum.Unit), out var byLine);
            yield return new SettledCell
            {
                ContractId = due.Contract.ContractId,
                Year = year,
                LotId = ContractFacts.LotOf(due.Contract, sum.ProductId),
                Month = MonthOf(sum.Month),
                MunicipalityCode = code,
                ProductId = sum.ProductId,
                Unit = sum.Unit,
                Volume = isSettled ? 0 : sum.Volume,
                LineCount = byLine ? 0 : sum.LineCount,
                AwardedCents = sum.AmountCents,
            };
        }
    }

    private static IEnumerable<YearCell> Years(ContractDue due, int year, IReadOnlyList<(string MunicipalityCode, long Cents)> committed)
    {
        var none = new YearCell { ContractId = due.Contract.ContractId, Year = year, ProviderId = due.Contract.ProviderId?.ToString() ?? "" };
        return due.Statement().Select(line => none with
        {
            LotId = line.LotId,
            MunicipalityCode = line.MunicipalityCode,
            ProviderId = line.ProviderCode,
            DueCents = line.DueCents,
            PaidCents = line.PaidCents,
            ApprovedCents = line.ApprovedCents,
            DisputedCents = line.DisputedCents,
        })
            .Concat(YearOfContract.Expected(due, year)
                .Select(part => none with { LotId = part.LotId, MunicipalityCode = part.MunicipalityCode, ExpectedCents = part.Cents }))
            .Concat(committed
                .Select(part => none with { MunicipalityCode = part.MunicipalityCode, CommittedCents = part.Cents }));
    }

    private static int MonthOf(string month) => int.Parse(month.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
}
