using Inkoop.Agreements;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Work;
using Inkoop.Wire.Events;
using Microsoft.Extensions.Logging;

namespace Inkoop.Contracts.Projections;

/// <summary>
/// Contracts that were signed under an earlier version told less than consumers need now: how their lots are paid for, and when each version was
/// recorded. Once after the upgrade every signed version is told whole. It is an event of its own, that only those read who need it, so nobody
/// counts a contract twice; and it stays in the log, for whoever fills from there.
/// </summary>
internal sealed class TellAgain(ContractsDatabase database, StartupGate gate, TimeProvider clock, ILogger<TellAgain> logger)
    : BackgroundWork(gate, clock, logger)
{
    // What must be told once more gets the next number.
    private const string Marker = "told:contracts:2";

    // What is signed from here on tells it all by itself.
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        if (await database.IsDoneAsync(Marker, stoppingToken)) return;
        await database.ChangeAsync("service:contracts", async work =>
        {
            foreach (var version in await work.QueryAsync<VersionRow>(SignedVersions, new { startedAt }))
            {
                var contract = ContractState.FromJson(version.Document);
                work.Emit($"contract/{contract.ContractId}", contract.Version, new ContractRestated
                {
                    ContractId = contract.ContractId,
                    Version = contract.Version,
                    RecordedAt = version.RecordedAt,
                    Terms = contract.ToTerms(),
                });
            }
            return await work.MarkDoneAsync(Marker);
        }, stoppingToken);
    }

    private const string SignedVersions = """
        SELECT recorded_at, document FROM contract_version
        WHERE status = 'signed' AND recorded_at < @startedAt
        ORDER BY contract_id, version
        """;

    private sealed record VersionRow
    {
        public DateTimeOffset RecordedAt { get; init; }
        public string Document { get; init; } = "";
    }
}
