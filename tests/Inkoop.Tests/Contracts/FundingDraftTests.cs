using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using KeyKind = Inkoop.Wire.Contracts.V1.KeyKind;

namespace Inkoop.Tests.Contracts;

/// <summary>An arrangement that does not add up never becomes a contract: every fault at once, at the field where a person can mend it.</summary>
public class FundingDraftTests
{
    private static readonly Product minutes = Product("45A04", "01", "1.45");

    [Fact]
    public void arrangements_that_add_up_have_no_faults()
    {
        Faults(Draft(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"))).ShouldBeEmpty();
        Faults(Draft(Output())).ShouldBeEmpty();
        Faults(Draft(TaskBased())).ShouldBeEmpty();
        Faults(Draft(Population())).ShouldBeEmpty();
        Faults(Draft(Outcome())).ShouldBeEmpty();
        Faults(Draft(Subsidy())).ShouldBeEmpty();
    }

    [Fact]
    public void a_task_shows_all_its_faults_at_their_fields()
    {
        var funding = TaskBased();
        var task = funding.TaskBased;
        task.ReferenceVolume = 0;
        task.MinimumCareDays = -1;
        task.ValveAbove = "-0.1";
        (task.Bands[1].From, task.Bands[1].Until, task.Bands[2].From, task.Bands[2].ShareAbove) = ("0.04", "0.14", "0.15", "1.5");
        task.Bands[0].Until = "";
        task.Kpis.Add(new Inkoop.Wire.Contracts.V1.KpiPart { IndicatorCode = "tevredenheid", ShareOfBudget = "0.99" });
        Faults(Draft(funding)).ShouldBe(
        [
            "task_based.reference_volume out_of_range",
            "task_based.minimum_care_days out_of_range",
            "task_based.valve_above negative",
            "task_based.bands[0].until required",
            "task_based.bands[2].share_above out_of_range",
            "task_based.bands[2].from gap",
            "task_based.kpis[1].indicator_code duplicate",
            "task_based.kpis shares_above_whole",
        ], ignoreOrder: true);
        task.Bands[0].Until = "0.05";
        Faults(Draft(funding)).ShouldContain("task_based.bands[1].from overlaps");
    }

    [Fact]
    public void a_number_that_cannot_be_read_is_one_fault()
    {
        var funding = TaskBased();
        (funding.TaskBased.Bands[0].Until, funding.TaskBased.Bands[1].ShareBelow, funding.TaskBased.ValveAbove) = ("0,05", "", "veel");
        funding.TaskBased.Kpis[0].ShareOfBudget = "2%";
        Faults(Draft(funding)).ShouldBe(
            ["task_based.bands[0].until decimal_invalid", "task_based.bands[1].share_below required", "task_based.valve_above decimal_invalid", "task_based.kpis[0].share_of_budget decimal_invalid"]);
        var output = Output();
        output.Output.Phases[1].Share = "";
        Faults(Draft(output)).ShouldBe(["output.phases[1].share required"]);
    }

    [Fact]
    public void prices_times_quantity_show_all_their_faults_at_their_fields()
    {
        var funding = PriceTimesQuantity();
        var effort = funding.PriceTimesQuantity;
        effort.Stays[0].Tiers[1].UpToDay = 80;
        effort.Stays[0].Tiers[2].UpToDay = 200;
        effort.Stays[0].Tiers[2].RateEur = "-1";
        effort.Stays.Add(new Inkoop.Wire.Contracts.V1.StayPrice { ProductId = "43A12" });
        effort.Stays.Add(new Inkoop.Wire.Contracts.V1.StayPrice { ProductId = "45A04", Tiers = { Tier(0, "1") } });
        effort.MonthProductIds.Add(["48A03", "43A12", "99Z99"]);
        effort.Caps[0].SignalShare = "70";
        effort.Caps.Add(new Inkoop.Wire.Contracts.V1.SpendingCap { From = "2026-12-31", Until = "2027-01-01", Cents = -1, SignalShare = "0.7" });
        effort.Caps.Add(new Inkoop.Wire.Contracts.V1.SpendingCap { From = "2026-03-01", Until = "geen", Cents = 1 });
        Faults(Draft(funding, Product("43A12", "14", "310"), Product("48A03", "84", "812.50"), minutes.Clone())).ShouldBe(
        [
            "price_times_quantity.caps[1].until outside_contract",
            "price_times_quantity.caps[2].until date_invalid",
            "price_times_quantity.caps[2].signal_share required",
            "price_times_quantity.stays[0].tiers[1].up_to_day overlaps",
            "price_times_quantity.stays[0].tiers[2].rate_eur negative",
            "price_times_quantity.stays[0].tiers[2].up_to_day last_tier_open",
            "price_times_quantity.stays[1].product_id duplicate",
            "price_times_quantity.stays[1].tiers required",
            "price_times_quantity.stays[2].product_id unit_not_fitting",
            "price_times_quantity.month_product_ids[1] duplicate",
            "price_times_quantity.month_product_ids[2] paid_twice",
            "price_times_quantity.month_product_ids[2] unit_not_fitting",
            "price_times_quantity.month_product_ids[3] product_not_in_lot",
            "price_times_quantity.caps[0].signal_share out_of_range",
            "price_times_quantity.caps[1].cents out_of_range",
            "price_times_quantity.caps[1].from overlaps",
            "price_times_quantity.caps[2].from overlaps",
        ], ignoreOrder: true);
    }

    [Fact]
    public void phases_are_whole_also_before_there_is_a_product()
    {
        var funding = Output();
        (funding.Output.Phases[0].Share, funding.Output.MonthsOfPart) = ("1.2", -1);
        string[] faults = ["output.phases shares_not_whole", "output.phases[0].share out_of_range", "output.months_of_part out_of_range"];
        Faults(Draft(funding)).ShouldBe(faults);
        Faults(Draft(funding, Product("45T01", "82", "8400", DeliveryVariant.Output), Product("45T02", "82", "1", DeliveryVariant.Output))).ShouldBe(faults);
    }

    [Fact]
    public void population_funding_shows_all_its_faults_at_their_fields()
    {
        var funding = Population();
        var population = funding.Population;
        population.AnnualBudgetCents = 0;
        population.Weights.RemoveAt(2);
        population.Weights[1].Weight = "-1";
        population.Weights.Add(Weight(Maassluis, "1", 2027));
        population.Weights.Add(Weight(Maassluis, "1"));
        population.Key.Add([Key(KeyKind.Weighted, "0.5"), Key(KeyKind.Fixed, "0.4"), Key(KeyKind.Fixed, "0.2")]);
        population.FixedShares.Add(new MunicipalityShare { MunicipalityCode = Schiedam, Share = "0.9" });
        population.Instalments = -1;
        population.Index.Add([Index(2026), Index(2026), Index(2030)]);
        population.Index[0].ForecastOva = "410";
        population.Index[1].PreviousForecastOva = "4.7";
        (population.Corridor.ReferenceYouths, population.Corridor.Upper, population.Corridor.BuyerShare) = (0, "-0.1", "60");
        population.Corridor.SharedBy[0].Share = "0.9";
        (population.ExecutionCost.Lower, population.ExecutionCost.Upper) = ("0.1", "0.08");
        population.ReserveCapShare = "-0.02";
        Faults(Draft(funding)).ShouldBe(
        [
            "population.weights[2].year outside_contract",
            "population.key[2].kind duplicate",
            "population.index[0].forecast_ova out_of_range",
            "population.index[1].previous_forecast_ppc required",
            "population.index[1].previous_definitive_ova required",
            "population.index[1].previous_definitive_ppc required",
            "population.index[2].year outside_contract",
            "population.annual_budget_cents required",
            "population.key shares_not_whole",
            "population.weights weight_missing",
            "population.weights[3].municipality_code duplicate",
            "population.weights[1].weight out_of_range",
            "population.fixed_shares shares_not_whole",
            "population.fixed_shares share_missing",
            "population.instalments out_of_range",
            "population.index[1].year duplicate",
            "population.corridor.reference_youths out_of_range",
            "population.corridor.upper negative",
            "population.corridor.buyer_share out_of_range",
            "population.corridor.shared_by shares_not_whole",
            "population.execution_cost.upper ends_before_start",
            "population.reserve_cap_share reserve_negative",
        ], ignoreOrder: true);
    }

    [Fact]
    public void every_year_of_the_contract_has_weights_for_those_who_buy_in_it()
    {
        var funding = Population();
        foreach (var weight in funding.Population.Weights) weight.Year = 2026;
        var draft = Draft(funding);
        draft.EndsOn = "2027-12-31";
        draft.Buyers[0].ValidUntil = "2026-12-31";
        var check = new Inkoop.Wire.Faults.Check();
        Inkoop.Contracts.Drafting.ContractCheck.Read(draft, Guid.CreateVersion7(), 1, Facts, check);
        check.Faults.Single().ShouldSatisfyAllConditions(fault => fault.Code.ShouldBe("weight_missing"), fault => fault.Text.ShouldBe("Geen gewicht over 2027 voor gemeente 0606, 0622."));

        foreach (var buyer in draft.Buyers) buyer.ValidUntil = "2026-12-31";
        Faults(draft).ShouldBe(["population year_without_buyer"]);
    }

    [Fact]
    public void outcome_and_subsidy_show_their_faults_at_their_fields()
    {
        var outcome = new FundingArrangement { Outcome = new OutcomeFunding { ReferenceShare = "30", PricePerResultCents = -1 } };
        Faults(Draft(outcome)).ShouldBe(["outcome.reference_share out_of_range", "outcome.price_per_result_cents out_of_range"]);
        var subsidy = new FundingArrangement { Subsidy = new SubsidyFunding { GrantedCents = -1, AdvanceShare = "-0.5" } };
        Faults(Draft(subsidy)).ShouldBe(["subsidy.granted_cents out_of_range", "subsidy.advance_share out_of_range"]);
    }

    [Fact]
    public void a_division_key_is_whole_and_belongs_to_a_model_that_does_not_divide_itself()
    {
        var funding = Subsidy();
        funding.Division = new DivisionKey { Mix = { Key(KeyKind.Weighted, "0.5"), Key(KeyKind.Fixed, "0.4") }, FixedShares = { new MunicipalityShare { MunicipalityCode = Schiedam, Share = "-1" }, new MunicipalityShare { MunicipalityCode = "9999", Share = "1" } } };
        Faults(Draft(funding)).ShouldBe(
        [
            "division.fixed_shares[0].share negative", "division.fixed_shares[1].municipality_code not_a_buyer", "division.mix key_without_weights",
            "division.mix shares_not_whole", "division.fixed_shares shares_not_whole", "division.fixed_shares share_missing",
        ], ignoreOrder: true);
        var output = Output();
        output.Division = new DivisionKey { Mix = { Key(KeyKind.Use, "1") } };
        Faults(Draft(output)).ShouldBe(["division division_not_used"]);
    }

    [Theory]
    [InlineData("price_times_quantity", "advance")]
    [InlineData("output", "on_start,on_result,advance")]
    [InlineData("task_based", "advance")]
    [InlineData("population", "advance")]
    [InlineData("outcome", "on_result,advance")]
    [InlineData("subsidy", "advance")]
    public void the_moment_of_payment_fits_the_model(string model, string fitting)
    {
        var funding = model switch { "output" => Output(), "task_based" => TaskBased(), "population" => Population(), "outcome" => Outcome(), "subsidy" => Subsidy(), _ => new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() } };
        foreach (var timing in new[] { PaymentTiming.Unspecified, PaymentTiming.InArrears, PaymentTiming.OnStart, PaymentTiming.OnResult, PaymentTiming.Advance })
        {
            var draft = Draft(funding, Product("45T01", "82", "8400", DeliveryVariant.Output));
            draft.Products[0].PaymentTiming = timing;
            var fits = timing is PaymentTiming.Unspecified or PaymentTiming.InArrears || fitting.Split(',').Contains(WireText.Name(timing));
            Faults(draft).ShouldBe(fits ? [] : ["products[0].payment_timing timing_not_funded"], timing.ToString());
        }
    }

    [Fact]
    public void an_advance_has_a_budget_of_its_own_and_holds_for_the_whole_lot()
    {
        var draft = Draft(Output(), Product("45T01", "82", "1", DeliveryVariant.Output), Product("45T02", "82", "1", DeliveryVariant.Output));
        draft.Products[0].PaymentTiming = PaymentTiming.Advance;
        Faults(draft).ShouldBe(["products[1].payment_timing timing_mixed"]);
        draft.Products[1].PaymentTiming = PaymentTiming.Advance;
        draft.Products[1].LotId = "2";
        draft.Lots.Add(new Lot { LotId = "2", Name = "Perceel 2", Funding = Output() });
        Faults(draft).ShouldBe(["products[0].payment_timing advance_twice", "products[1].payment_timing advance_twice"]);
        draft.Lots[1].Funding = TaskBased();
        Faults(draft).ShouldBeEmpty();
        draft.YearBudgets.Clear();
        Faults(draft).ShouldBe(["products[0].payment_timing advance_without_budget"]);
    }

    [Fact]
    public void a_document_of_before_reads_as_the_arrangement_that_it_meant()
    {
        ContractState Read(string lot) => ContractState.FromJson($$"""
            {"contractId":"0197a000-0000-7000-8000-0000000000c1","version":2,"number":"1","title":"1","startsOn":"2026-01-01","endsOn":"2026-12-31","signedOn":"2025-12-01","roundingRule":"tariff_cents",
             "buyers":[],"yearBudgets":[],"lots":[{"lotId":"1","name":"Ambulant",{{lot}}}],"kpiAgreements":[],
             "products":[{"productId":"45A04","lotId":"1","category":"45","code":"45A04","description":"x","unit":"01","variant":"effort","tariffs":[]}]}
            """);
        Read("\"fundingModel\":\"price_times_quantity\"").Lots[0].Funding.ShouldBe(new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() });
        Read("\"fundingModel\":\"output\",\"phases\":[{\"name\":\"Start\",\"shareE8\":30000000},{\"name\":\"Eind\",\"shareE8\":70000000}]").Lots[0].Funding
            .ShouldBe(new FundingArrangement { Output = new OutputFunding { Phases = { Phase("Start", "0.3"), Phase("Eind", "0.7") } } });
        Read("\"fundingModel\":\"task_based\",\"referenceVolume\":800,\"annualBudgetCents\":600000000").Lots[0].Funding
            .ShouldBe(new FundingArrangement { TaskBased = new TaskBasedFunding { ReferenceVolume = 800, AnnualBudgetCents = 600_000_000 } });
        var read = Read("\"fundingModel\":\"population\",\"annualBudgetCents\":100,\"weights\":[{\"municipalityCode\":\"0556\",\"weightE8\":94000000}]");
        read.Lots[0].Funding.ShouldBe(new FundingArrangement { Population = new PopulationFunding { AnnualBudgetCents = 100, Weights = { Weight(Maassluis, "0.94") } } });
        read.Products[0].PaymentTiming.ShouldBe("in_arrears");
        ContractState.FromJson(read.ToJson()).Lots[0].ShouldBe(read.Lots[0]);
        read.ToJson().ShouldNotContain("weightE8");
    }

    private static Inkoop.Wire.Contracts.V1.IndexYear Index(int year) => new() { Year = year, ForecastOva = "4.10", ForecastPpc = "2.30" };
}
