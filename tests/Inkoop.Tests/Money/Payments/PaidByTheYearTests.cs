using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.PaymentsApp;

namespace Inkoop.Tests.Money.Payments;

/// <summary>Lots that are paid in advance and settled once, through the runs.</summary>
[Collection("payments")]
public class PaidByTheYearTests(PaymentsApp app)
{
    [Fact]
    public async Task a_task_is_paid_in_twelve_advances_of_490_000_and_309_000_after_the_year()
    {
        var contract = await app.FundedAsync(FundingSamples.TaskBased());
        for (var month = 1; month <= 12; month++) (await app.PaidAsync(contract, $"2025-{month:00}-01")).TotalCents.ShouldBe(49_000_000);
        var waiting = await app.Payments().GetYearStatementAsync(new GetYearStatementRequest { Year = 2025, ProviderId = contract.ProviderId });
        (waiting.DueCents, waiting.PaidCents, waiting.OpenCents).ShouldBe((588_000_000L, 588_000_000L, 0L));
        waiting.Omissions.ShouldHaveSingleItem().Code.ShouldBe("accountability_report_missing");

        await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, Volume = new VolumeReported { Year = 2025, Volume = 900 } });
        await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, Kpi = new KpiReleased { IndicatorCode = "tevredenheid", Year = 2025, ReleasedShare = "0.7" } });
        var last = await app.PaidAsync(contract);
        last.TotalCents.ShouldBe(30_900_000);
        last.Omissions.ShouldBeEmpty();
        await app.NothingIsOpenAsync(contract);

        // The whole of it comes back and is open again.
        await app.ReverseAsync(last);
        (await app.ProposeAsync(contract)).TotalCents.ShouldBe(30_900_000);
    }

    [Fact]
    public async Task a_population_is_paid_in_instalments_that_are_the_year_of_each_municipality()
    {
        var funding = FundingSamples.Population();
        funding.Population.Corridor = null;
        funding.Population.Instalments = 4;
        funding.Population.Weights.Clear();
        funding.Population.Weights.Add([FundingSamples.Weight("0957", "0.94"), FundingSamples.Weight("1641", "1.02"), FundingSamples.Weight("1669", "1.04")]);
        var contract = await app.ContractAsync(draft =>
        {
            draft.Lots[0].Funding = funding;
            draft.Buyers.Add(new Buyer { MunicipalityCode = "1669", ValidFrom = "2025-01-01" });
        });
        foreach (var (code, youths) in new[] { ("0957", 6_900), ("1641", 14_800), ("1669", 15_700) })
            await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, Population = new PopulationCounted { MunicipalityCode = code, Year = 2025, Youths = youths, Inhabitants = youths * 4 } });

        var first = await app.PaidAsync(contract, "2025-01-01");
        first.Municipalities.Select(one => one.Cents).ShouldBe([183_921_129L, 428_071_749L, 463_007_123L], "a quarter of 7,356,845.16, 17,122,869.95 and 18,520,284.89");
        (await app.PaidAsync(contract, "2025-10-01")).TotalCents.ShouldBe(4_300_000_000 - first.TotalCents);
        (await app.StatementAsync(contract)).Select(row => row.PaidCents).ShouldBe([735_684_516L, 1_712_286_995L, 1_852_028_489L]);
        var settled = await app.ProposeAsync(contract);
        settled.TotalCents.ShouldBe(0);
    }

    [Fact]
    public async Task a_subsidy_is_paid_95_percent_and_then_6_300()
    {
        var contract = await app.FundedAsync(FundingSamples.Subsidy());
        (await app.PaidAsync(contract, "2025-01-01")).TotalCents.ShouldBe(114_000_000);
        await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, Determination = new SubsidyDetermined { DeterminedCents = 114_630_000, AccountabilityReportId = "Jaarverslag 2025, kenmerk ZB/25-117" } });
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(630_000);
        await app.NothingIsOpenAsync(contract);
    }

    [Fact]
    public async Task a_trajectory_is_paid_on_start_and_comes_down_when_the_client_drops_out()
    {
        var product = FundingSamples.Product("45T01", "82", "8400", DeliveryVariant.Output);
        product.Tariffs[0].ValidFrom = "2025-01-01";
        product.PaymentTiming = PaymentTiming.OnStart;
        var contract = await app.FundedAsync(FundingSamples.Output(), product);
        var allocation = Guid.CreateVersion7();
        await app.DeliverAsync(Allocated(contract, allocation, "82", 1, "6", "45T01"));
        await app.DeliverAsync(new CareStarted
        {
            StartId = Guid.CreateVersion7(),
            AllocationId = allocation,
            ContractId = Guid.Parse(contract.ContractId),
            ProviderId = Guid.Parse(contract.ProviderId),
            ProductId = "45T01",
            MunicipalityCode = "0957",
            ClientPseudonym = "p-9",
            StartedOn = new(2025, 3, 1),
            Withdrawn = false,
        });
        var run = await app.PaidAsync(contract, "2025-03-31");
        (await app.LinesAsync(run)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Key.ShouldBe($"trajectory/{allocation}"), line => line.Cents.ShouldBe(840_000));

        await app.RecordAsync(new SettlementFact { ContractId = contract.ContractId, PartReached = new PartReached { AllocationId = allocation.ToString(), Part = 1, On = "2025-04-01" } });
        await app.NothingIsOpenAsync(contract);
        await app.DeliverAsync(new CareStopped
        {
            StopId = Guid.CreateVersion7(),
            AllocationId = allocation,
            ContractId = Guid.Parse(contract.ContractId),
            ProviderId = Guid.Parse(contract.ProviderId),
            ProductId = "45T01",
            MunicipalityCode = "0957",
            ClientPseudonym = "p-9",
            StartedOn = new(2025, 3, 1),
            StoppedOn = new(2025, 6, 1),
            Reason = "06",
            Withdrawn = false,
        });
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(252_000 - 840_000);
    }

    [Fact]
    public async Task the_year_of_a_municipality_holds_budget_settled_obligo_forecast_and_result()
    {
        var codes = await app.MunicipalitiesAsync(2);
        var contract = await app.ContractAsync(draft =>
        {
            draft.Buyers.Clear();
            draft.Buyers.Add(codes.Select(code => new Buyer { MunicipalityCode = code, ValidFrom = "2025-01-01" }));
        });
        var allocation = Guid.CreateVersion7();
        await app.DeliverAsync(Allocated(contract, allocation, "01", 1_000, "4", "45A03") with { MunicipalityCode = codes[0] });
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 900, municipality: codes[0]) with { AllocationId = allocation }, app.Line(contract, ContractsApp.Unique("R"), 2, 100, municipality: codes[1]));
        await app.PaidAsync(contract, "2025-01-31");
        await app.RecordAsync(new SettlementFact { MunicipalityBudget = new MunicipalityBudget { MunicipalityCode = codes[0], Year = 2025, BudgetCents = 2_000_000 } });

        var years = (await app.Payments().ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 })).Municipalities.Where(year => codes.Contains(year.MunicipalityCode)).ToList();
        // 1,000 minutes a month over three months, of which 900 were declared.
        years[0].ShouldBe(new MunicipalityYear { MunicipalityCode = codes[0], HasBudget = true, BudgetCents = 2_000_000, SettledCents = 130_500, ObligoCents = 435_000 - 130_500, ForecastCents = 435_000, ResultCents = 1_565_000, PaidCents = 130_500 });
        years[1].ShouldBe(new MunicipalityYear { MunicipalityCode = codes[1], SettledCents = 14_500, ForecastCents = 14_500 });

        var reader = app.Payments(Role.CouncilReader, municipality: codes[1]);
        (await reader.ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 })).Municipalities.ShouldHaveSingleItem().ShouldBe(years[1]);
    }

    [Fact]
    public async Task a_task_that_is_not_settled_yet_is_in_the_forecast_whole()
    {
        var codes = await app.MunicipalitiesAsync(1);
        var funding = FundingSamples.TaskBased();
        funding.TaskBased.AnnualBudgetCents = 120_000;
        await app.ContractAsync(draft =>
        {
            draft.Lots[0].Funding = funding;
            draft.Buyers.Clear();
            draft.Buyers.Add(new Buyer { MunicipalityCode = codes[0], ValidFrom = "2025-01-01" });
        });
        (await app.Payments().ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 })).Municipalities.Single(year => year.MunicipalityCode == codes[0])
            .ShouldBe(new MunicipalityYear { MunicipalityCode = codes[0], ForecastCents = 120_000 });
    }

    [Fact]
    public async Task a_lot_that_cannot_be_settled_is_named_and_the_rest_of_the_run_is_paid()
    {
        var funding = FundingSamples.Population();
        funding.Population.Corridor = null;
        funding.Population.Weights.Clear();
        funding.Population.Weights.Add([FundingSamples.Weight("0957", "1"), FundingSamples.Weight("1641", "1")]);
        var (fine, uncounted) = (await app.ContractAsync(), await app.ContractAsync(draft => draft.Lots[0].Funding = funding));
        await app.JudgeAsync(fine, app.Line(fine, ContractsApp.Unique("R"), 1, 1_000));
        var run = (await app.Payments().ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = ContractsApp.Unique("propose"), Year = 2025, Until = LastDay, ContractIds = { fine.ContractId, uncounted.ContractId } })).Run;
        run.TotalCents.ShouldBe(145_000);
        run.Omissions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(omission => omission.ContractNumber.ShouldBe(uncounted.Number), omission => omission.Code.ShouldBe("count_missing"));
    }

    [Fact]
    public async Task a_whole_category_is_bound_at_its_dearest_product()
    {
        var codes = await app.MunicipalitiesAsync(1);
        var contract = await app.ContractAsync(draft =>
        {
            draft.Buyers.Clear();
            draft.Buyers.Add(new Buyer { MunicipalityCode = codes[0], ValidFrom = "2025-01-01" });
            var dearer = draft.Products[0].Clone();
            (dearer.Code, dearer.Tariffs[0].RateEur) = ("45A04", "2.00");
            draft.Products.Add(dearer);
        });
        await app.DeliverAsync(Allocated(contract, Guid.CreateVersion7(), "01", 1_000, "6", "45") with { MunicipalityCode = codes[0] });
        (await app.Payments().ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 })).Municipalities.Single(year => year.MunicipalityCode == codes[0]).ObligoCents.ShouldBe(200_000);
    }

    [Fact]
    public async Task next_year_is_known_as_far_as_it_was_bound()
    {
        var (codes, next) = (await app.MunicipalitiesAsync(1), TimeProvider.System.GetUtcNow().Year + 1);
        var contract = await app.ContractAsync(draft =>
        {
            draft.EndsOn = $"{next}-12-31";
            draft.Buyers.Clear();
            draft.Buyers.Add(new Buyer { MunicipalityCode = codes[0], ValidFrom = "2025-01-01" });
        });
        await app.DeliverAsync(Allocated(contract, Guid.CreateVersion7(), "01", 1_000, "4", "45A03") with { MunicipalityCode = codes[0], EndsOn = new DateOnly(next, 2, 28) });
        (await app.Payments().ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = next })).Municipalities.Single(year => year.MunicipalityCode == codes[0])
            .ShouldBe(new MunicipalityYear { MunicipalityCode = codes[0], ObligoCents = 290_000, ForecastCents = 290_000 });
        (await app.Payments().GetYearStatementAsync(new GetYearStatementRequest { Year = next })).Rows.ShouldBeEmpty();
    }

    private static ProductAllocated Allocated(Contract contract, Guid allocation, string unit, long volume, string frequency, string product) => new()
    {
        AllocationId = allocation,
        Version = 1,
        Number = 1,
        DispositionId = Guid.CreateVersion7(),
        ClientPseudonym = "p-9",
        MunicipalityCode = "0957",
        ContractId = Guid.Parse(contract.ContractId),
        ProviderId = Guid.Parse(contract.ProviderId),
        ProductId = product,
        Volume = volume,
        Unit = unit,
        Frequency = frequency,
        StartsOn = new(2025, 1, 1),
        EndsOn = new(2025, 3, 31),
        Removed = false,
    };
}
