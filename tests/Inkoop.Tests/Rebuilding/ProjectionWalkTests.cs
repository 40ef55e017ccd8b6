using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rebuilding;

/// <summary>What a rebuild counts on, of every projection of the product.</summary>
public sealed class ProjectionWalkTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private IReadOnlyList<Projection> Projections => [.. app.Services.GetServices<Projection>()];

    [Fact]
    public void no_two_projections_of_a_database_share_a_table_or_a_name()
    {
        Projections.Count.ShouldBeGreaterThan(10);
        Projections.SelectMany(projection => projection.Tables.Select(table => (projection.Database.Service, table))).ShouldBeUnique();
        Projections.Select(projection => (projection.Database.Service, projection.Name)).ShouldBeUnique();
        Projections.ShouldAllBe(projection => projection.Name.Length < 80 && !projection.Name.Contains('~') && !projection.Name.Contains(':'));
    }

    /// <summary>A column that the code does not name would be left behind by the next change of shape.</summary>
    [Fact]
    public async Task the_code_expects_every_column_of_every_projected_table()
    {
        var modules = app.Services.GetServices<ServiceDatabase>().ToDictionary(one => one.Database, one => one.Module);
        foreach (var projection in Projections)
            foreach (var table in projection.Tables)
                string.Join(", ", await ColumnsAsync(projection.Database, table)).ShouldBe(string.Join(", ", modules[projection.Database].ExpectedSchema[table].Order(StringComparer.Ordinal)), $"{projection.Name}: {table}");
    }

    [Fact]
    public async Task every_projection_is_built_anew_and_its_tables_are_declared_as_before()
    {
        foreach (var projection in Projections)
        {
            var declared = await DeclaredAsync(projection.Database);
            var outcome = await app.Services.GetRequiredService<Rebuilds>().ReplayAsync(projection, "test", default);
            outcome.After.ShouldBe(outcome.Before, projection.Name);
            (await DeclaredAsync(projection.Database)).ShouldBe(declared, projection.Name);
        }
    }

    private static Task<string> DeclaredAsync(Database database) => database.ReadAsync(async connection => string.Join('\n', (await connection.QueryAsync<string>(
        "SELECT concat(type, ' ', name, ' ', replace(sql, '\"', '')) FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"))), default);

    private static async Task<IReadOnlyList<string>> ColumnsAsync(Database database, string table) => (await database.ReadAsync(connection =>
        connection.QueryAsync<string>("SELECT name FROM pragma_table_info(@table) ORDER BY name", new { table }), default)).AsList();
}
