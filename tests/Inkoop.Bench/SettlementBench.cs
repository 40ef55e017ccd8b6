using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Bench;

/// <summary>
/// A region-year of accepted lines settled from the ledger on SQLite, beside a floor that only reads and sums the same rows with Dapper in the same run.
/// Every contract has a tariff that changes during the year and a spending cap, so the whole year of it is priced anew and put in order.
/// </summary>
internal static class SettlementBench
{
    private const int Contracts = 400;
    private const int Rounds = 5;
    private const int LinesAtOnce = 50_000;
    private static readonly Period year = Period.Year(2026);
    private static readonly DateTimeOffset accepted = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid provider = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    private static readonly DateOnly change = new(2026, 7, 1);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("inkoop-bench-").FullName;
        try
        {
            using var database = new MoneyDatabase(new DatabaseOptions { DataDirectory = folder }, TimeProvider.System, new());
            var migrations = Migration.Find("sqlite", typeof(Database).Assembly, typeof(MoneyDatabase).Assembly);
            await Migrator.RunAsync(database.Dialect, migrations, new Dictionary<string, string[]>(), TimeProvider.System, CancellationToken.None);
            var contracts = Enumerable.Range(0, Contracts).Select(_ => Guid.CreateVersion7()).ToArray();

            await LoadAsync(database, contracts, 0, count, i => i % Contracts == 0);
            var alone = await OneLineAsync(database, contracts[0], "A");
            await LoadAsync(database, contracts, 0, count, i => i % Contracts != 0);
            var among = await OneLineAsync(database, contracts[0], "B");

            Console.WriteLine($"{count:N0} lines, {Contracts} contracts, best of {Rounds} rounds, floor and settlement by turns");
            double floor = double.MaxValue, settled = double.MaxValue;
            (long Cents, int Lines) sums = default, payable = default;
            for (var round = 0; round < Rounds; round++)
            {
                floor = Math.Min(floor, await TimeAsync(async () => sums = await SumAsync(database)));
                settled = Math.Min(settled, await TimeAsync(async () => payable = await SettleAsync(database)));
            }
            Console.WriteLine($"floor   read and sum     {floor,8:N0} ms   {sums.Lines:N0} lines, {sums.Cents:N0} cents as recorded");
            Console.WriteLine($"settle  price, cap, sum  {settled,8:N0} ms   {payable.Lines:N0} lines, {payable.Cents:N0} cents payable");
            Console.WriteLine($"ratio   {settled / floor:N2}");
            long explained = 0;
            var explaining = await TimeAsync(async () => explained = await ExplainAsync(database, contracts, count / Contracts));
            Console.WriteLine($"explain the same, every cent with its tree  {explaining,8:N0} ms   {explaining / Contracts:N1} ms a contract");
            Console.WriteLine($"one more line, its contract-year settled again: {alone:N2} ms in a ledger of one contract, {among:N2} ms in the whole ledger");
            return payable.Lines == sums.Lines && payable.Cents > 0 && payable.Cents < sums.Cents ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(long Cents, int Lines)> SumAsync(Database database) => await database.ReadAsync(async connection =>
    {
        long cents = 0;
        var lines = 0;
        await foreach (var line in ((DbConnection)connection).QueryUnbufferedAsync<LedgerLine>(AllLines))
        {
            cents += line.SignedCents();
            lines++;
        }
        return (cents, lines);
    }, CancellationToken.None);

    private static async Task<(long Cents, int Lines)> SettleAsync(Database database) => await database.ReadAsync(async connection =>
    {
        var perContract = new Dictionary<Guid, List<CareLine>>();
        await foreach (var line in ((DbConnection)connection).QueryUnbufferedAsync<LedgerLine>(AllLines))
        {
            if (!perContract.TryGetValue(line.ContractId, out var lines)) perContract.Add(line.ContractId, lines = []);
            lines.Add(CareLines.Of(line));
        }
        return perContract.Values.Select(Settle).Aggregate((sum, one) => (sum.Cents + one.Cents, sum.Lines + one.Lines));
    }, CancellationToken.None);

    private static (long Cents, int Lines) Settle(List<CareLine> lines)
    {
        var (paid, _) = PriceTimesQuantity.Pay(Terms(lines.Count), lines, year, Stress.None);
        return (paid.Sum(line => line.PaidCents), paid.Length);
    }

    /// <summary>The median of writing a line and settling the one contract-year that it belongs to, in milliseconds.</summary>
    private static async Task<double> OneLineAsync(Database database, Guid contract, string prefix)
    {
        var times = new List<double>();
        for (var i = 0; i < 41; i++)
            times.Add(await TimeAsync(async () =>
            {
                var line = Line(contract, $"{prefix}{i}", i);
                await database.ChangeAsync("bench", async work =>
                {
                    await work.InsertManyAsync("ledger_line", [line]);
                    return 0;
                }, CancellationToken.None);
                await database.ReadAsync(async connection =>
                {
                    var lines = await connection.QueryAsync<LedgerLine>(LinesOfYear, new { contract, first = "2026-01", last = "2026-12" });
                    return Settle([.. lines.Select(one => CareLines.Of(one))]);
                }, CancellationToken.None);
            }));
        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task LoadAsync(Database database, Guid[] contracts, int from, int until, Func<int, bool> which)
    {
        foreach (var part in Enumerable.Range(from, until - from).Where(which).Chunk(LinesAtOnce))
            await database.ChangeAsync("bench", async work =>
            {
                await work.InsertManyAsync("ledger_line", [.. part.Select(i => Line(contracts[i % Contracts], $"R{i:D7}", i / Contracts))]);
                return 0;
            }, CancellationToken.None);
    }

    private static LedgerLine Line(Guid contract, string reference, int number)
    {
        var starts = new DateOnly(2026, 1 + (number % 12), 1);
        var rateE8 = starts < change ? 145_000_000 : 151_161_050;
        var volume = 300 + (number * 37 % 1_700);
        return new LedgerLine
        {
            LineId = Guid.CreateVersion7(),
            EventId = contract,
            ContractId = contract,
            ContractVersion = 1,
            ProductId = (number % 9) switch { 0 => "46A03", < 5 => "45A04", _ => "45A05" },
            MunicipalityCode = $"{900 + (number % 15):D4}",
            Month = starts.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            StartsOn = starts,
            EndsOn = starts.AddMonths(1).AddDays(-1),
            ReferenceNumber = reference,
            Volume = volume,
            Unit = "01",
            RateE8 = rateE8,
            RateUnit = "01",
            RoundingRule = LineAmount.UnroundedTariff,
            AcceptedAt = accepted,
            ProviderId = provider,
            AllocationKind = Kind((number % 9) switch { 0 => "46A03", < 5 => "45A04", _ => "45A05" }),
            AmountCents = (long)decimal.Round(volume * (rateE8 / 1_000_000m), MidpointRounding.AwayFromZero),
        };
    }

    private static string Kind(string productId) => productId switch { "46A03" => "crisis", "45A05" => "specific", _ => "unspecific" };

    /// <summary>The same agreement as a signed contract, for the road that a question takes through the product.</summary>
    private static ContractState Contract(Guid contractId, int linesOfContract) => new()
    {
        ContractId = contractId,
        Version = 2,
        Number = "B-1",
        Title = "Bench",
        ProviderId = provider,
        StartsOn = year.From,
        EndsOn = year.Until,
        SignedOn = year.From,
        RoundingRule = LineAmount.UnroundedTariff,
        Buyers = [],
        YearBudgets = [],
        Lots =
        [
            new LotState
            {
                LotId = "1", Name = "Ambulant", FundingModel = FundingModels.PriceTimesQuantity,
                Funding = new V1.FundingArrangement { PriceTimesQuantity = new V1.PriceTimesQuantity { Caps = { new V1.SpendingCap { From = "2026-01-01", Until = "2026-12-31", Cents = linesOfContract * 150_000L, SignalShare = "0.7" } } } },
            },
        ],
        Products =
        [
            .. new[] { "46A03", "45A04", "45A05" }.Select(product => new ProductTerm
            {
                ProductId = product, LotId = "1", Category = product[..2], Code = product, Description = product, Unit = "01", Variant = "effort",
                Tariffs = [new TariffTerm { ValidFrom = year.From, ValidUntil = change.AddDays(-1), RateE8 = 145_000_000 }, new TariffTerm { ValidFrom = change, RateE8 = 151_161_050 }],
            }),
        ],
        KpiAgreements = [],
    };

    /// <summary>Every contract through the product's own road: read what is known of it, settle each lot, and make the whole tree that explains it.</summary>
    private static async Task<long> ExplainAsync(Database database, Guid[] contracts, int linesOfContract) => await database.ReadAsync(async connection =>
    {
        long cents = 0;
        foreach (var contract in contracts.Select(id => Contract(id, linesOfContract)))
            cents += SettlementStore.Settle(contract, await SettlementStore.FactsAsync(connection, contract, year, DateTimeOffset.MaxValue), year, DateTimeOffset.MaxValue).Lots.Sum(lot => lot.Settled?.Total.Cents ?? 0);
        return cents;
    }, CancellationToken.None);

    /// <summary>A cap that the year of a contract runs into: its lines are some 1,700 euro each.</summary>
    private static PriceTimesQuantityTerms Terms(int linesOfContract) => new()
    {
        Caps = [new SpendingCap(year, linesOfContract * 150_000L, 0.7m)],
        Products =
        [
            .. new[] { "46A03", "45A04", "45A05" }.Select(product => new ProductPrice
            {
                ProductId = product, RateUnit = "01", Rates = [new RateStep(year.From, change.AddDays(-1), 1.45m), new RateStep(change, null, 1.5116105m)],
            }),
        ],
    };

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private const string AllLines = """
        SELECT line_id, event_id, contract_id, contract_version, product_id, municipality_code, month, starts_on, ends_on, reference_number,
            previous_reference_number, is_credit, volume, unit, amount_cents, rate_e8, rate_unit, rounding_rule, accepted_at, provider_id, allocation_id, client_pseudonym, allocation_kind
        FROM ledger_line
        """;

    private const string LinesOfYear = AllLines + " WHERE contract_id = @contract AND month BETWEEN @first AND @last";
}
