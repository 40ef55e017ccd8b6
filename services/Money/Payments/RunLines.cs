using Inkoop.Funding;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>An amount under one lot, in cents: due now, or paid before.</summary>
public sealed record LotAmount(string LotId, string Key, string MunicipalityCode, string ProviderCode, long Cents);

/// <summary>What a run pays for one key to one provider by one municipality; negative when it is paid back.</summary>
/// <param name="SettledCents">What is due for the key now.</param>
/// <param name="BeforeCents">Approved or paid in earlier runs, or recorded as an advance.</param>
/// <param name="DisputedCents">Held back.</param>
/// <param name="IsDifference">Something was approved or paid for the key before.</param>
public sealed record RunLine(string LotId, string Key, string MunicipalityCode, string ProviderCode, long SettledCents, long BeforeCents, long DisputedCents, bool IsDifference)
{
    public long Cents => SettledCents - BeforeCents - DisputedCents;
}

/// <summary>What a payment run (betaalrun, betaalbaarstelling) holds: what is due, less what was paid before, less what is disputed. So the runs that count add up to what is due and
/// not disputed, in whatever order they were made.</summary>
public static class RunLines
{
    /// <summary>Lines by municipality, provider, lot and key. What needs no money and was not held back just now is left out.</summary>
    /// <param name="mergers">What a merged municipality paid counts as paid by the one it became part of, from the day of the merger.</param>
    /// <param name="on">The day on which the municipalities answer.</param>
    public static IReadOnlyList<RunLine> Of(IReadOnlyList<LotAmount> due, IReadOnlyList<LotAmount> paid, IReadOnlyList<Hold> holds, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        due = Heirs(due, mergers, on);
        paid = Heirs(paid, mergers, on);
        var held = Held(due, holds, mergers, on);
        // The key of one line may be that of another lot: the lot goes along in the key, and is taken off again.
        var before = paid.Select(line => new FixedAmount(InLot(line.LotId, line.Key), line.MunicipalityCode, line.ProviderCode, line.Cents)).ToList();
        var now = due.Select(line => new Payable(InLot(line.LotId, line.Key), line.MunicipalityCode, line.ProviderCode, line.Cents))
            .Concat(held.Select(hold => new Payable(InLot(hold.Key.LotId, hold.Key.Key), hold.Key.MunicipalityCode, hold.Key.ProviderCode, -hold.Value))).ToList();
        return
        [
            .. Differences.Between(before, now, [], on)
                .Select(line => Line(line, held))
                .Where(line => line.Cents != 0 || (!line.IsDifference && line.DisputedCents != 0))
                .OrderBy(line => line.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(line => line.ProviderCode, StringComparer.Ordinal)
                .ThenBy(line => line.LotId, StringComparer.Ordinal)
                .ThenBy(line => line.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Amounts after mergers: the code of the municipality, also where it ends the key.</summary>
    public static IReadOnlyList<LotAmount> Heirs(IReadOnlyList<LotAmount> amounts, IReadOnlyList<Merger> mergers, DateOnly on) => mergers.Count == 0 ? amounts :
    [
        .. amounts.Select(amount => Heir(amount.Key, amount.MunicipalityCode, mergers, on) is var (key, code) && code == amount.MunicipalityCode ? amount : amount with { Key = key, MunicipalityCode = code }),
    ];

    public static (string Key, string MunicipalityCode) Heir(string key, string municipalityCode, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        var heir = Mergers.CodeOn(municipalityCode, mergers, on);
        var ending = "/" + municipalityCode;
        return (heir != municipalityCode && key.EndsWith(ending, StringComparison.Ordinal) ? key[..^ending.Length] + "/" + heir : key, heir);
    }

    // A hold names no provider: it is taken from the first amount of its key, and there is hardly ever a second.
    private static Dictionary<LotAmount, long> Held(IReadOnlyList<LotAmount> due, IReadOnlyList<Hold> holds, IReadOnlyList<Merger> mergers, DateOnly on)
    {
        var held = new Dictionary<LotAmount, long>();
        foreach (var hold in holds.Where(hold => hold.Cents != 0))
        {
            var (key, code) = Heir(hold.Key, hold.MunicipalityCode, mergers, on);
            var line = due.Where(line => line.LotId == hold.LotId && line.Key == key && line.MunicipalityCode == code).MinBy(line => line.ProviderCode, StringComparer.Ordinal);
            if (line is null) continue;
            var at = line with { Cents = 0 };
            held[at] = held.GetValueOrDefault(at) + hold.Cents;
        }
        return held;
    }

    private static RunLine Line(DifferenceLine line, Dictionary<LotAmount, long> held)
    {
        var separator = line.Key.IndexOf('\u001f', StringComparison.Ordinal);
        var (lotId, key) = (line.Key[..separator], line.Key[(separator + 1)..]);
        var hold = held.GetValueOrDefault(new LotAmount(lotId, key, line.MunicipalityCode, line.ProviderCode, 0));
        return new RunLine(lotId, key, line.MunicipalityCode, line.ProviderCode, line.NowCents + hold, line.FixedCents, hold, !line.IsOpen);
    }

    private static string InLot(string lotId, string key) => lotId + '\u001f' + key;
}
