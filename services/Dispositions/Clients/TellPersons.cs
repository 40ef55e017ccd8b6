using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;

namespace Inkoop.Dispositions.Clients;

/// <summary>
/// After an upgrade from a version that told money nothing of persons: tells it of each client on record, once. Each is told and marked in one transaction, so a start
/// that is cut off is gone on with at the next.
/// </summary>
internal sealed partial class TellPersons(DispositionsDatabase database, ClientRecords clients, StartupGate gate, TimeProvider clock, ILogger<TellPersons> logger)
    : BackgroundWork(gate, clock, logger)
{
    private const int AtOnce = 200;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        long told = 0;
        for (IReadOnlyList<ClientRow> next; (next = await NextAsync(stoppingToken)).Count > 0; told += next.Count)
            await database.ChangeAsync("service:dispositions", async work =>
            {
                foreach (var client in next)
                    await clients.TellPersonAsync(work, client.Pseudonym, client.BsnHash);
                return next.Count;
            }, stoppingToken);
        if (told > 0)
            Told(Logger, told);
    }

    private Task<IReadOnlyList<ClientRow>> NextAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ClientRow>>(async connection =>
        (await connection.QueryAsync<ClientRow>(database.Dialect.Page(NotTold), new { skip = 0, take = AtOnce })).AsList(), cancellationToken);

    private sealed record ClientRow
    {
        public string Pseudonym { get; init; } = "";
        public string BsnHash { get; init; } = "";
    }

    private const string NotTold = "SELECT pseudonym, bsn_hash FROM client WHERE person_told = 0 ORDER BY pseudonym";

    [LoggerMessage(Level = LogLevel.Information, Message = "After an upgrade money was told which persons {Count} clients are.")]
    private static partial void Told(ILogger logger, long count);
}

/// <summary>Clients of whom money was not told yet which person they are.</summary>
internal sealed class PersonsToTell(DispositionsDatabase database) : IUnfinished
{
    public string Service => "dispositions";

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM client WHERE person_told = 0"), cancellationToken);
}
