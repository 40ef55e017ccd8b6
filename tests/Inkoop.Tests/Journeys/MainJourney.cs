using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>The chain of youth-care buying, end to end, with the worked numbers; the subclasses say in how many processes.</summary>
public abstract class MainJourney(InkoopSystem system)
{
    protected async Task RunAsync()
    {
        var region = new Region(system);
        await region.RegisterProviderAsync();
        await region.SignContractAsync("JH-2026-001", agreements:
        [
            Agree("uitval", "0.10", KpiDirection.AtMost),
            Agree("zonder_hulp_verder", "0.10", KpiDirection.AtMost),
            Agree("doelen_gerealiseerd", "0.75", KpiDirection.AtLeast),
            Agree("problemen_verminderd", "0.75", KpiDirection.AtLeast),
        ]);
        var allocated = await region.AllocateAsync();
        allocated.MessageId.ShouldNotBeEmpty();

        await MidwayAsync();
        await DeclareAsync(region);
        await CorrectAsync(region);
        await SubmitIndicatorsAsync(region);
        await ReviewAsync(region);
    }

    /// <summary>What happens to the system while people work with it.</summary>
    protected virtual Task MidwayAsync() => Task.CompletedTask;

    private static async Task DeclareAsync(Region region)
    {
        var january = await region.DeclareAsync(1, region.Line("R1", 1, 1_020));
        january.Status.ShouldBe(MessageStatus.Accepted);
        january.AllowedCents.ShouldBe(147_900);

        var february = await region.DeclareAsync(2, region.Line("R2", 2, 960, tariffCents: 148));
        february.Status.ShouldBe(MessageStatus.Rejected);
        CodesOf(february).ShouldBe(["0611"]);
        (await region.DeclareAsync(2, region.Line("R3", 2, 960))).AllowedCents.ShouldBe(139_200);

        var march = await region.DeclareAsync(3, region.Line("R4", 3, 1_050));
        CodesOf(march).ShouldBe(["9322"]);
        (await region.DeclareAsync(3, region.Line("R5", 3, 900))).AllowedCents.ShouldBe(130_500);

        var settlement = await Eventually.GetsAsync(() => region.SettlementAsync(), found => found.LineCount == 3);
        settlement.TotalCents.ShouldBe(417_600);
        (await region.ReadAllocationAsync()).UsedVolume.ShouldBe(2_880);
    }

    private static async Task CorrectAsync(Region region)
    {
        CodesOf(await region.DeclareAsync(1, region.Line("R6", 1, 1_000))).ShouldBe(["9322", "9389"]);
        (await region.DeclareAsync(1, region.Line("R7", 1, 1_020, credits: "R1"))).Status.ShouldBe(MessageStatus.Accepted);
        (await region.DeclareAsync(1, region.Line("R8", 1, 1_000))).Status.ShouldBe(MessageStatus.Accepted);

        var settlement = await Eventually.GetsAsync(() => region.SettlementAsync(explain: true), found => found.LineCount == 5);
        settlement.TotalCents.ShouldBe(414_700);
        settlement.Parts.Sum(part => part.AmountCents).ShouldBe(414_700);
        settlement.Parts.Sum(part => part.Volume).ShouldBe(2_860);
        ReAdds(settlement.Explanation).ShouldBe(414_700);
        (await region.ReadAllocationAsync()).UsedVolume.ShouldBe(2_860);
    }

