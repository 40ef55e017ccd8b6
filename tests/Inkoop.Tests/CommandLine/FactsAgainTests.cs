using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

/// <summary>A file of facts sent again after another: what the command says was recorded is what stands.</summary>
public sealed class FactsAgainTests(UiRegion app) : IClassFixture<UiRegion>
{
    [Fact]
    public async Task a_budget_of_before_sent_again_stands_again()
    {
        foreach (var euros in new[] { 95, 92, 95, 95 })
        {
            var ran = await CommandRun.OnAsync(app, Role.Finance, $$"""{"municipality_budget": {"municipality_code": "0957", "year": 2026, "budget_cents": {{euros}}0000000 } }""", "facts", "record", "-", "--json");
            ran.ExitCode.ShouldBe(0, ran.ToString());
            var years = await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2026 });
            years.Municipalities.Single(year => year.MunicipalityCode == "0957").BudgetCents.ShouldBe(euros * 10_000_000L);
        }
        (await app.Client<FactService.FactServiceClient>(Role.Finance).ListFactsAsync(new ListFactsRequest { Kind = "municipality_budget" })).TotalCount.ShouldBe(3);
    }
}
