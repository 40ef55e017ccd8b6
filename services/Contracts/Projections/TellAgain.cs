using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using Microsoft.Extensions.Logging;

namespace Inkoop.Contracts.Projections;

/// <summary>
/// Contracts that were signed under an earlier version told less than consumers need now: how their lots are paid for. Once after the upgrade the
/// newest version of each is told whole. It is an event of its own, that only those read who need it, so nobody counts a contract twice; and it
/// stays in the log, for whoever fills from there.
/// </summary>
internal sealed class TellAgain(ContractsDatabase database, StartupGate gate, TimeProvider clock, ILogger<TellAgain> logger)
    : BackgroundWork(gate, clock, logger)
{
    // What must be told once more gets the next number.
    private const string Marker = "told:contracts:1";

    // What is signed from here on tells it all by itself.
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        if (await database.IsDoneAsync(Marker, stoppingToken)) return;
        await database.ChangeAsync("service:contracts", async work =>
        {
            foreach (var contract in (await work.QueryAsync<string>(NewestSigned, new { startedAt })).Select(ContractState.FromJson))
                work.Emit($"contract/{contract.ContractId}", contract.Version, new ContractRestated
                {
                    ContractId = contract.ContractId,
                    Version = contract.Version,
                    Terms = ContractWire.ToTerms(contract),
                });
            return await work.MarkDoneAsync(Marker);
        }, stoppingToken);
    }

    private const string NewestSigned = """
        SELECT v.document FROM contract c JOIN contract_version v ON v.contract_id = c.contract_id AND v.version = c.version
        WHERE c.status = 'signed' AND v.recorded_at < @startedAt
        """;
}
