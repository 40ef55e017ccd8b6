using Dapper;
using Inkoop.Dispositions;
using Inkoop.Platform.Data;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

/// <summary>A data folder from before allocations had kinds comes up with each under its own.</summary>
public sealed class AllocationKindUpgradeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inkoop-upgrade-");

    [Fact]
    public async Task old_allocations_get_their_kind_and_old_lines_their_code()
    {
        var dialect = new SqliteDialect(Path.Combine(folder.FullName, "dispositions.db"));
        var migrations = Migration.Find("sqlite", typeof(Database).Assembly, typeof(DispositionsService).Assembly);
        var before = migrations.TakeWhile(migration => !migration.Name.EndsWith("0003_allocation_kind", StringComparison.Ordinal)).ToList();
        before.Count.ShouldBeLessThan(migrations.Count);
        await Migrator.RunAsync(dialect, before, new Dictionary<string, string[]>(), TimeProvider.System, CancellationToken.None);
        await using (var old = await dialect.OpenAsync(CancellationToken.None))
            await old.ExecuteAsync("PRAGMA foreign_keys = OFF; " + Allocation("a1", 1, "45", "45A04") + Allocation("a2", 2, "46", "46A01") + Line("l1", "a1"));

        await Migrator.RunAsync(dialect, migrations, new DispositionsService().ExpectedSchema, TimeProvider.System, CancellationToken.None);

        await using var connection = await dialect.OpenAsync(CancellationToken.None);
        (await connection.QueryAsync<string>("SELECT kind FROM allocation ORDER BY number")).ShouldBe(["specific", "crisis"]);
        (await connection.QueryAsync<string>("SELECT code FROM declaration_line")).ShouldBe(["45A04"]);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Allocation(string id, int number, string category, string code) =>
        $"""
        INSERT INTO allocation (allocation_id, version, number, disposition_id, municipality_code, client_pseudonym, contract_id, contract_number, provider_id, provider_agb_code,
            product_id, category, code, variant, volume, unit, frequency, starts_on, status, used_volume, declared_cents, allocated_at)
        VALUES ('{id}', 1, {number}, 'd', '0957', 'c', 'k', 'K', 'p', '12345678', '{code}', '{category}', '{code}', 'effort', 1, '01', '6', '2026-01-01', 'allocated', 0, 0, '2026-01-01');
        """;

    private static string Line(string id, string allocation) =>
        $"""
        INSERT INTO declaration_line (line_id, message_id, position, provider_id, reference_number, allocation_id, contract_id, contract_version, product_id, from_on, until_on,
            volume, unit, amount_cents, credit, credited, rate_e8, rate_unit, rounding_rule)
        VALUES ('{id}', 'm', 0, 'p', 'R', '{allocation}', 'k', 1, '45A04', '2026-01-01', '2026-01-31', 1, '01', 145, 0, 0, 145000000, '01', 'unrounded_tariff');
        """;
}
