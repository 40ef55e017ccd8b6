using System.Diagnostics;
using System.Globalization;
using Dapper;
using Inkoop.AllInOne;
using Inkoop.Demo;
using Inkoop.Money;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Reviews.V1;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inkoop.Bench;

/// <summary>
/// The whole product on regions of growing size: what pages, a payment run, a review pack and one more line cost beside a floor of the same run. The
/// floor of a page is a call that reads one row; that of a run is reading every line and adding it up.
/// </summary>
internal static class RegionBench
{
    private const int Contracts = 400;
    private const int Municipalities = 8;
    private const int LinesAtOnce = 1_000;
    private const int Calls = 41;

    public static async Task<int> RunAsync(string[] arguments)
    {
        int[] sizes = arguments.Length > 0 ? [.. arguments.Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : [10_000, 100_000, 1_000_000];
        foreach (var size in sizes)
            await OneAsync(size);
        return 0;
    }

    private static async Task OneAsync(int size)
    {
        var folder = Directory.CreateTempSubdirectory("inkoop-region-").FullName;
        try
        {
            await using var host = await AllInOneHost.StartAsync(new AllInOneOptions
            {
                Data = folder,
                Port = 0,
                GrpcPort = 0,
                Logging = logging => logging.SetMinimumLevel(LogLevel.Error),
            });
            var region = new BenchRegion(host.App.Services.GetRequiredService<IMediator>(), Contracts, Municipalities);
            var money = host.App.Services.GetRequiredService<MoneyDatabase>();
            await region.SignAsync();
            var loading = Stopwatch.StartNew();
            for (var from = 0; from < size; from += LinesAtOnce)
                await region.DeclareAsync(from, Math.Min(LinesAtOnce, size - from));
            await SettledAsync(money);
            Console.WriteLine(Line($"{size:N0} lines, {Contracts} contracts: taken in and settled in {loading.Elapsed.TotalSeconds:N0} s, working set {Environment.WorkingSet / 1_048_576:N0} MB"));

            using var backend = new DemoBackend(host.Pages, _ => host.Grpc);
            var settlements = new SettlementService.SettlementServiceClient(await backend.AsAsync("money", Role.Finance));
            var payments = new PaymentService.PaymentServiceClient(await backend.AsAsync("money", Role.Finance));
            var reviews = new ReviewService.ReviewServiceClient(await backend.AsAsync("reviews", Role.ContractManager));
            var contract = region.ContractId(7).ToString();

            var floor = await MedianAsync(async () => await payments.ListDisputesAsync(new ListDisputesRequest { ContractId = contract, PageSize = 1 }));
            Say("floor: one row", floor, floor);
            Say("list of settlements, 50", await MedianAsync(async () => await settlements.ListSettlementsAsync(new ListSettlementsRequest { Year = BenchRegion.Year, PageSize = 50 })), floor);
            Say("municipalities and years", await MedianAsync(async () => await payments.ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = BenchRegion.Year })), floor);
            Say("year statement of one", await MedianAsync(async () => await payments.GetYearStatementAsync(new GetYearStatementRequest { Year = BenchRegion.Year, MunicipalityCode = "0901" })), floor);
            Say("review pack", await MedianAsync(async () => await reviews.GetReviewAsync(new GetReviewRequest { ContractId = contract, Quarter = $"{BenchRegion.Year}-Q2" })), floor);

            await MoreAsync(region, money, size);

            var (cents, reading) = await TimedAsync(() => SumAsync(money));
            var (run, proposing) = await TimedAsync(async () => (await payments.ProposePaymentRunAsync(
                new ProposePaymentRunRequest { RequestId = "bench", Year = BenchRegion.Year, Until = $"{BenchRegion.Year}-12-31" })).Run);
            Console.WriteLine(Line($"  {"payment run of all",-28} {proposing,10:N0} ms   {proposing / reading,6:N2} x reading and adding up all lines ({reading:N0} ms)   {run.LineCount:N0} lines"));
            if (run.TotalCents != cents)
                throw new InvalidOperationException($"The run pays {run.TotalCents}, the lines say {cents}.");
            Console.WriteLine(Line($"  working set at the end {Environment.WorkingSet / 1_048_576:N0} MB, at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576:N0} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One more line: until every consumer has it, and until its cell and what follows from it are told.</summary>
    private static async Task MoreAsync(BenchRegion region, MoneyDatabase money, int size)
    {
        var (taken, shown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 9; i++)
        {
            var watch = Stopwatch.StartNew();
            await region.DeclareAsync(size + (i * Contracts), 1);
            taken.Add(watch.Elapsed.TotalMilliseconds);
            await SettledAsync(money);
            shown.Add(watch.Elapsed.TotalMilliseconds);
        }
        taken.Sort();
        shown.Sort();
        Console.WriteLine(Line($"  {"one more line",-28} {taken[4],10:N1} ms   its cells stored after {shown[4]:N0} ms, of which a round of waiting"));
    }

    private static async Task SettledAsync(MoneyDatabase money)
    {
        while (await money.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM contract_year WHERE touched <> computed AND year = @year", new { year = BenchRegion.Year }), default) > 0)
            await Task.Delay(5);
    }

    private static async Task<long> SumAsync(MoneyDatabase money) => await money.ReadAsync(async connection =>
    {
        long cents = 0;
        foreach (var line in connection.Query<Inkoop.Money.Settlements.LedgerLine>("SELECT * FROM ledger_line", buffered: false))
            cents += line.IsCredit ? -line.AmountCents : line.AmountCents;
        return await Task.FromResult(cents);
    }, default);

    private static async Task<double> MedianAsync(Func<Task> call)
    {
        var times = new List<double>();
        for (var i = 0; i < Calls; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await call();
            if (i >= Calls / 4) // the first ones compile
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<(T Result, double Milliseconds)> TimedAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        return (await work(), watch.Elapsed.TotalMilliseconds);
    }

    private static void Say(string what, double milliseconds, double floor) => Console.WriteLine(Line($"  {what,-28} {milliseconds,10:N2} ms   {milliseconds / floor,6:N2} x the floor"));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
