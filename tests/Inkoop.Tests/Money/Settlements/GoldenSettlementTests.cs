using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;
using KeyKind = Inkoop.Wire.Contracts.V1.KeyKind;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>The worked settlements, from what was declared, told and recorded to the answer of the running product.</summary>
[Collection("facts")]
public class GoldenSettlementTests(ContractsApp app)
{
    [Fact]
    public async Task a_spending_cap_pays_crisis_and_specific_care_in_full_and_counts_the_months_before_the_period()
    {
        var contract = await app.SignedAsync(new FundingArrangement
        {
            PriceTimesQuantity = new PriceTimesQuantity { Caps = { new SpendingCap { From = "2026-01-01", Until = "2026-12-31", Cents = 40_000_000, SignalShare = "0.7" } } },
        }, Product("45E01", "84", "1"));
        // Out of order: what came last begins first.
        await app.DeclareAsync(contract, Euros(contract, "R3", 10, 8_200, "crisis"));
        await app.DeclareAsync(contract, Euros(contract, "R4", 10, 2_600));
        await app.DeclareAsync(contract, Euros(contract, "R5", 10, 1_500, "unspecific"));
        await app.DeclareAsync(contract, Euros(contract, "R1", 1, 279_999, "unspecific"), Euros(contract, "R2", 2, 120_001));
        var year = await app.SettleAsync(contract);
        year.TotalCents.ShouldBe(41_080_000);
        year.Lots.Single().Findings.Select(finding => $"{finding.Code} {finding.Subject}").ShouldBe(["spending_signal R2", "above_spending_cap R5"]);
        Find(year, "Boven de bestedingsruimte").AmountCents.ShouldBe(-150_000);
        (await app.SettleAsync(contract, "2026-10-01")).TotalCents.ShouldBe(1_080_000);
        (await app.SettleAsync(contract, "2026-02-01", "2026-02-28")).Lots.Single().Findings.Single().Code.ShouldBe("spending_signal");
    }