    private async Task SubmitIndicatorsAsync(Region region)
    {
        var provider = system.Client<IndicatorService.IndicatorServiceClient>(Role.Provider, region.AgbCode);
        await Eventually.GetsAsync(async () => (await provider.ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = "2026-Q1" })).Due.Count, count => count == 4);

        using var call = provider.SubmitIndicators();
        await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest { Row = Row(1, "uitval", 4, 21) });
        await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest { Row = Row(2, "zonder_hulp_verder", 38, 200) });
        await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest { Row = Row(3, "doelen_gerealiseerd", 156, 208) });
        await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest { Row = Row(4, "problemen_verminderd", 0, 0) });
        await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest { Row = Row(5, "problemen_verminderd", 209, 208) });
        await call.RequestStream.CompleteAsync();
        var reply = await call;

        reply.AcceptedCount.ShouldBe(4);
        reply.Results[4].Faults.Select(fault => fault.Field).ShouldContain("numerator");

        SubmissionRow Row(int number, string indicator, long numerator, long denominator) => new()
        {
            RowNumber = number,
            RequestId = $"kpi-{number}",
            ContractId = region.Contract.ContractId,
            IndicatorCode = indicator,
            Quarter = "2026-Q1",
            Numerator = numerator,
            Denominator = denominator,
        };
    }

    private async Task ReviewAsync(Region region)
    {
        var manager = system.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        var review = await Eventually.GetsAsync(
            async () => await TryGetAsync(manager, region.Contract.ContractId),
            found => found is { Budget: { AcceptedLineCount: 5, ProducedQuarterCents: 414_700 } } && found.Indicators.Count(indicator => indicator.SubmissionVersion > 0) == 4);

        review!.Budget.ProducedQuarterCents.ShouldBe(414_700);
        review.Budget.YearBudgetCents.ShouldBe(1_000_000);
        review.Volumes.Single().Volume.ShouldBe(2_860);
        review.Volumes.Single().AmountCents.ShouldBe(414_700);
        var colours = review.Indicators.ToDictionary(indicator => indicator.IndicatorCode, indicator => indicator.Colour);
        colours["uitval"].ShouldBe(Colour.Amber);
        colours["zonder_hulp_verder"].ShouldBe(Colour.Red);
        colours["doelen_gerealiseerd"].ShouldBe(Colour.Amber);
        colours["problemen_verminderd"].ShouldBe(Colour.NoObservations);

        await manager.AddActionAsync(new AddActionRequest { RequestId = region.NextRequest(), ContractId = region.Contract.ContractId, Quarter = "2026-Q1", Text = "Uitval bespreken", Owner = "aanbieder, teamleider", DueOn = "2026-06-01" });
        var open = await manager.GetReviewAsync(new GetReviewRequest { ContractId = region.Contract.ContractId, Quarter = "2026-Q1" });
        open.Review.Actions.Single().Text.ShouldBe("Uitval bespreken");
        var once = await manager.SignReviewAsync(new SignReviewRequest { RequestId = region.NextRequest(), ContractId = region.Contract.ContractId, Quarter = "2026-Q1", ExpectedVersion = open.Review.Version, SignedBy = "contractmanager" });
        var provider = system.Client<ReviewService.ReviewServiceClient>(Role.Provider, region.AgbCode);
        var twice = await provider.SignReviewAsync(new SignReviewRequest { RequestId = region.NextRequest(), ContractId = region.Contract.ContractId, Quarter = "2026-Q1", ExpectedVersion = once.Review.Version, SignedBy = "bestuurder", CounterView = "Twee cliënten verhuisden." });
        twice.Review.Frozen.ShouldBeTrue();
        twice.Review.Digest.Length.ShouldBe(64);
    }

    /// <summary>Adds the tree up from its leaves; every node on the way must say the sum of its children.</summary>
    public static long ReAdds(Explanation node)
    {
        if (node.Children.Count == 0)
            return node.AmountCents;
        var sum = node.Children.Sum(ReAdds);
        node.AmountCents.ShouldBe(sum, node.Title);
        return sum;
    }

    private static IEnumerable<string> CodesOf(Message message) => message.Findings.Select(finding => finding.Code).Order();

    private static KpiAgreement Agree(string indicator, string norm, KpiDirection direction) => new() { IndicatorCode = indicator, Norm = norm, Direction = direction };

    private static async Task<Review?> TryGetAsync(ReviewService.ReviewServiceClient reviews, string contractId)
    {
        try
        {
            return (await reviews.GetReviewAsync(new GetReviewRequest { ContractId = contractId, Quarter = "2026-Q1" })).Review;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound or StatusCode.Unavailable)
        {
            return null; // the contract has not reached the reviews yet, or they are being started again
        }
    }
}

public sealed class MainJourneyInOneProcess(InkoopApp app) : MainJourney(app), IClassFixture<InkoopApp>
{
    [Fact]
    public Task from_contract_to_signed_review() => RunAsync();
}

/// <summary>The same as separate processes, with events over RabbitMQ.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class MainJourneyInSeparateProcesses
{
    [ToolFact("rabbitmq-server")]
    public async Task from_contract_to_signed_review()
    {
        var processes = new SeparateProcesses();
        try
        {
            await processes.InitializeAsync();
            await new Runner(processes).GoAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{string.Join("\n", processes.Output.TakeLast(40))}", exception);
        }
        finally
        {
            await processes.DisposeAsync();
        }
    }

    private sealed class Runner(InkoopSystem system) : MainJourney(system)
    {
        public Task GoAsync() => RunAsync();
    }
}

/// <summary>Tests that run many processes do so one after another: the machine has few cores.</summary>
[CollectionDefinition(nameof(SeparateProcesses), DisableParallelization = true)]
public sealed class SeparateProcessesGroup;
