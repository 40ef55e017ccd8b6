using Inkoop.Platform.Data;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Sql;

/// <summary>Two keys that differ are two keys on SQL Server too: by case, by accent, by alphabet.</summary>
public sealed class KeyColumnTests
{
    /// <summary>What is held against a register, a format or the program's own names before it is stored: no letter of another alphabet comes this far.</summary>
    private static readonly HashSet<string> plain =
    [
        "municipality_code", "code", "agb_code", "product_id", "indicator_code", // of a register
        "month", "quarter", "unit", "kind", "sender", "reason", // of a format
        "consumer", "method", "name", "projection", "service", // of the program
    ];

    [Fact]
    public void every_key_that_people_or_programs_fill_is_told_apart_byte_by_byte()
    {
        var weak = from module in AllTexts.Modules
                   let schema = Schema.Of(module.Name, typeof(Database).Assembly, module.GetType().Assembly)
                   from key in schema.KeyColumns
                   where !IsSafe(key.Column)
                   select $"{module.Name}.{key.Column.Table}.{key.Column.Name} {key.Column.Type}({key.Column.Length}) {key.Column.Collation} in {key.Key}";
        weak.Distinct().ShouldBeEmpty();
    }

    private static bool IsSafe(Column column) =>
        column.Kind != "text" || IsGenerated(column) || column.Collation?.EndsWith("_BIN2", StringComparison.Ordinal) == true && (column.Type is "nvarchar" || plain.Contains(column.Name));

    // Ids and hashes: digits and lower-case letters that we make ourselves.
    private static bool IsGenerated(Column column) => column is { Type: "char", Length: 32 or 36 or 64 };
}
