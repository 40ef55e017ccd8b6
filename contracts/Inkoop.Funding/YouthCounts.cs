using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>Care of one client from its first to its last day (iJw start and stop), both counted; open while it runs.</summary>
public sealed record CareSpell : Fact
{
    /// <summary>Pseudonym.</summary>
    public required string ClientId { get; init; }
    public required string MunicipalityCode { get; init; }
    public string ProviderCode { get; init; } = "";
    public string ServiceType { get; init; } = "";
    public string ProductId { get; init; } = "";
    public required DateOnly From { get; init; }
    public DateOnly? Until { get; init; }
}

/// <summary>A volume that the provider accounted for (verantwoording), where the contract says that it counts.</summary>
public sealed record VolumeReported : Fact
{
    public required int Year { get; init; }
    public required long Volume { get; init; }
}

/// <summary>Counts youths from start and stop facts.</summary>
public static class YouthCounts
{
    /// <summary>Unique clients with at least so many different care days in the period. Two spells on one day are one day.</summary>
    public static long UniqueClients(IEnumerable<CareSpell> spells, Period period, int minimumDays) =>
        spells.GroupBy(spell => spell.ClientId).LongCount(client => Days(client, period) >= minimumDays);

    /// <summary>Per municipality; a client that moved counts where its first care day in the period lies.</summary>
    public static IReadOnlyList<KeyPart> ByMunicipality(IEnumerable<CareSpell> spells, Period period, int minimumDays) =>
    [
        .. spells
            .GroupBy(spell => spell.ClientId)
            .Where(client => Days(client, period) >= minimumDays)
            .Select(client => client.Where(spell => Cut(spell, period) is not null).MinBy(spell => (spell.From, spell.MunicipalityCode))!.MunicipalityCode)
            .GroupBy(code => code)
            .Select(same => new KeyPart(same.Key, same.LongCount()))
            .OrderBy(part => part.MunicipalityCode, StringComparer.Ordinal),
    ];

    private static long Days(IEnumerable<CareSpell> spells, Period period)
    {
        long days = 0;
        var counted = int.MinValue;
        foreach (var (from, until) in spells.Select(spell => Cut(spell, period)).Where(cut => cut is not null).Select(cut => cut!.Value).OrderBy(cut => cut.From))
        {
            var first = Math.Max(from, counted + 1);
            if (until < first) continue;
            days += until - first + 1;
            counted = until;
        }
        return days;
    }

    private static (int From, int Until)? Cut(CareSpell spell, Period period)
    {
        var from = Math.Max(spell.From.DayNumber, period.From.DayNumber);
        var until = Math.Min((spell.Until ?? period.Until).DayNumber, period.Until.DayNumber);
        return from <= until ? (from, until) : null;
    }
}
