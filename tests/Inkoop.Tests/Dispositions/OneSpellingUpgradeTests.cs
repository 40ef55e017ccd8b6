using Dapper;
using Inkoop.Dispositions;
using Inkoop.Platform.Data;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>A data folder from before keys had one spelling comes up with them in it, also where two spellings of one key were let in.</summary>
public sealed class OneSpellingUpgradeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkoop-upgrade-");

    [Fact]
    public async Task old_keys_get_their_spelling_and_duplicates_stay_on_record()
    {
        var dialect = new SqliteDialect(Path.Combine(folder.FullName, "dispositions.db"));
        var migrations = Migration.Find("sqlite", typeof(Database).Assembly, typeof(DispositionsService).Assembly);
        var before = migrations.TakeWhile(migration => !migration.Name.EndsWith("0008_one_spelling", StringComparison.Ordinal)).ToList();
        await Migrator.RunAsync(dialect, before, new Dictionary<string, string[]>(), TimeProvider.System, CancellationToken.None);
        await using (var old = await dialect.OpenAsync(CancellationToken.None))
        {
            await old.ExecuteAsync("PRAGMA foreign_keys = OFF; "
                + Line("l1", 1, "r1", "45A48") + Line("l2", 2, "R2 ", "45a48") + Line("l3", 3, "r3", "45a49") + Line("l4", 4, " R3", "45A49 ", credited: 1)
                + "INSERT INTO used_identification (kind, sender, identification, message_id) VALUES ('JW323', '1', 'a1', 'm1'), ('JW323', '1', 'A1', 'm2'), ('JW305', '1', 'b1', 'm3');"
                + "INSERT INTO used_declaration_number (sender, declaration_number, message_id) VALUES ('1', 'n1', 'm1'), ('1', 'N1', 'm2'), ('2', 'n1', 'm3');");
        }

        await Migrator.RunAsync(dialect, migrations, new DispositionsService().ExpectedSchema, TimeProvider.System, CancellationToken.None);

        await using var connection = await dialect.OpenAsync(CancellationToken.None);
        (await connection.QueryAsync<string>("SELECT reference_number || '|' || code FROM declaration_line ORDER BY line_id")).ShouldBe(["R1|45A48", "R2|45a48", "R3|45A49", " R3|45A49"]);
        (await connection.QueryAsync<string>("SELECT identification FROM used_identification ORDER BY message_id")).ShouldBe(["a1", "A1", "B1"]);
        (await connection.QueryAsync<string>("SELECT declaration_number FROM used_declaration_number ORDER BY message_id")).ShouldBe(["n1", "N1", "N1"]);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Line(string id, int position, string reference, string code, int credited = 0) =>
        $"""
        INSERT INTO declaration_line (line_id, message_id, position, provider_id, reference_number, allocation_id, contract_id, contract_version, product_id, code, from_on, until_on,
            volume, unit, amount_cents, credit, credited, rate_e8, rate_unit, rounding_rule)
        VALUES ('{id}', 'm', {position}, 'p', '{reference}', 'a', 'k', 1, '45A48', '{code}', '2026-01-01', '2026-01-31', 1, '01', 145, 0, {credited}, 145000000, '01', 'unrounded_tariff');
        """;
}
