using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Contracts.Drafting;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Contracts;

public class DraftContractTests
{
    [Fact]
    public void a_complete_draft_has_no_faults_and_says_the_same_when_read_back()
    {
        var check = new Check();
        var state = ContractCheck.Read(Samples.Draft(providerId: Samples.ProviderId.ToString()), Guid.CreateVersion7(), 1, Samples.Facts(), check);
        check.Faults.ShouldBeEmpty();
        state.Products.Select(product => product.ProductId).ShouldBe(["45A03", "50O01"]);
        state.Products[0].Tariffs[0].RateE8.ShouldBe(145_000_000);
        state.ProviderName.ShouldBe("Zorg Één");

        var stored = ContractState.FromJson(state.ToJson());
        ContractWire.ToWire(stored, DateTimeOffset.UnixEpoch).ShouldBe(ContractWire.ToWire(state, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void an_empty_contract_names_everything_that_it_lacks_and_nothing_else() =>
        Faults(new Contract()).ShouldBe(["contract.number required", "contract.title required", "contract.starts_on required", "contract.ends_on required", "contract.rounding_rule required"]);

    [Fact]
    public void every_fault_is_reported_at_once_by_its_path()
    {
        var contract = Samples.Draft(providerId: "unknown");
        contract.EndsOn = "2025-12-31";
        contract.RoundingRule = RoundingRule.Unspecified;
        contract.Lots[0].Funding = null;
        contract.Products[0].Category = "39";
        contract.Products[1].Unit = "01";
        contract.Products[1].Tariffs[0].RateEur = "8400,00";
        contract.KpiAgreements[0].Norm = "80";
        contract.KpiAgreements[0].Direction = KpiDirection.Unspecified;
        Faults(contract, Samples.Facts(numberTaken: true) with { Provider = null }).ShouldBe(
        [
            "contract.number number_taken",
            "contract.ends_on ends_before_start",
            "contract.provider_id provider_unknown",
            "contract.rounding_rule required",
            "contract.lots[0].funding required",
            "contract.products[0].category category_unknown",
            "contract.products[1].unit unit_not_output",
            "contract.products[1].tariffs[0].rate_eur decimal_invalid",
            "contract.kpi_agreements[0].norm out_of_range",
            "contract.kpi_agreements[0].direction required",
        ]);
    }

    [Theory]
    [InlineData("2025-12-31", "", "contract.buyers[0].valid_from outside_contract")]
    [InlineData("2026-01-01", "2027-01-01", "contract.buyers[0].valid_until outside_contract")]
    [InlineData("2026-05-02", "2026-05-01", "contract.buyers[0].valid_until ends_before_start")]
    public void a_buyer_buys_within_the_contract(string from, string until, string fault)
    {
        var contract = Samples.Draft();
        (contract.Buyers[0].ValidFrom, contract.Buyers[0].ValidUntil) = (from, until);
        Faults(contract).ShouldBe([fault]);
    }

    [Theory]
    [InlineData("9999")]
    [InlineData("0398")] // merged into another municipality before the contract starts
    public void a_buyer_exists_while_it_buys(string code)
    {
        var contract = Samples.Draft();
        contract.Buyers[0].MunicipalityCode = code;
        Faults(contract).ShouldBe(["contract.buyers[0].municipality_code municipality_unknown"]);
    }

    [Fact]
    public void a_municipality_may_come_back_but_not_buy_twice_on_a_day()
    {
        var contract = Samples.Draft();
        contract.Buyers.Add(new Buyer { MunicipalityCode = "1641", ValidFrom = "2026-07-01" });
        Faults(contract).ShouldBeEmpty();
        contract.Buyers[2].ValidFrom = "2026-06-30";
        Faults(contract).ShouldBe(["contract.buyers[2].municipality_code buyer_twice"]);
    }

    [Fact]
    public void tariffs_of_a_product_share_no_day_and_are_positive()
    {
        var contract = Samples.Draft();
        contract.Products[0].Tariffs.Add(new Tariff { ValidFrom = "2026-07-01", RateEur = "0" });
        Faults(contract).ShouldBe(["contract.products[0].tariffs[1].rate_eur out_of_range", "contract.products[0].tariffs[1].valid_from tariffs_overlap"]);
        contract.Products[0].Tariffs[0].ValidUntil = "2026-06-30";
        contract.Products[0].Tariffs[1].RateEur = "1.5116105";
        Faults(contract).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("01", DeliveryVariant.Effort, true)]
    [InlineData("84", DeliveryVariant.Effort, true)]
    [InlineData("82", DeliveryVariant.Effort, false)]
    [InlineData("83", DeliveryVariant.Effort, false)]
    [InlineData("82", DeliveryVariant.Output, true)]
    [InlineData("83", DeliveryVariant.Output, true)]
    [InlineData("14", DeliveryVariant.Output, false)]
    [InlineData("84", DeliveryVariant.Output, false)]
    public void the_unit_fits_the_variant(string unit, DeliveryVariant variant, bool fits)
    {
        var contract = Samples.Draft();
        (contract.Products[0].Unit, contract.Products[0].Variant) = (unit, variant);
        Faults(contract).Count.ShouldBe(fits ? 0 : 1);
    }

    [Fact]
    public void output_phases_add_up_to_the_whole()
    {
        var contract = Samples.Draft();
        contract.Products.RemoveAt(0);
        contract.Lots[0].Funding = new FundingArrangement { Output = new OutputFunding { Phases = { Phase("start", "0.3"), Phase("midden", "0.4"), Phase("eind", "0.29999999") } } };
        Faults(contract).ShouldBe(["contract.lots[0].funding.output.phases shares_not_whole"]);
        contract.Lots[0].Funding.Output.Phases[2].Share = "0.3";
        Faults(contract).ShouldBeEmpty();
    }

    [Fact]
    public void population_funding_weighs_every_buyer_and_no_one_else()
    {
        var contract = Samples.Draft();
        contract.Lots[0].Funding = new FundingArrangement
        {
            Population = new PopulationFunding { AnnualBudgetCents = 100, Weights = { new PopulationWeight { MunicipalityCode = "0957", Weight = "1.5" }, new PopulationWeight { MunicipalityCode = "1711", Weight = "0" } } },
        };
        Faults(contract).ShouldBe(
        [
            "contract.lots[0].funding.population.weights[1].municipality_code not_a_buyer",
            "contract.lots[0].funding.population.weights weight_missing",
            "contract.lots[0].funding.population.weights[1].weight out_of_range",
        ]);
    }

    [Fact]
    public void task_based_funding_states_its_volume_and_its_budget()
    {
        var contract = Samples.Draft();
        contract.Lots[0].Funding = new FundingArrangement { TaskBased = new TaskBasedFunding() };
        Faults(contract).ShouldBe(["contract.lots[0].funding.task_based.reference_volume out_of_range", "contract.lots[0].funding.task_based.annual_budget_cents required"]);
    }

    [Fact]
    public void a_task_product_needs_a_lot_that_pays_for_tasks()
    {
        var contract = Samples.Draft();
        contract.Products[0].Variant = DeliveryVariant.Task;
        Faults(contract).ShouldBe(["contract.products[0].variant variant_not_funded"]);
    }

    [Fact]
    public void a_kpi_that_a_task_is_paid_by_is_one_of_the_registry_as_the_registry_spells_it()
    {
        var facts = Samples.Facts() with { Indicators = ["uitval", "tevredenheid"] };
        var contract = Samples.Draft(providerId: Samples.ProviderId.ToString());
        contract.Lots[0].Funding = FundingSamples.TaskBased();
        contract.Products[0].Variant = DeliveryVariant.Task;
        var kpis = contract.Lots[0].Funding.TaskBased.Kpis;
        kpis[0].IndicatorCode = " Tevredenheid ";
        var check = new Check();
        ContractCheck.Read(contract, Guid.CreateVersion7(), 1, facts, check).Lots[0].Funding!.TaskBased.Kpis.Single().IndicatorCode.ShouldBe("tevredenheid");
        check.Faults.ShouldBeEmpty();

        kpis.Add(new KpiPart { IndicatorCode = "ambulant_alternatief", ShareOfBudget = "0.01" });
        Faults(contract, facts).ShouldBe(["contract.lots[0].funding.task_based.kpis[1].indicator_code indicator_unknown"]);
    }

    [Fact]
    public void a_kpi_is_one_of_the_registry_as_the_registry_spells_it()
    {
        var facts = Samples.Facts() with { Indicators = ["uitval", "tevredenheid"] };
        var contract = Samples.Draft(providerId: Samples.ProviderId.ToString());
        contract.KpiAgreements[0].IndicatorCode = " Uitval";
        var check = new Check();
        var state = ContractCheck.Read(contract, Guid.CreateVersion7(), 1, facts, check);
        check.Faults.ShouldBeEmpty();
        state.KpiAgreements.Single().IndicatorCode.ShouldBe("uitval");

        contract.KpiAgreements.Add(new KpiAgreement { IndicatorCode = "UITVAL", Norm = "0.2", Direction = KpiDirection.AtMost });
        contract.KpiAgreements.Add(new KpiAgreement { IndicatorCode = "ambulant_alternatief", Norm = "0.2", Direction = KpiDirection.AtMost });
        Faults(contract, facts).ShouldBe(["contract.kpi_agreements[1].indicator_code duplicate", "contract.kpi_agreements[2].indicator_code indicator_unknown"]);
    }

    [StandardDataFact]
    public void the_code_lists_are_those_of_the_standard()
    {
        using var lists = System.Text.Json.JsonDocument.Parse(File.ReadAllText(StandardData.PathOf("ijw-3.2", "codelijsten.json")));
        var text = lists.RootElement.GetRawText();
        CareCodes.Categories.Keys.ShouldAllBe(code => text.Contains($"\"{code}\"", StringComparison.Ordinal));
        CareCodes.UnitNames.Count.ShouldBe(7);
    }

    private static OutputPhase Phase(string name, string share) => new() { Name = name, Share = share };

    private static IReadOnlyList<string> Faults(Contract contract, DraftFacts? facts = null)
    {
        var check = new Check();
        ContractCheck.Read(contract, Guid.CreateVersion7(), 1, facts ?? Samples.Facts(), check);
        return [.. check.Faults.Select(fault => $"{fault.Field} {fault.Code}")];
    }
}
