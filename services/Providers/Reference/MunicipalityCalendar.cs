using Inkoop.Platform.Data;

namespace Inkoop.Providers.Reference;

/// <summary>A municipality (gemeente) over one stretch of days, as stored.</summary>
public sealed record MunicipalityRow
{
    public string Code { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    /// <summary>The last valid day; null is open.</summary>
    public DateOnly? EndsOn { get; init; }
    public string Name { get; init; } = "";
    public string Province { get; init; } = "";
    public string Region { get; init; } = "";
    /// <summary>Rises by one with every change of any row of the code, so that a reader can keep the newest by code or by row.</summary>
    public long Version { get; init; }
    public string SearchText { get; init; } = "";

    public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);
}

/// <summary>What is loaded about one municipality.</summary>
public sealed record MunicipalityFacts(string Code, string Name, string Province, string Region);

public enum Recorded { Unchanged, Added, Changed }

/// <summary>How a municipality's history takes in what holds from a day. Days before it keep what was known of them.</summary>
public static class MunicipalityCalendar
{
    /// <summary>The rows to write, in order of version; the stretch that held on <paramref name="from"/> ends the day before
    /// and what is new holds until that stretch would have ended.</summary>
    public static (Recorded Outcome, IReadOnlyList<MunicipalityRow> Rows) Record(IReadOnlyList<MunicipalityRow> known, MunicipalityFacts facts, DateOnly from)
    {
        var version = known.Count == 0 ? 0 : known.Max(row => row.Version);
        var fresh = new MunicipalityRow
        {
            Code = facts.Code,
            StartsOn = from,
            Name = facts.Name,
            Province = facts.Province,
            Region = facts.Region,
            SearchText = SearchText.Of(facts.Name, facts.Code),
        };
        var current = known.FirstOrDefault(row => row.Covers(from));
        if (current is null)
        {
            var next = known.Where(row => row.StartsOn > from).Select(row => (DateOnly?)row.StartsOn).Min();
            return (Recorded.Added, [fresh with { EndsOn = next?.AddDays(-1), Version = version + 1 }]);
        }
        if (current.Name == facts.Name && current.Province == facts.Province && current.Region == facts.Region)
            return (Recorded.Unchanged, []);
        if (current.StartsOn == from)
            return (Recorded.Changed, [fresh with { EndsOn = current.EndsOn, Version = version + 1 }]);
        return (Recorded.Changed,
        [
            current with { EndsOn = from.AddDays(-1), Version = version + 1 },
            fresh with { EndsOn = current.EndsOn, Version = version + 2 },
        ]);
    }
}
