using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>RabbitMQ is not there at the start, comes, goes and comes back: work goes on, delivery catches up.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class BrokerAway
{
    [ToolFact("rabbitmq-server")]
    public async Task work_goes_on_and_delivery_catches_up()
    {
        var processes = new SeparateProcesses();
        try
        {
            await processes.StartAllAsync();
            var region = new Region(processes);
            await region.RegisterProviderAsync();
            (await WaitingAsync(processes)).ShouldBeGreaterThan(0);

            await processes.Broker.StartAsync();
            await region.SignContractAsync("BROKER-1");

            await processes.Broker.StopAsync();
            var officer = processes.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
            await officer.ChangeTariffAsync(new ChangeTariffRequest
            {
                RequestId = "tariff",
                ContractId = region.Contract.ContractId,
                ExpectedVersion = region.Contract.Version,
                ProductId = Region.Code,
                ValidFrom = "2026-07-01",
                RateEur = "1.50",
                Reason = "indexatie",
            });
            await processes.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).RegisterProviderAsync(new RegisterProviderRequest { RequestId = "second", Name = "Tweede", KvkNumber = "12345678" });

            await processes.Broker.StartAsync();
            // The bus tries a lost broker again at growing intervals, up to a minute; each host on its own.
            await Eventually.GetsAsync(() => WaitingAsync(processes), waiting => waiting == 0, TimeSpan.FromMinutes(5));
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(string.Join('\n', [exception.Message, .. processes.Output.TakeLast(40), .. processes.Broker.LastWords(40)]), exception);
        }
        finally
        {
            await processes.DisposeAsync();
        }
    }

    private static async Task<long> WaitingAsync(SeparateProcesses processes)
    {
        long waiting = 0;
        foreach (var service in new[] { "providers", "contracts" })
            waiting += (await processes.ClientOf<EventLogService.EventLogServiceClient>(service, Role.Operator).ListProjectionsAsync(new ListProjectionsRequest { Service = service })).WaitingCount;
        return waiting;
    }
}
