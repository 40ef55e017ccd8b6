using System.Net;
using Grpc.Core;
using Inkoop.AllInOne;
using Inkoop.Demo;
using Inkoop.Demo.Plan;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Reviews.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Demo;

/// <summary>A small region, loaded once for all tests of it.</summary>
public sealed class SmallRegionApp : InkoopApp
{
    public DemoPlan Plan { get; } = DemoPlan.For(TestRegions.Small);

    public override async Task InitializeAsync()
    {
        DemoRegion = TestRegions.Small;
        await base.InitializeAsync();
        await Loaded.AwaitAsync(this);
    }
}

internal static class Loaded
{
    /// <summary>Waits for the end of the load; a load that stopped says why.</summary>
    public static async Task AwaitAsync(InkoopApp app)
    {
        var progress = app.Services.GetRequiredService<LoadProgress>();
        await Eventually.GetsAsync(() => Task.FromResult($"{progress.Percent}% {progress.Phrase}"), _ => progress.Finished || progress.Failure is not null, TimeSpan.FromSeconds(300));
        if (progress.Failure is not null)
            await app.DisposeAsync(); // says which errors were logged
        progress.Failure.ShouldBeNull();
    }
}

public sealed class DemoLoadTests(SmallRegionApp app) : IClassFixture<SmallRegionApp>
{
    private readonly DemoPlan plan = app.Plan;

    [Fact]
    public async Task Settlements_are_the_sum_of_the_accepted_lines()
    {
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var settlements = app.Client<SettlementService.SettlementServiceClient>(Role.Finance);
        for (var index = 0; index < plan.Contracts.Count; index++)
        {
            var contract = (await contracts.GetContractAsync(new GetContractRequest { Number = plan.Contracts[index].Number })).Contract;
            var settlement = (await settlements.GetSettlementAsync(new GetSettlementRequest { ContractId = contract.ContractId, From = "2024-10-01", Until = "2025-03-31" })).Settlement;
            var lines = plan.Declarations.SelectMany(declaration => declaration.Lines).Where(line => line.ContractIndex == index).ToList();
            settlement.TotalCents.ShouldBe(lines.Sum(line => line.PayableCents), contract.Number);
            settlement.Parts.Sum(part => part.AmountCents).ShouldBe(settlement.SettledCents);
            settlement.LineCount.ShouldBe(lines.Count(line => line.RejectedFor.Length == 0));
        }
    }

    [Fact]
    public async Task Reviews_show_production_and_indicators_and_older_ones_are_frozen()
    {
        var reviews = app.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        var list = (await reviews.ListReviewsAsync(new ListReviewsRequest { Quarter = "2024-Q4", PageSize = 50 })).Reviews;
        list.Count.ShouldBe(plan.Contracts.Count);
        list.Sum(review => review.ProducedQuarterCents).ShouldBeGreaterThan(0);
        foreach (var summary in list)
        {
            var review = (await reviews.GetReviewAsync(new GetReviewRequest { ContractId = summary.ContractId, Quarter = "2024-Q4" })).Review;
            review.Indicators.Count.ShouldBeGreaterThan(2);
            var planned = plan.Reviews.Single(row => row.Quarter == "2024-Q4" && plan.Contracts[row.ContractIndex].Number == review.ContractNumber);
            review.Frozen.ShouldBe(planned.ProviderSigns);
            review.Actions.Count.ShouldBe(planned.Actions.Count);
        }
    }

    [Fact]
    public async Task Everything_carries_the_time_of_its_quarter()
    {
        var indicators = app.Client<IndicatorService.IndicatorServiceClient>(Role.ContractManager);
        var submissions = (await indicators.ListSubmissionsAsync(new ListSubmissionsRequest { Quarter = "2024-Q4", PageSize = 200 })).Submissions;
        submissions.Count.ShouldBeGreaterThan(0);
        foreach (var submission in submissions)
        {
            var contract = plan.Contracts.ToList().FindIndex(other => other.Number == submission.ContractNumber);
            var planned = plan.Submissions.Single(row => row.ContractIndex == contract && row.Quarter == submission.Quarter && row.Indicator == submission.IndicatorCode);
            submission.Late.ShouldBe(planned.Arrival == Arrival.Late);
            DutchDay.Of(submission.SubmittedAt.ToDateTimeOffset()).ShouldBeInRange(new DateOnly(2025, 1, 5), new DateOnly(2025, 2, 28));
        }

        var dispositions = app.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
        var allocations = (await dispositions.ListAllocationsAsync(new ListAllocationsRequest { PageSize = 200 })).Allocations;
        allocations.Count.ShouldBe(plan.Allocations.Count());
        allocations.ShouldAllBe(allocation => allocation.AllocatedAt.ToDateTimeOffset().Year <= 2025);
    }

    [Fact]
    public async Task Every_message_was_judged_as_planned()
    {
        var messages = app.Client<MessageService.MessageServiceClient>(Role.ProcurementOfficer);
        var rejected = 0;
        foreach (var kind in new[] { "JW305", "JW307", "JW323" })
        {
            var token = "";
            do
            {
                var page = await messages.ListMessagesAsync(new ListMessagesRequest { Kind = kind, PageSize = 200, PageToken = token });
                page.Messages.ShouldAllBe(message => message.Status == MessageStatus.Accepted || kind == "JW323");
                rejected += page.Messages.Sum(message => message.RejectedLineCount);
                token = page.NextPageToken;
            }
            while (token.Length > 0);
        }

        rejected.ShouldBe(plan.Declarations.Sum(declaration => declaration.Lines.Count(line => line.RejectedFor.Length > 0)));
    }

    [Fact]
    public async Task The_host_is_ready_and_back_in_the_present()
    {
        using var http = new HttpClient { BaseAddress = app.Pages };
        (await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }
}
