using System.Text.RegularExpressions;

namespace Inkoop.Platform.Data;

/// <summary>Tables beside the live ones in one file: a suffix on their names and on those of their indexes, which are one namespace here.</summary>
internal static partial class SqliteBeside
{
    private const string Suffix = "__next";

    public static string Name(string table) => table + Suffix;

    /// <summary>Made from the text that made the live table and its indexes, without the columns that are not wanted any more.</summary>
    public static async Task MakeAsync(UnitOfWork work, string table, IReadOnlyCollection<string>? columns)
    {
        await DropAsync(work, table);
        var live = await work.QueryAsync<Made>(OfTable, new { table });
        await work.ExecuteAsync(Renamed(live.Single(made => made.Type == "table").Sql));
        var dropped = new List<string>();
        foreach (var column in await work.QueryAsync<string>("SELECT name FROM pragma_table_info(@table)", new { table }))
        {
            if (columns?.Contains(column, StringComparer.OrdinalIgnoreCase) != false)
                continue;
            await work.ExecuteAsync($"ALTER TABLE {Name(table)} DROP COLUMN {column}");
            dropped.Add(column);
        }

        foreach (var index in live.Where(made => made.Type == "index"))
        {
            var over = (await work.QueryAsync<string>("SELECT name FROM pragma_index_info(@Name)", index)).ToList();
            if (!over.Intersect(dropped).Any())
                await work.ExecuteAsync(Renamed(index.Sql));
        }
    }

    /// <summary>An index has no other name than its own: those of the live table are made anew under theirs, which is most of the time that this takes.</summary>
    public static async Task PutInPlaceAsync(UnitOfWork work, string table)
    {
        var live = await work.QueryAsync<Made>(OfTable, new { table });
        var beside = (await work.QueryAsync<Made>(OfTable, new { table = Name(table) })).Where(made => made.Type == "index").ToList();
        await work.ExecuteAsync($"DROP TABLE {table}");
        foreach (var index in beside)
            await work.ExecuteAsync($"DROP INDEX {index.Name}");
        await work.ExecuteAsync($"ALTER TABLE {Name(table)} RENAME TO {table}");
        foreach (var index in live.Where(made => made.Type == "index" && beside.Any(next => next.Name == Name(made.Name))))
            await work.ExecuteAsync(index.Sql);
    }

    public static Task DropAsync(UnitOfWork work, string table) => work.ExecuteAsync($"DROP TABLE IF EXISTS {Name(table)}");

    /// <summary>The same declaration of a table or an index under the names beside.</summary>
    internal static string Renamed(string sql) => Declared().Replace(sql, match =>
        match.Groups["name"].Success ? $"{match.Groups["create"].Value}{Name(match.Groups["name"].Value)}"
        : $"{match.Groups["create"].Value}{Name(match.Groups["index"].Value)}{match.Groups["on"].Value}{Name(match.Groups["of"].Value)}", 1);

    private const string OfTable = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = @table AND sql IS NOT NULL ORDER BY name";

    private sealed record Made
    {
        public string Type { get; init; } = "";
        public string Name { get; init; } = "";
        public string Sql { get; init; } = "";
    }

    // A table that was renamed has its name in quotes.
    [GeneratedRegex(@"^(?<create>\s*CREATE\s+TABLE\s+)""?(?<name>\w+)""?|^(?<create>\s*CREATE\s+(?:UNIQUE\s+)?INDEX\s+)""?(?<index>\w+)""?(?<on>\s+ON\s+)""?(?<of>\w+)""?", RegexOptions.IgnoreCase)]
    private static partial Regex Declared();
}
