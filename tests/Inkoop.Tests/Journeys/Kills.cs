using Grpc.Core;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>
/// The process is killed with SIGKILL twenty times while declarations, submissions and actions run. A client that repeats
/// with the same request id until it has an answer finds everything once; every projection equals its rebuild.
/// </summary>
[Collection(nameof(SeparateProcesses))]
public sealed class Kills : IAsyncLifetime
{
    private const int KillCount = 20;
    private const int ClientCount = 10;
    private const int MinutesPerLine = 60;
    private readonly OneProcess process = new();
    private readonly Random random = new(20_261_121);
    private readonly SemaphoreSlim alive = new(1, 1);

    public Task InitializeAsync() => process.InitializeAsync();

    public Task DisposeAsync() => process.DisposeAsync();

    [Fact]
    public async Task nothing_accepted_is_lost_and_nothing_counts_twice()
    {
        var region = new Region(process);
        await region.RegisterProviderAsync();
        // A lot that is not paid by the line: where it stands is told too.
        var outcome = new Lot { LotId = "2", Name = "Resultaat", Funding = new FundingArrangement { Outcome = new OutcomeFunding { ReferenceShare = "0.4", PricePerResultCents = 10_000 } } };
        await region.SignContractAsync("KILL-1", change: contract => contract.Lots.Add(outcome), agreements: [.. new[] { "doelen_gerealiseerd", "problemen_verminderd", "zonder_hulp_verder" }.Select(code => new KpiAgreement { IndicatorCode = code, Norm = "0.7", Direction = KpiDirection.AtLeast })]);
        var allocations = new List<(string Bsn, long Number)>();
        foreach (var bsn in TestBsn.All().Take(ClientCount))
            allocations.Add((bsn, (await region.AllocateAsync(100_000, bsn, $"B-{bsn[^4..]}", endsOn: "2026-12-31")).Allocation.Number));

        // Tokens are asked for while the process lives: the killing starts after.
        process.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        process.Client<MessageService.MessageServiceClient>(Role.Provider, region.AgbCode);
        process.Client<IndicatorService.IndicatorServiceClient>(Role.Provider, region.AgbCode);
        process.Client<SettlementService.SettlementServiceClient>(Role.Finance);

        using var done = new CancellationTokenSource();
        var killer = KillAsync(done.Token);
        var work = Work(region, allocations).ToList();
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (step, _) => await UntilAnsweredAsync(step));
        (await killer).ShouldBe(KillCount);

