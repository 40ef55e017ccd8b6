using System.Globalization;
using Inkoop.Agreements;
using Inkoop.Contracts.Drafting;
using Inkoop.Demo.Plan;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Demo;

public sealed class DemoFundingTests(DemoPlanTests.WholeRegion whole) : IClassFixture<DemoPlanTests.WholeRegion>
{
    private readonly DemoPlan plan = whole.Plan;

    [Fact]
    public void Every_arrangement_is_shown_by_a_contract_and_adds_up()
    {
        plan.Contracts.Select(contract => contract.Arrangement).Distinct().Order().ShouldBe(Enum.GetValues<Arrangement>());
        var facts = new DraftFacts
        {
            Municipalities = plan.Region.Municipalities.Select(place => new KnownMunicipality { Code = place.Code, Name = place.Name, StartsOn = new(2015, 1, 1) }).ToLookup(known => known.Code),
            Proportions = new HashSet<string>(),
        };
        foreach (var contract in plan.Contracts)
        {
            var check = new Check();
            ContractCheck.Read(Draft(contract), Guid.CreateVersion7(), 1, facts, check);
            check.Faults.ShouldBeEmpty(contract.Number);
        }
    }

    [Fact]
    public void What_is_paid_as_a_whole_by_the_day_of_stay_or_by_result_is_not_declared()
    {
        plan.Declarations.ShouldAllBe(declaration => declaration.Lines.Count > 0);
        foreach (var line in plan.Declarations.SelectMany(declaration => declaration.Lines))
        {
            var contract = plan.Contracts[line.ContractIndex];
            contract.Arrangement.ShouldNotBeOneOf(Arrangement.TaskBased, Arrangement.Population, Arrangement.Subsidy, Arrangement.Output);
            (contract.Arrangement == Arrangement.ByStay && line.Code == "43A12").ShouldBeFalse();
        }
        plan.Allocations.ShouldContain(allocation => plan.Contracts[allocation.ContractIndex].Arrangement == Arrangement.Population);
        plan.Allocations.ShouldContain(allocation => plan.Contracts[allocation.ContractIndex].Arrangement == Arrangement.ByStay && allocation.Product.Code == "43A12");
    }

    [Fact]
    public void What_the_settlements_of_a_closed_year_need_is_recorded()
    {
        string[] Of(Arrangement arrangement) =>
        [
            .. plan.Facts.Where(fact => fact.ContractIndex is { } index && plan.Contracts[index].Arrangement == arrangement)
                .Select(fact => SettlementFact.Parser.ParseJson(fact.Json).KindCase.ToString()).Distinct().Order(StringComparer.Ordinal),
        ];
        Of(Arrangement.TaskBased).ShouldBe(["Kpi", "Volume"]);
        Of(Arrangement.Population).ShouldBe(["Cost", "Use"]);
        plan.Facts.Count(fact => fact.ContractIndex is null).ShouldBe(plan.Region.Municipalities.Count * 3); // 2024, 2025, 2026
        plan.Parts.ShouldNotBeEmpty();
        plan.Parts.ShouldAllBe(part => part.On <= plan.Region.LastQuarter.LastDay);
    }

    private static Contract Draft(PlannedContract contract) => new()
    {
        Number = contract.Number,
        Title = contract.Title,
        StartsOn = Iso(contract.StartsOn),
        EndsOn = Iso(contract.EndsOn),
        RoundingRule = RoundingRule.UnroundedTariff,
        Buyers = { contract.Buyers.Select(buyer => new Buyer { MunicipalityCode = buyer.MunicipalityCode, ValidFrom = Iso(buyer.From) }) },
        YearBudgets = { contract.YearBudgets.Select(budget => new YearBudget { Year = budget.Key, BudgetCents = budget.Value }) },
        Lots = { new Lot { LotId = "1", Name = contract.Title, Funding = FundingPlanning.Of(contract) } },
        Products =
        {
            contract.Products.Select(product => new Product
            {
                LotId = "1",
                Category = product.Category,
                Code = product.Code,
                Description = product.Description,
                Unit = product.Unit,
                Variant = contract.Segment == Segment.Consultation ? DeliveryVariant.Task : product.Unit == Catalogue.OutputPiece ? DeliveryVariant.Output : DeliveryVariant.Effort,
                PaymentTiming = FundingPlanning.TimingOf(contract),
            }),
        },
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
