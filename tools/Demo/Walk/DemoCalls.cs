using System.Collections.Concurrent;
using System.Globalization;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Demo.Walk;

/// <summary>
/// Turns what is planned into the calls that people and providers would make. Every request id comes from the seed and the item, so
/// that doing an item again, after a kill or a broken link, answers as it did the first time.
/// </summary>
internal sealed partial class DemoCalls(DemoPlan plan, DemoBackend backend, DemoClock clock)
{
    private readonly ConcurrentDictionary<int, string> contractIds = new();
    private int surprises;

    /// <summary>Messages that were judged otherwise than planned: 0, or plan and rules have drifted apart.</summary>
    public int Surprises => surprises;

    private string RequestId(string item) => string.Create(CultureInfo.InvariantCulture, $"demo-{plan.Region.Seed}-{item}");

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime); // steps are at midday: the day is the Dutch one

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Hundredths(long value) => (value / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private async Task<string> ContractIdAsync(int index, CancellationToken cancellationToken)
    {
        if (contractIds.TryGetValue(index, out var known))
            return known;
        var client = new ContractService.ContractServiceClient(await backend.AsAsync("contracts", Role.ProcurementOfficer));
        var reply = await client.GetContractAsync(new GetContractRequest { Number = plan.Contracts[index].Number }, cancellationToken: cancellationToken);
        return contractIds[index] = reply.Contract.ContractId;
    }
}