        await VerifyAsync(region, work.Count);
        process.Output.ShouldNotContain(line => allocations.Any(allocation => line.Contains(allocation.Bsn)));
    }

    private IEnumerable<Func<Task>> Work(Region region, List<(string Bsn, long Number)> allocations)
    {
        for (var month = 1; month <= 10; month++)
        {
            for (var half = 0; half < 2; half++)
            {
                var (m, part) = (month, allocations.Where((_, i) => i % 2 == half % 2).ToList());
                var name = $"M{m}H{half}";
                var file = Declaration(region, m, name, part);
                yield return async () =>
                {
                    var sent = await region.SendAsync(file, name + ".xml", requestId: name);
                    (await region.AnsweredAsync(sent)).Status.ShouldBe(MessageStatus.Accepted, name);
                };
            }

            var action = month;
            yield return async () => await process.Client<ReviewService.ReviewServiceClient>(Role.ContractManager).AddActionAsync(new AddActionRequest
            {
                RequestId = $"action-{action}",
                ContractId = region.Contract.ContractId,
                Quarter = "2026-Q2",
                Text = $"Actie {action}",
                Owner = "opdrachtgever",
                DueOn = "2026-12-01",
            }, Waiting());
        }

        foreach (var quarter in new[] { "2026-Q1", "2026-Q2", "2026-Q3" })
        {
            foreach (var indicator in new[] { "doelen_gerealiseerd", "problemen_verminderd", "zonder_hulp_verder" })
            {
                yield return async () =>
                {
                    using var call = process.Client<IndicatorService.IndicatorServiceClient>(Role.Provider, region.AgbCode).SubmitIndicators(Waiting());
                    await call.RequestStream.WriteAsync(new SubmitIndicatorsRequest
                    {
                        Row = new SubmissionRow { RowNumber = 1, RequestId = $"{quarter}-{indicator}", ContractId = region.Contract.ContractId, IndicatorCode = indicator, Quarter = quarter, Numerator = 15, Denominator = 20 },
                    });
                    await call.RequestStream.CompleteAsync();
                    (await call).AcceptedCount.ShouldBe(1);
                };
            }
        }
    }

    private static byte[] Declaration(Region region, int month, string name, List<(string Bsn, long Number)> allocations)
    {
        var from = new DateOnly(2026, month, 1);
        var period = new Inkoop.Ijw.Period(from, from.AddMonths(1).AddDays(-1));
        var lines = allocations.Select((allocation, i) => new DeclarationLine
        {
            Bsn = allocation.Bsn,
            Reference = $"{name}L{i}",
            AllocationNumber = (int)allocation.Number,
            Category = Region.Category,
            Code = Region.Code,
            Period = period,
            Volume = MinutesPerLine,
            Unit = Units.Minute,
            TariffCents = 145,
            Amount = SignedAmount.Of(MinutesPerLine * 145),
        }).ToList();
        using var file = new MemoryStream();
        IjwWriter.Write(file, new DeclarationHead
        {
            Header = new MessageHeader { Sender = region.AgbCode, Receiver = Region.Municipality, Identification = name, DatedOn = new DateOnly(2026, 11, 2) },
            Number = name,
            Period = period,
            DatedOn = new DateOnly(2026, 11, 2),
            Total = SignedAmount.Of(lines.Sum(line => line.Amount.Signed)),
        }, lines);
        return file.ToArray();
    }

    private async Task VerifyAsync(Region region, int steps)
    {
        steps.ShouldBe(39);
        const long lineCount = 20 * ClientCount / 2;
        var settlements = process.Client<SettlementService.SettlementServiceClient>(Role.Finance);
        var settlement = await Eventually.GetsAsync(
            async () => (await settlements.GetSettlementAsync(new GetSettlementRequest { ContractId = region.Contract.ContractId, From = "2026-01-01", Until = "2026-12-31" })).Settlement,
            found => found.LineCount >= lineCount, TimeSpan.FromSeconds(60));
        settlement.LineCount.ShouldBe(lineCount);
        settlement.TotalCents.ShouldBe(lineCount * MinutesPerLine * 145);

        var allocations = (await process.Client<DispositionService.DispositionServiceClient>(Role.Provider, region.AgbCode).ListAllocationsAsync(new ListAllocationsRequest { ContractId = region.Contract.ContractId })).Allocations;
        allocations.ShouldAllBe(allocation => allocation.UsedVolume == 10 * MinutesPerLine);
        var submissions = await process.Client<IndicatorService.IndicatorServiceClient>(Role.ContractManager).ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = region.Contract.ContractId, AllVersions = true });
        submissions.TotalCount.ShouldBe(9);
        var review = await Eventually.GetsAsync(
            async () => (await process.Client<ReviewService.ReviewServiceClient>(Role.ContractManager).GetReviewAsync(new GetReviewRequest { ContractId = region.Contract.ContractId, Quarter = "2026-Q2" })).Review,
            found => found.Budget.AcceptedLineCount >= 30 && found.Budget.ProducedQuarterCents > 0 && found.Indicators.Count(indicator => indicator.SubmissionVersion == 1) == 3, TimeSpan.FromSeconds(60));
        review.Budget.ProducedQuarterCents.ShouldBe(30 * MinutesPerLine * 145);
        review.Actions.Count.ShouldBe(10);

        await Rebuilds.EqualWhatGrewLiveAsync(process);
    }

    private async Task<int> KillAsync(CancellationToken cancellationToken)
    {
        for (var kill = 0; kill < KillCount; kill++)
        {
            // A random moment of work is the point here, not a wait for something.
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(20, 600)));
            await moment.WaitForNextTickAsync(cancellationToken);
            await alive.WaitAsync(cancellationToken);
            try
            {
                process.Kill();
                await process.StartAsync();
            }
            finally
            {
                alive.Release();
            }
        }

        return KillCount;
    }

    private async Task UntilAnsweredAsync(Func<Task> step)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await step();
                return;
            }
            catch (RpcException exception) when (attempt < 100 && exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.Unknown)
            {
                await alive.WaitAsync(); // until it is up again
                alive.Release();
            }
        }
    }

    /// <summary>Waits for the host to be up again, not long.</summary>
    private static CallOptions Waiting() => new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20)).WithWaitForReady();
}
