using System.Globalization;
using System.Text.Json;
using Dapper;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rebuilding;

/// <summary>The process is killed (SIGKILL) in the middle of a rebuild, again and again: the next start goes on by itself, and serves meanwhile.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class RebuildKillTests : IAsyncLifetime
{
    private const int Events = 30_000;
    private readonly OneProcess process = new();
    private readonly Random random = new(20_261_128);

    public Task InitializeAsync() => process.InitializeAsync();

    public Task DisposeAsync() => process.DisposeAsync();

    [Fact]
    public async Task it_goes_on_where_it_was()
    {
        process.Kill();
        await WriteLogAsync();
        await process.StartAsync();
        var begun = Log.ReplayProjectionAsync(new ReplayProjectionRequest { Service = "money", Projection = "money-register" }).ResponseAsync;
        long last = 0;
        for (var kill = 0; kill < 4; kill++)
        {
            var wanted = last + random.Next(1, 4_000);
            var seen = await Eventually.GetsAsync(StateAsync, state => state.RebuiltAt is not null || state.Rebuild?.ReadCount >= wanted);
            if (seen.RebuiltAt is not null)
                break;
            seen.Rebuild.ReadCount.ShouldBeGreaterThanOrEqualTo(last, "what was read is not read again");
            last = seen.Rebuild.ReadCount;
            process.Kill();
            (await CountAsync("money.db", "known_provider")).ShouldBe(0, "the live table stands until the new one is whole");
            await process.StartAsync();
        }

        last.ShouldBeGreaterThan(0);
        await Eventually.GetsAsync(StateAsync, state => state.RebuiltAt is not null, TimeSpan.FromSeconds(120));
        await Should.ThrowAsync<Grpc.Core.RpcException>(() => begun);
        (await CountAsync("money.db", "known_provider")).ShouldBe(Events);
        var again = await Log.ReplayProjectionAsync(new ReplayProjectionRequest { Service = "money", Projection = "money-register" });
        again.DigestAfter.ShouldBe(again.DigestBefore);
        again.EventsApplied.ShouldBeGreaterThanOrEqualTo(Events);
    }

    private EventLogService.EventLogServiceClient Log => process.ClientOf<EventLogService.EventLogServiceClient>("money", Role.Operator);

    private async Task<Projection> StateAsync() =>
        (await Log.ListProjectionsAsync(new ListProjectionsRequest { Service = "money" })).Projections.Single(projection => projection.Name == "money-register");

    /// <summary>Providers that were published before anybody of this release listened.</summary>
    private async Task WriteLogAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(process.Folder, "providers.db")};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
        for (var i = 0; i < Events; i++)
        {
            var provider = new ProviderRegistered { ProviderId = Guid.CreateVersion7(), Version = 1, Name = $"Aanbieder {i}", KvkNumber = "12345678" };
            await connection.ExecuteAsync(
                """
                INSERT INTO event (event_id, type, subject, subject_version, actor, occurred_at, payload, published_at)
                VALUES (@id, 'ProviderRegistered', @subject, 1, 'test', @now, @payload, @now)
                """,
                new { id = Guid.CreateVersion7().ToString(), subject = $"provider/{provider.ProviderId}", now, payload = JsonSerializer.Serialize(provider, EventJson.Options) }, transaction);
        }

        await transaction.CommitAsync();
    }

    private async Task<long> CountAsync(string file, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(process.Folder, file)};Pooling=False");
        return await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table} WHERE name LIKE 'Aanbieder %'");
    }
}