    [Fact]
    public async Task a_month_tariff_skips_the_first_broken_month_and_pays_the_last()
    {
        var contract = await app.SignedAsync(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"));
        var allocation = Guid.CreateVersion7();
        await app.TellAsync(Stopped(contract, allocation, "48A03", new(2026, 1, 14), new(2026, 3, 10)));
        await app.TellAsync(Started(contract, allocation, "48A03", new(2026, 1, 14)));
        var settlement = await app.SettleAsync(contract);
        settlement.TotalCents.ShouldBe(162_500);
        settlement.Parts.Select(part => (part.ProductId, part.Month, part.AmountCents)).ShouldBe([("48A03", "2026-02", 81_250), ("48A03", "2026-03", 81_250)]);
    }

    [Fact]
    public async Task a_stay_pays_by_tier_and_runs_on_when_the_client_moves()
    {
        var contract = await app.SignedAsync(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"));
        var (here, there) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.TellAsync(Started(contract, here, "43A12", new(2026, 1, 1)));
        // 200 days from 1 January; the day of departure does not count.
        await app.TellAsync(Stopped(contract, here, "43A12", new(2026, 1, 1), new(2026, 7, 20)));
        var before = await app.SettleAsync(contract);
        before.TotalCents.ShouldBe(5_835_000);
        (await app.SettleAsync(contract, "2026-07-01")).TotalCents.ShouldBe(19 * 24_000);

        // It turns out that the client moved on 11 April: Maasgouw pays from then on, and the tiers run on.
        await app.TellAsync(Stopped(contract, here, "43A12", new(2026, 1, 1), new(2026, 4, 11)));
        await app.TellAsync(Stopped(contract, there, "43A12", new(2026, 4, 11), new(2026, 7, 20), municipality: "1641"));
        await app.TellAsync(Started(contract, there, "43A12", new(2026, 4, 11), municipality: "1641"));
        var moved = await app.SettleAsync(contract);
        moved.TotalCents.ShouldBe(5_835_000);
        moved.Parts.GroupBy(part => part.MunicipalityCode).Select(same => (same.Key, same.Sum(part => part.Volume), same.Sum(part => part.AmountCents)))
            .ShouldBe([("0957", 100, 3_075_000), ("1641", 100, 2_760_000)]);
        moved.Parts.Where(part => part.MunicipalityCode == "0957").Select(part => part.Month).ShouldBe(["2026-01", "2026-02", "2026-03", "2026-04"]);
        (await app.SettleAsync(contract, asOf: before.AsOf)).Parts.Select(part => part.MunicipalityCode).Distinct().ShouldBe(["0957"]);
    }

    [Fact]
    public async Task a_trajectory_pays_what_was_reached_and_a_drop_out_is_found()
    {
        var contract = await app.SignedAsync(Output(), Product("45O01", "82", "8400", DeliveryVariant.Output));
        var allocation = Guid.CreateVersion7();
        await app.TellAsync(Allocated(contract, allocation, "45O01"));
        await app.TellAsync(Started(contract, allocation, "45O01", new(2026, 1, 5)));
        await app.RecordAsync(Reached(contract, allocation, 1, "2026-02-01"), Role.Provider, contract.ProviderId);
        (await app.SettleAsync(contract)).TotalCents.ShouldBe(252_000);

        var stop = Guid.CreateVersion7();
        await app.TellAsync(Stopped(contract, allocation, "45O01", new(2026, 1, 5), new(2026, 3, 1)), stop);
        var dropped = await app.SettleAsync(contract);
        dropped.TotalCents.ShouldBe(252_000);
        dropped.Lots.Single().Findings.Single().ShouldSatisfyAllConditions(finding => finding.Code.ShouldBe("drop_out"), finding => finding.On.ShouldBe("2026-03-01"), finding => finding.EventId.ShouldBe(stop.ToString()));

        await app.RecordAsync(Reached(contract, allocation, 2, "2026-02-20"));
        await app.RecordAsync(Reached(contract, allocation, 3, "2026-03-01"));
        var whole = await app.SettleAsync(contract);
        whole.TotalCents.ShouldBe(840_000);
        // Broken off by one side it was, and so it counts in the indicator.
        whole.Lots.Single().Findings.Single().Code.ShouldBe("drop_out");
        All(whole.Explanation).Where(node => node.Rule == "share_of_price").Select(node => node.AmountCents).ShouldBe([252_000, 336_000, 252_000]);
    }

    [Fact]
    public async Task a_subsidy_is_settled_after_determination_with_its_report()
    {
        var contract = await app.SignedAsync(Subsidy(), Product("45S01", "82", "1", DeliveryVariant.Task));
        (await app.SettleAsync(contract)).Lots.Single().NotSettledCode.ShouldBe("subsidy_not_determined");
        (await app.SettleAsync(contract, until: "2026-06-30")).Lots.Single().NotSettledCode.ShouldBe("settled_after_the_year");
        await app.RecordAsync(Fact(contract, fact => fact.Determination = new SubsidyDetermined { DeterminedCents = 114_630_000 }));
        (await app.SettleAsync(contract)).Lots.Single().NotSettledCode.ShouldBe("accountability_report_missing");
        await app.RecordAsync(Fact(contract, fact => fact.Determination = new SubsidyDetermined { DeterminedCents = 114_630_000, AccountabilityReportId = "Jaarverslag 2026, kenmerk ZB/26-117" }));
        (await app.SettleAsync(contract)).TotalCents.ShouldBe(630_000);
    }

    [Fact]
    public async Task a_result_is_paid_after_independent_verification()
    {
        var contract = await app.SignedAsync(Outcome(), Product("45R01", "82", "1", DeliveryVariant.Output));
        await app.RecordAsync(Fact(contract, fact => fact.Outcome = new OutcomeMeasured { On = "2026-09-30", Participants = 60, Results = 27, Measurement = "najaar" }), Role.Provider, contract.ProviderId);
        var unverified = await app.SettleAsync(contract);
        unverified.TotalCents.ShouldBe(0);
        unverified.Lots.Single().Findings.Single().Code.ShouldBe("outcome_not_verified");

        await app.RecordAsync(Fact(contract, fact => fact.Outcome = new OutcomeMeasured { On = "2026-09-30", Participants = 60, Results = 27, Measurement = "najaar", VerifiedBy = "accountant" }));
        var verified = await app.SettleAsync(contract);
        verified.TotalCents.ShouldBe(10_800_000);
        // Nobody was in care: equal parts of the buyers.
        verified.Parts.Select(part => part.AmountCents).ShouldBe([3_600_000, 3_600_000, 3_600_000]);
        (await app.SettleAsync(contract, asOf: unverified.AsOf)).TotalCents.ShouldBe(0);
        ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.RecordAsync(
            Fact(contract, fact => fact.Outcome = new OutcomeMeasured { On = "2026-09-30", Participants = 60, Results = 30, Measurement = "najaar" }), Role.Provider, contract.ProviderId))).Reason.ShouldBe("outcome_verified");
    }

