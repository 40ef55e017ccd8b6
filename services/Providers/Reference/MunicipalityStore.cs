using Inkoop.Platform.Data;
using Inkoop.Wire.Events;

namespace Inkoop.Providers.Reference;

/// <summary>Takes municipalities into the register within a unit of work, one event a changed row.</summary>
internal static class MunicipalityStore
{
    public sealed record Counts(int Added, int Changed, int Unchanged);

    public static async Task<Counts> RecordAsync(UnitOfWork work, IReadOnlyList<MunicipalityFacts> all, DateOnly from)
    {
        // The whole table is a few hundred rows: one read is cheaper than a question for each code.
        var known = (await work.QueryAsync<MunicipalityRow>(AllRows)).ToLookup(row => row.Code);
        int added = 0, changed = 0, unchanged = 0;
        foreach (var facts in all)
        {
            var (outcome, rows) = MunicipalityCalendar.Record([.. known[facts.Code]], facts, from);
            switch (outcome)
            {
                case Recorded.Added: added++; break;
                case Recorded.Changed: changed++; break;
                default: unchanged++; break;
            }
            foreach (var row in rows)
                await WriteAsync(work, row);
        }
        return new Counts(added, changed, unchanged);
    }

    private static async Task WriteAsync(UnitOfWork work, MunicipalityRow row)
    {
        if (await work.ExecuteAsync(UpdateRow, row) == 0)
            await work.InsertManyAsync("municipality", [row]);
        work.Emit($"municipality/{row.Code}", row.Version, new MunicipalityRecorded
        {
            Code = row.Code,
            Version = row.Version,
            Name = row.Name,
            Province = row.Province,
            Region = row.Region,
            ValidFrom = row.StartsOn,
            ValidUntil = row.EndsOn,
        });
    }

    private const string AllRows = "SELECT code, starts_on, ends_on, name, province, region, version, search_text FROM municipality";

    private const string UpdateRow = """
        UPDATE municipality
        SET ends_on = @EndsOn, name = @Name, province = @Province, region = @Region, version = @Version, search_text = @SearchText
        WHERE code = @Code AND starts_on = @StartsOn
        """;
}
