using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money;

[Collection("facts")]
public class FactRegisterTests(ContractsApp app)
{
    private async Task<IReadOnlyList<string>> FaultsAsync(SettlementFact fact, string role = Role.Finance, string provider = "") =>
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.RecordAsync(fact, role, provider)));

    private static SettlementFact In(Contract? contract, Action<SettlementFact> content) => Fact(contract, content);

    [Fact]
    public async Task what_cannot_be_is_refused_at_its_field_and_all_at_once()
    {
        var output = await app.SignedAsync(Output(), Product("45O01", "82", "8400", DeliveryVariant.Output));
        var task = await app.SignedAsync(TaskBased(), Product("45T01", "82", "1", DeliveryVariant.Task));
        var population = await app.SignedAsync(Midden(), Product("45P01", "82", "1", DeliveryVariant.Task));
        var allocation = Guid.CreateVersion7();
        await app.TellAsync(Allocated(output, allocation, "45O01"));

        (await FaultsAsync(In(population, fact => fact.Cost = new CostReported { Year = 2027, ExecutionCents = -1, ReserveCents = -1 })))
            .ShouldBe(["fact.cost.year outside_contract", "fact.cost.execution_cents out_of_range", "fact.cost.reserve_cents reserve_negative"]);
        (await FaultsAsync(In(output, fact => fact.PartReached = new PartReached { AllocationId = allocation.ToString(), Part = 4, On = "2026-02-01" }))).ShouldBe(["fact.part_reached.part out_of_range"]);
        (await FaultsAsync(In(output, fact => fact.PartReached = new PartReached { AllocationId = Guid.CreateVersion7().ToString(), Part = 0, On = "2027-02-01" })))
            .ShouldBe(["fact.part_reached.allocation_id allocation_unknown", "fact.part_reached.part out_of_range", "fact.part_reached.on outside_contract", "fact.part_reached.on in_the_future"]);
        (await FaultsAsync(In(task, fact => fact.Kpi = new KpiReleased { IndicatorCode = "onbekend", Year = 2026, ReleasedShare = "1.2" }))).ShouldBe(["fact.kpi.indicator_code kpi_unknown", "fact.kpi.released_share out_of_range"]);
        (await FaultsAsync(In(task, fact => fact.Breach = new BreachFound { Reason = "", On = "2026-05-01", Months = 0, Share = "5%" })))
            .ShouldBe(["fact.breach.reason required", "fact.breach.months out_of_range", "fact.breach.share decimal_invalid"]);
        (await FaultsAsync(In(task, fact => fact.Cost = new CostReported { Year = 2026 }))).ShouldBe(["fact.lot_id model_mismatch"]);
        (await FaultsAsync(In(task, fact => (fact.LotId, fact.Volume) = ("9", new VolumeReported { Year = 2026, Volume = -1 })))).ShouldBe(["fact.lot_id lot_unknown", "fact.volume.volume out_of_range"]);
        (await FaultsAsync(In(null, fact => fact.Population = new PopulationCounted { MunicipalityCode = "9999", Year = 2026, Inhabitants = 10, Youths = 11 })))
            .ShouldBe(["fact.population.municipality_code municipality_unknown", "fact.population.youths above_inhabitants"]);
        (await FaultsAsync(In(null, fact => fact.Merger = new MunicipalityMerged { OldCode = "1711", NewCode = "1711", From = "2014-01-01" })))
            .ShouldBe(["fact.merger.new_code same_municipality", "fact.merger.from municipality_not_then"]);
        (await FaultsAsync(In(task, fact => fact.MunicipalityBudget = new MunicipalityBudget { MunicipalityCode = "0957", Year = 2026, BudgetCents = 1 }))).ShouldBe(["fact.contract_id of_the_region"]);
        (await FaultsAsync(In(null, fact => fact.Advance = new AdvancePaid { On = "2026-01-01", Cents = 1 }))).ShouldBe(["fact.contract_id required"]);
        (await FaultsAsync(new SettlementFact())).ShouldContain("fact required");
    }

    [Theory]
    [InlineData(10_000_000_000_000, 2, "fact.outcome.results amount_too_large")]
    [InlineData(10_000_000_000_000, 100_000_000, "fact.outcome.results amount_too_large")]
    [InlineData(1, 100_000_001, "fact.outcome.participants out_of_range", "fact.outcome.results out_of_range")]
    public async Task what_no_amount_can_hold_is_refused_at_its_field(long price, long results, params string[] faults)
    {
        var funding = Outcome();
        funding.Outcome.PricePerResultCents = price;
        var contract = await app.SignedAsync(funding, Product("45R01", "82", "1", DeliveryVariant.Output));
        (await FaultsAsync(In(contract, fact => fact.Outcome = new OutcomeMeasured { On = "2026-03-01", Participants = results, Results = results }))).ShouldBe(faults);
    }

    [Fact]
    public async Task a_price_above_what_amounts_can_hold_is_refused_when_drafting()
    {
        const long most = 10_000_000_000_000;
        var provider = await app.RegisterProviderAsync();
        foreach (var (funding, field) in new (Func<long, FundingArrangement>, string)[]
        {
            (cents => { var funding = Outcome(); funding.Outcome.PricePerResultCents = cents; return funding; }, "outcome.price_per_result_cents"),
            (cents => { var funding = Subsidy(); funding.Subsidy.GrantedCents = cents; return funding; }, "subsidy.granted_cents"),
        })
        {
            async Task<Contract> DraftAsync(long cents) => await app.DraftAsync(provider, contract => contract.Lots[0].Funding = funding(cents));
            ContractsApp.Faults(await ContractsApp.RefusedAsync(() => DraftAsync(most + 1))).ShouldContain($"contract.lots[0].funding.{field} out_of_range");
            await DraftAsync(most);
        }
    }

    [Fact]
    public async Task a_statement_that_waits_counts_for_nothing_until_a_buyer_says_the_same()
    {
        var funding = TaskBased();
        funding.StatementCheck = StatementCheck.Checked;
        var contract = await app.SignedAsync(funding, Product("45T01", "82", "1", DeliveryVariant.Task));
        var volume = In(contract, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 800 });
        var stated = await app.RecordAsync(volume, Role.Provider, contract.ProviderId);
        stated.NeedsCheck.ShouldBeTrue();
        (await app.RecordAsync(volume, Role.Provider, contract.ProviderId)).FactId.ShouldBe(stated.FactId, "said twice by the provider it is one statement");
        var recorded = await app.RecordAsync(volume);
        (recorded.NeedsCheck, recorded.FactId == stated.FactId).ShouldBe((false, false));

        var sampled = TaskBased();
        (sampled.StatementCheck, sampled.StatementSampleShare) = (StatementCheck.Sampled, "0");
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => app.SignedAsync(sampled, Product("45T01", "82", "1", DeliveryVariant.Task)))).ShouldBe(["contract.lots[0].funding.statement_sample_share out_of_range"]);
        ContractsApp.Info(await ContractsApp.RefusedAsync(async () => await app.Facts(Role.ContractManager).ConfirmFactAsync(new ConfirmFactRequest { RequestId = ContractsApp.Unique("c"), FactId = recorded.FactId }))).Reason.ShouldBe("no_check");
        (await ContractsApp.RefusedAsync(async () => await app.Facts(Role.Provider, contract.ProviderId).ConfirmFactAsync(new ConfirmFactRequest { RequestId = ContractsApp.Unique("c"), FactId = stated.FactId }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task a_budget_said_again_after_another_stands_and_said_twice_it_is_one()
    {
        var ids = new List<string>();
        foreach (var cents in new[] { 950_000_000L, 920_000_000L, 950_000_000L, 950_000_000L })
            ids.Add((await app.RecordAsync(In(null, fact => fact.MunicipalityBudget = new MunicipalityBudget { MunicipalityCode = "1641", Year = 2038, BudgetCents = cents }))).FactId);
        ids.Distinct().Count().ShouldBe(3);
        ids[3].ShouldBe(ids[2]);
        var years = await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2038 });
        years.Municipalities.Single(year => year.MunicipalityCode == "1641").BudgetCents.ShouldBe(950_000_000);
    }

    [Fact]
    public async Task two_lots_that_it_can_be_about_must_be_told_apart()
    {
        var contract = await app.SignAsync(await app.DraftAsync(await app.RegisterProviderAsync(), draft =>
        {
            draft.Lots.Clear();
            draft.Lots.Add([new Lot { LotId = "1", Name = "Een", Funding = TaskBased() }, new Lot { LotId = "2", Name = "Twee", Funding = TaskBased() }]);
            draft.Products.Clear();
            draft.Products.Add(Product("45T01", "82", "1", DeliveryVariant.Task));
        }));
        (await FaultsAsync(In(contract, fact => fact.Advance = new AdvancePaid { On = "2026-01-01", Cents = 1 }))).ShouldBe(["fact.lot_id required"]);
        await app.RecordAsync(In(contract, fact => (fact.LotId, fact.Advance) = ("2", new AdvancePaid { On = "2026-01-01", Cents = 100 })));
        foreach (var lot in new[] { "1", "2" }) await app.RecordAsync(In(contract, fact => (fact.LotId, fact.Volume) = (lot, new VolumeReported { Year = 2026, Volume = 800 })));
        (await app.SettleAsync(contract)).Lots.Select(lot => lot.TotalCents).ShouldBe([588_000_000, 587_999_900]);
    }

    [Fact]
    public async Task a_provider_tells_only_what_is_its_to_tell_about_its_own_contract()
    {
        var own = await app.SignedAsync(TaskBased(), Product("45T01", "82", "1", DeliveryVariant.Task));
        var outcome = await app.SignedAsync(Outcome(), Product("45R01", "82", "1", DeliveryVariant.Output));
        var volume = In(own, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 800 });
        (await app.RecordAsync(volume, Role.Provider, own.ProviderId)).RecordedBy.ShouldStartWith("provider:");
        SettlementFact[] denied =
        [
            In(own, fact => fact.Advance = new AdvancePaid { On = "2026-01-01", Cents = 1 }),
            In(own, fact => fact.Kpi = new KpiReleased { IndicatorCode = "tevredenheid", Year = 2026, ReleasedShare = "1" }),
            In(null, fact => fact.Population = new PopulationCounted { MunicipalityCode = "0957", Year = 2026, Inhabitants = 10, Youths = 1 }),
            In(outcome, fact => fact.Outcome = new OutcomeMeasured { On = "2026-11-30", Participants = 60, Results = 27 }),
            In(own, fact => (fact.ContractId, fact.Volume) = (Guid.CreateVersion7().ToString(), volume.Volume)),
        ];
        foreach (var fact in denied) (await ContractsApp.RefusedAsync(() => app.RecordAsync(fact, Role.Provider, own.ProviderId))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await FaultsAsync(In(outcome, fact => fact.Outcome = new OutcomeMeasured { On = "2026-11-30", Participants = 60, Results = 61, VerifiedBy = "wijzelf" }), Role.Provider, outcome.ProviderId))
            .ShouldBe(["fact.outcome.results above_participants", "fact.outcome.verified_by not_by_provider"]);
        foreach (var role in new[] { Role.Auditor, Role.Operator })
            (await ContractsApp.RefusedAsync(() => app.RecordAsync(volume, role))).StatusCode.ShouldBe(StatusCode.PermissionDenied);

        var provider = app.Facts(Role.Provider, own.ProviderId);
        (await provider.ListFactsAsync(new ListFactsRequest { ContractId = own.ContractId })).TotalCount.ShouldBe(1);
        (await ContractsApp.RefusedAsync(() => provider.ListFactsAsync(new ListFactsRequest { ContractId = outcome.ContractId }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await ContractsApp.RefusedAsync(() => provider.ListFactsAsync(new ListFactsRequest()).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        var ofBuyer = await app.RecordAsync(In(own, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 790 }));
        foreach (var id in new[] { ofBuyer.FactId, Guid.CreateVersion7().ToString() })
            (await ContractsApp.RefusedAsync(() => provider.WithdrawFactAsync(new WithdrawFactRequest { RequestId = ContractsApp.Unique("withdraw"), FactId = id, Reason = "fout" }).ResponseAsync)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task a_municipality_goes_into_another_once_and_not_in_a_circle()
    {
        SettlementFact Merge(string old, string into) => In(null, fact => fact.Merger = new MunicipalityMerged { OldCode = old, NewCode = into, From = "2031-01-01" });
        var first = await app.RecordAsync(Merge("1669", "0957"));
        try
        {
            ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.RecordAsync(Merge("1669", "1641")))).Reason.ShouldBe("merger_contradicts");
            (await app.RecordAsync(Merge("1669", "0957"))).FactId.ShouldBe(first.FactId);
            ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.RecordAsync(Merge("0957", "1669")))).Reason.ShouldBe("merger_circle");
        }
        finally
        {
            await app.Facts().WithdrawFactAsync(new WithdrawFactRequest { RequestId = ContractsApp.Unique("withdraw"), FactId = first.FactId, Reason = "Gaat niet door" });
        }

        var other = await app.RecordAsync(Merge("1669", "1641"));
        await app.Facts().WithdrawFactAsync(new WithdrawFactRequest { RequestId = ContractsApp.Unique("withdraw"), FactId = other.FactId, Reason = "Gaat niet door" });
    }

    [Fact]
    public async Task a_newer_fact_replaces_an_older_one_and_a_withdrawn_one_counts_no_more()
    {
        var contract = await app.SignedAsync(TaskBased(), Product("45T01", "82", "1", DeliveryVariant.Task));
        await app.RecordAsync(In(contract, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 900 }));
        var first = await app.SettleAsync(contract);
        var request = new RecordFactRequest { RequestId = ContractsApp.Unique("fact"), Fact = In(contract, fact => fact.Volume = new VolumeReported { Year = 2026, Volume = 800 }) };
        var newer = (await app.Facts().RecordFactAsync(request)).Fact;
        (await app.Facts().RecordFactAsync(request)).Fact.ShouldBe(newer);
        newer.LotId.ShouldBe("1");
        var second = await app.SettleAsync(contract);
        (first.TotalCents, second.TotalCents).ShouldBe((610_500_000, 588_000_000));
        FactsApp.All(second.Explanation).SelectMany(node => node.Inputs).Where(input => input.EventId.Length > 0).ShouldBeEmpty();
        FactsApp.All(first.Explanation).SelectMany(node => node.Inputs).ShouldContain(input => input.Name == "volume" && input.EventId.Length > 0);

        var withdrawal = new WithdrawFactRequest { RequestId = ContractsApp.Unique("withdraw"), FactId = newer.FactId, Reason = "Verkeerd geteld" };
        (await app.Facts().WithdrawFactAsync(withdrawal)).Fact.WithdrawnReason.ShouldBe("Verkeerd geteld");
        (await app.SettleAsync(contract)).TotalCents.ShouldBe(first.TotalCents);
        (await app.SettleAsync(contract, asOf: second.AsOf)).TotalCents.ShouldBe(second.TotalCents);
        withdrawal.RequestId = ContractsApp.Unique("withdraw");
        ContractsApp.Info(await ContractsApp.RefusedAsync(() => app.Facts().WithdrawFactAsync(withdrawal).ResponseAsync)).Reason.ShouldBe("fact_withdrawn");

        var list = await app.Facts().ListFactsAsync(new ListFactsRequest { ContractId = contract.ContractId, Kind = "volume", PageSize = 1 });
        (list.TotalCount, list.Facts.Single().FactId, list.NextPageToken.Length > 0).ShouldBe((2, newer.FactId, true));
        (await app.Facts().ListFactsAsync(new ListFactsRequest { ContractId = contract.ContractId, Kind = "advance" })).TotalCount.ShouldBe(0);
    }

    private static FundingArrangement Midden()
    {
        var funding = Population();
        funding.Population.Weights.Clear();
        funding.Population.Weights.Add([Weight("0957", "1"), Weight("1641", "1"), Weight("1669", "1")]);
        return funding;
    }
}