    [Fact]
    public async Task a_task_pays_its_budget_with_its_corridor_its_indicator_and_its_advances()
    {
        var contract = await app.SignedAsync(TaskBased(), Product("45T01", "82", "1", DeliveryVariant.Task));
        (await app.SettleAsync(contract)).Lots.Single().NotSettledCode.ShouldBe("accountability_report_missing");
        await app.RecordAsync(Fact(contract, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 930 }), Role.Provider, contract.ProviderId);
        (await app.SettleAsync(contract)).Lots.Single().ShouldSatisfyAllConditions(lot => lot.TotalCents.ShouldBe(600_000_000 - 12_000_000 + 35_625_000), lot => lot.Findings.Select(finding => finding.Code).ShouldBe(["safety_valve", "divided_equally"]));
        await app.RecordAsync(Fact(contract, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 900 }), Role.Provider, contract.ProviderId);
        await app.RecordAsync(Fact(contract, fact => fact.Kpi = new KpiReleased { IndicatorCode = "tevredenheid", Year = 2026, ReleasedShare = "0.7" }));
        for (var month = 1; month <= 12; month++)
            await app.RecordAsync(Fact(contract, fact => fact.Advance = new AdvancePaid { On = $"2026-{month:D2}-01", Cents = 49_000_000 }));
        await app.RecordAsync(Fact(contract, fact => fact.Breach = new BreachFound { Reason = "Te laat gestart", On = "2026-05-01", Months = 3, Share = "0.05" }));
        var settlement = await app.SettleAsync(contract);
        settlement.TotalCents.ShouldBe(30_900_000);
        settlement.DiscountCents.ShouldBe(-7_500_000);
        settlement.Lots.Single().DiscountCents.ShouldBe(-7_500_000);
        Find(settlement, "Correctie voor volume").AmountCents.ShouldBe(22_500_000);
        // The year still runs: it comes to this by now, and is no settled amount yet.
        settlement.Lots.Single().Provisional.ShouldBeTrue();
        settlement.SettledCents.ShouldBe(0);

        var discount = await app.Settlements().ExplainSettlementAsync(new ExplainSettlementRequest { ContractId = contract.ContractId, From = "2026-01-01", Until = "2026-12-31", Discount = true, Path = { 0, 0 } });
        discount.Node.Title.ShouldBe("Te laat gestart");
        discount.Node.UnroundedEur.ShouldBe("-75000");
    }

    [Fact]
    public async Task a_population_is_paid_by_weight_with_a_valve_and_its_shares()
    {
        var contract = await app.SignedAsync(Weighted([Key(KeyKind.Weighted, "1")]), Product("45P01", "82", "1", DeliveryVariant.Task));
        (await app.SettleAsync(contract)).Lots.Single().NotSettledCode.ShouldBe("count_missing");
        foreach (var (code, youths, use) in new[] { ("0957", 6_900L, 690L), ("1641", 14_800L, 1_610L), ("1669", 15_700L, 1_800L) })
        {
            await app.RecordAsync(Fact(contract, fact => fact.Population = new PopulationCounted { MunicipalityCode = code, Year = 2026, Inhabitants = 100_000, Youths = youths }));
            await app.RecordAsync(Fact(contract, fact => fact.Use = new UseCounted { MunicipalityCode = code, Year = 2026, Youths = use }));
        }
        await app.RecordAsync(Fact(contract, fact => fact.Cost = new CostReported { Year = 2026, ExecutionCents = 455_800_000, ReserveCents = 86_000_000 }), Role.Provider, contract.ProviderId);
        var settlement = await app.SettleAsync(contract);
        settlement.TotalCents.ShouldBe(4_300_000_000 + 126_284_211);
        settlement.Lots.Single().Provisional.ShouldBeTrue();
        var (budget, valve) = (settlement.Explanation.Children[0].Children[0], settlement.Explanation.Children[0].Children[1]);
        budget.Children.Select(share => share.AmountCents).ShouldBe([735_684_516, 1_712_286_995, 1_852_028_489]);
        valve.Children.Select(share => share.AmountCents).ShouldBe([21_605_893, 50_287_165, 54_391_153]);
        settlement.Lots.Single().Findings.Select(finding => (finding.Code, finding.Subject)).ShouldBe([("safety_valve", "2026"), ("execution_cost_above_band", "25800000")]);

        // The two other ways to share the valve, and the unweighted key, as scenarios.
        var whatIf = await app.Settlements().WhatIfAsync(new WhatIfRequest
        {
            ContractIds = { contract.ContractId },
            From = "2026-01-01",
            Until = "2026-12-31",
            Scenarios =
            {
                new Scenario { Name = "naar gebruik", Funding = Weighted([Key(KeyKind.Use, "1")]) },
                new Scenario { Name = "half om half", Funding = Weighted([Key(KeyKind.Weighted, "0.5"), Key(KeyKind.Use, "0.5")]) },
                new Scenario { Name = "tien procent meer", YouthsFactor = "1.10" },
            },
        });
        whatIf.Cells.Select(cell => cell.Cents[1] - cell.Cents[0]).ShouldBe([21_252_709 - 21_605_893, 49_589_653 - 50_287_165, 55_441_849 - 54_391_153]);
        whatIf.Outcomes.Take(3).ShouldAllBe(outcome => outcome.TotalCents == 4_300_000_000 + 126_284_211);
        // 4,510 youths: 596 above the corridor x 60% x 11,315.789...
        whatIf.Outcomes[3].TotalCents.ShouldBe(4_300_000_000 + 404_652_632);
        for (var i = 0; i < whatIf.Outcomes.Count; i++) whatIf.Cells.Sum(cell => cell.Cents[i]).ShouldBe(whatIf.Outcomes[i].TotalCents);
    }

    [Fact]
    public async Task what_was_known_before_a_late_credit_stays_known()
    {
        var contract = await app.SignedAsync(new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() });
        var id = Guid.Parse(contract.ContractId);
        await app.DeclareAsync(contract, Samples.Line(id, "R1", new(2026, 1, 1), 1_020, 147_900), Samples.Line(id, "R2", new(2026, 2, 1), 960, 139_200), Samples.Line(id, "R3", new(2026, 3, 1), 900, 130_500));
        var first = await app.SettleAsync(contract);
        first.TotalCents.ShouldBe(417_600);
        await app.DeclareAsync(contract, Samples.Line(id, "R4", new(2026, 1, 1), 1_020, 147_900, credit: true, previous: "R1"), Samples.Line(id, "R5", new(2026, 1, 1), 1_000, 145_000));
        var second = await app.SettleAsync(contract);
        second.TotalCents.ShouldBe(414_700);
        second.Parts.Sum(part => part.Volume).ShouldBe(2_860);
        (await app.SettleAsync(contract, asOf: first.AsOf)).ShouldSatisfyAllConditions(then => then.TotalCents.ShouldBe(417_600), then => then.LineCount.ShouldBe(3));
    }

    [Fact]
    public async Task after_a_merger_the_new_municipality_pays_for_care_from_that_day()
    {
        var contract = await app.SignedAsync(new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() });
        var id = Guid.Parse(contract.ContractId);
        await app.DeclareAsync(contract, Samples.Line(id, "R1", new(2026, 6, 1), 100, 14_500, municipality: "1711"), Samples.Line(id, "R2", new(2026, 7, 1), 100, 14_500, municipality: "1711"));
        (await app.SettleAsync(contract)).Parts.Select(part => part.MunicipalityCode).ShouldBe(["1711", "1711"]);
        var merger = await app.RecordAsync(Fact(null, fact => fact.Merger = new MunicipalityMerged { OldCode = "1711", NewCode = "1641", From = "2026-07-01" }));
        var merged = await app.SettleAsync(contract);
        merged.Parts.Select(part => (part.MunicipalityCode, part.Month)).ShouldBe([("1641", "2026-07"), ("1711", "2026-06")]);
        merged.TotalCents.ShouldBe(29_000);
        await app.Facts().WithdrawFactAsync(new WithdrawFactRequest { RequestId = ContractsApp.Unique("withdraw"), FactId = merger.FactId, Reason = "Gaat niet door" });
        (await app.SettleAsync(contract)).Parts.Select(part => part.MunicipalityCode).ShouldBe(["1711", "1711"]);
        (await app.SettleAsync(contract, asOf: merged.AsOf)).Parts[0].MunicipalityCode.ShouldBe("1641");
    }

    [Fact]
    public async Task care_that_was_taken_back_is_not_paid_and_lines_outside_the_model_are_seen()
    {
        var contract = await app.SignedAsync(Output(), Product("45O01", "82", "8400", DeliveryVariant.Output));
        var (allocation, start) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.TellAsync(Allocated(contract, allocation, "45O01"));
        await app.TellAsync(Started(contract, allocation, "45O01", new(2026, 1, 5), id: start));
        await app.RecordAsync(Reached(contract, allocation, 1, "2026-02-01"));
        var before = await app.SettleAsync(contract);
        await app.TellAsync(Started(contract, allocation, "45O01", new(2026, 1, 5), id: start, withdrawn: true));
        await app.DeclareAsync(contract, Samples.Line(Guid.Parse(contract.ContractId), "R1", new(2026, 2, 1), 1, 840_000, product: "45O01", unit: "82", rateUnit: "82"));
        var after = await app.SettleAsync(contract);
        after.TotalCents.ShouldBe(0);
        after.Lots.Single().Findings.Single().ShouldSatisfyAllConditions(finding => finding.Code.ShouldBe("declared_outside_model"), finding => finding.Subject.ShouldBe("1"));
        (await app.SettleAsync(contract, asOf: before.AsOf)).TotalCents.ShouldBe(252_000);
    }

    private static SettlementFact Reached(Contract contract, Guid allocation, int part, string on) =>
        Fact(contract, fact => fact.PartReached = new PartReached { AllocationId = allocation.ToString(), Part = part, On = on });

    /// <summary>The population of the Nieuwe Waterweg Noord, with the codes of three municipalities that are on record here.</summary>
    private static FundingArrangement Weighted(KeyShare[] sharedBy)
    {
        var funding = Population();
        funding.Population.Weights.Clear();
        funding.Population.Weights.Add([Weight("0957", "0.94"), Weight("1641", "1.02"), Weight("1669", "1.04")]);
        // Vlaardingen is 1641 and Schiedam 1669 here.
        funding.Population.Corridor.SharedBy.Clear();
        funding.Population.Corridor.SharedBy.Add(sharedBy);
        return funding;
    }
}
