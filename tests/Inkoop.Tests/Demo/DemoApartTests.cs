using Inkoop.Demo;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Demo;

/// <summary>The same region loaded from outside, into services that live in the present: what `load-demo` does under the app host.</summary>
public sealed class DemoApartTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    [Fact]
    public async Task A_region_loads_from_outside_once_and_its_money_is_that_of_the_plan()
    {
        var plan = DemoPlan.For(TestRegions.Small);
        var folder = Path.Combine(app.Folder, "loader");
        var services = SeparateProcesses.ServiceNames.ToDictionary(name => name, app.AddressOf);
        var said = new List<string>();
        Task LoadAsync() => DemoApart.LoadAsync(TestRegions.Small, folder, app.Pages, services, said.Add, NullLogger.Instance, CancellationToken.None);

        await LoadAsync();
        said.ShouldContain(line => line.Contains("Contracten ondertekenen"));
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var settlements = app.Client<SettlementService.SettlementServiceClient>(Role.Finance);
        for (var index = 0; index < plan.Contracts.Count; index++)
        {
            var contract = (await contracts.GetContractAsync(new GetContractRequest { Number = plan.Contracts[index].Number })).Contract;
            var settlement = (await settlements.GetSettlementAsync(new GetSettlementRequest { ContractId = contract.ContractId, From = "2024-10-01", Until = "2025-03-31" })).Settlement;
            settlement.TotalCents.ShouldBe(plan.Declarations.SelectMany(declaration => declaration.Lines).Where(line => line.ContractIndex == index).Sum(line => line.PayableCents), contract.Number);
        }

        said.Clear();
        await LoadAsync();
        said.ShouldBeEmpty();
    }
}
