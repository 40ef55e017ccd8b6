using System.Globalization;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Money.Payments;
using Inkoop.Wire.Contracts.V1;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.FactsApp;

namespace Inkoop.Tests.Money.Cells;

/// <summary>What may happen to one contract in a year: lines late and credited, care that starts and stops, facts, tariffs, runs, reversals and disputes, in any order. What is refused did not happen.</summary>
internal sealed class History
{
    private const int Steps = 9;
    private readonly PaymentsApp app;
    private readonly Random random;
    private readonly string model;
    private readonly List<(string Reference, int Month, long Minutes)> open = [];
    private readonly List<(Guid Allocation, DateOnly From)> running = [];
    private readonly List<PaymentRun> runs = [];
    private readonly List<string> done = [];

    private History(PaymentsApp app, string model, int seed, Contract contract)
    {
        this.app = app;
        this.model = model;
        random = new Random(seed);
        Contract = contract;
    }

    public Contract Contract { get; private set; }

    public IReadOnlyList<string> Done => done;

    /// <summary>Of runs that were approved and neither paid nor reversed, in cents.</summary>
    public long InPaymentCents => runs.Where(run => run.Status == PaymentRunStatus.Approved).Sum(run => run.TotalCents);

    public static async Task<History> LiveAsync(PaymentsApp app, string model, int seed)
    {
        var history = new History(app, model, seed, await ContractAsync(app, model));
        for (var step = 0; step < Steps; step++)
            await history.StepAsync();
        return history;
    }

    private static Task<Contract> ContractAsync(PaymentsApp app, string model) => model switch
    {
        "stays" => app.FundedAsync(Stays(), From2025(Product("43A12", "14", "310")), From2025(Product("48A03", "84", "812.50"))),
        "output" => app.FundedAsync(Output(), From2025(Product("45O01", "82", "8400.01", DeliveryVariant.Output))),
        "task" => app.FundedAsync(TaskBased()),
        "outcome" => app.FundedAsync(Outcome()),
        "subsidy" => app.FundedAsync(Subsidy()),
        _ => app.ContractAsync(),
    };

    private static FundingArrangement Stays()
    {
        var funding = PriceTimesQuantity();
        funding.PriceTimesQuantity.Caps.Clear();
        return funding;
    }

    private static Product From2025(Product product)
    {
        foreach (var tariff in product.Tariffs)
            tariff.ValidFrom = "2025-01-01";
        return product;
    }

    private async Task StepAsync()
    {
        var steps = new List<(string Name, Func<Task> Do)>
        {
            ("pay", PayAsync), ("reverse", ReverseAsync), ("dispute", DisputeAsync), ("breach", BreachAsync),
        };
        steps.AddRange(model switch
        {
            "stays" => [("stay", () => StartAsync("43A12")), ("measure", () => StartAsync("48A03")), ("stop", StopAsync), ("stay again", () => StartAsync("43A12"))],
            "output" => [("trajectory", () => StartAsync("45O01")), ("part", ReachAsync), ("part too", ReachAsync), ("stop", StopAsync)],
            "task" => [("volume", VolumeAsync), ("advance", AdvanceAsync), ("report", KpiAsync)],
            "outcome" => [("outcome", OutcomeAsync), ("outcome too", OutcomeAsync)],
            "subsidy" => [("determine", DetermineAsync), ("advance", AdvanceAsync)],
            _ => [("lines", LinesAsync), ("more lines", LinesAsync), ("credit", CreditAsync), ("tariff", TariffAsync)],
        });
        var (name, act) = steps[random.Next(steps.Count)];
        try
        {
            await act();
            done.Add(name);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument)
        {
            done.Add($"({name}: {refused.Status.Detail})");
        }
    }

    private string Municipality() => random.Next(3) == 0 ? "1641" : "0957";

    private string Day() => new DateOnly(2025, 1, 1).AddDays(random.Next(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task LinesAsync()
    {
        var lines = Enumerable.Range(0, 1 + random.Next(4)).Select(_ =>
        {
            var (reference, month, minutes) = (ContractsApp.Unique("R"), 1 + random.Next(12), 1L + random.Next(3_000));
            open.Add((reference, month, minutes));
            return app.Line(Contract, reference, month, minutes, municipality: Municipality());
        }).ToArray();
        return app.JudgeAsync(Contract, lines);
    }

    private Task CreditAsync()
    {
        if (open.Count == 0)
            return Task.CompletedTask;
        var line = open[random.Next(open.Count)];
        open.Remove(line);
        return app.JudgeAsync(Contract, app.Line(Contract, ContractsApp.Unique("R"), line.Month, line.Minutes, credits: line.Reference));
    }

    private async Task TariffAsync()
    {
        var month = 1 + random.Next(12);
        Contract = await app.ChangeTariffAsync(Contract, $"2025-{month:00}-01", (1 + random.NextDouble()).ToString("0.000000", CultureInfo.InvariantCulture));
    }

    private async Task StartAsync(string product)
    {
        var (allocation, from) = (Guid.CreateVersion7(), new DateOnly(2025, 1, 1).AddDays(random.Next(330)));
        await app.TellAsync(Allocated(Contract, allocation, product, client: $"c-{random.Next(5)}") with { StartsOn = from });
        await app.TellAsync(Started(Contract, allocation, product, from, client: $"c-{random.Next(5)}", municipality: Municipality()));
        running.Add((allocation, from));
    }

    private async Task StopAsync()
    {
        if (running.Count == 0)
            return;
        var care = running[random.Next(running.Count)];
        running.Remove(care);
        await app.TellAsync(Stopped(Contract, care.Allocation, model == "output" ? "45O01" : "43A12", care.From, care.From.AddDays(1 + random.Next(200))));
    }

    private Task ReachAsync() => running.Count == 0
        ? Task.CompletedTask
        : RecordAsync(fact => fact.PartReached = new PartReached { AllocationId = running[random.Next(running.Count)].Allocation.ToString(), Part = 1 + random.Next(3), On = Day() });

    private Task VolumeAsync() => RecordAsync(fact => fact.Volume = new VolumeReported { Year = 2025, Volume = 600 + random.Next(400) });

    private Task KpiAsync() => RecordAsync(fact => fact.Kpi = new KpiReleased { IndicatorCode = "tevredenheid", Year = 2025, ReleasedShare = "0.7" });

    private Task AdvanceAsync() => RecordAsync(fact => fact.Advance = new AdvancePaid { On = Day(), Cents = 1 + random.Next(30_000_000) });

    private Task BreachAsync() => RecordAsync(fact => fact.Breach = new BreachFound { Reason = "Te laat", On = Day(), Months = 2, Share = "0.05" });

    private Task OutcomeAsync() => RecordAsync(fact => fact.Outcome = new OutcomeMeasured
    {
        On = Day(),
        Participants = 20,
        Results = 7 + random.Next(10),
        MunicipalityCode = random.Next(2) == 0 ? "" : "0957",
        VerifiedBy = random.Next(3) == 0 ? "" : "Onderzoeksbureau",
    });

    private Task DetermineAsync() => RecordAsync(fact => fact.Determination = new SubsidyDetermined
    {
        DeterminedCents = 100_000_001 + random.Next(30_000_000),
        AccountabilityReportId = Guid.CreateVersion7().ToString(),
    });

    private async Task RecordAsync(Action<SettlementFact> content) => await app.RecordAsync(Fact(Contract, content));

    private async Task PayAsync()
    {
        var month = 1 + random.Next(12);
        var until = new DateOnly(2025, month, DateTime.DaysInMonth(2025, month));
        var run = await app.ApproveAsync(await app.ProposeAsync(Contract, until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        runs.Add(random.Next(2) == 0 ? run : await app.RecordPaidAsync(run));
    }

    private async Task ReverseAsync()
    {
        if (runs.Count == 0)
            return;
        var run = runs[random.Next(runs.Count)];
        runs.Remove(run);
        await app.ReverseAsync(run);
    }

    private async Task DisputeAsync()
    {
        if (runs.Count == 0)
            return;
        var lines = await app.LinesAsync(runs[random.Next(runs.Count)]);
        var line = lines[random.Next(lines.Count)];
        var dispute = (await app.Payments(Role.Finance).OpenDisputeAsync(new OpenDisputeRequest
        {
            RequestId = ContractsApp.Unique("dispute"),
            ContractId = Contract.ContractId,
            Year = 2025,
            Key = line.Key,
            MunicipalityCode = line.MunicipalityCode,
            DisputedCents = 1 + random.Next((int)Math.Clamp(line.SettledCents, 1, 100_000)),
            Reason = "Niet geleverd",
        })).Dispute;
        if (random.Next(2) == 0)
            await app.Payments(Role.ContractManager).ResolveDisputeAsync(new ResolveDisputeRequest
            {
                RequestId = ContractsApp.Unique("resolve"),
                DisputeId = dispute.DisputeId,
                ExpectedVersion = dispute.Version,
                Note = "Nagegaan",
                Resolution = random.Next(2) == 0 ? DisputeResolution.Upheld : DisputeResolution.Dismissed,
            });
    }
}
