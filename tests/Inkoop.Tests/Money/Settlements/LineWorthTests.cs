using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>What a line is awarded is what the settlement pays for it, in every model, whatever order the reports of care came in.</summary>
public class LineWorthTests
{
    private const string Product = "p";
    private static readonly DateTimeOffset moment = Kernel.Recorded;
    private static readonly Guid provider = Guid.CreateVersion7();
    private static readonly ILookup<Guid, PartReached> nothingReached = Enumerable.Empty<PartReached>().ToLookup(_ => Guid.Empty);

    [Fact]
    public void a_broken_first_month_of_a_measure_is_worth_nothing_and_the_next_its_tariff()
    {
        var terms = Monthly(812.50m);
        var allocation = Guid.CreateVersion7();
        Worth(terms, allocation, Month(1), [Start(allocation, new(2026, 1, 14)), Stop(allocation, new(2026, 1, 14), new(2026, 1, 20))]).ShouldBe(new LinePrice(0, null, false));
        Worth(terms, allocation, Month(1), [Start(allocation, new(2026, 1, 14))]).ShouldBe(new LinePrice(0, null, false));
        Worth(terms, allocation, Month(2), [Start(allocation, new(2026, 1, 14))]).ShouldBe(new LinePrice(81_250, 81_250, false));
        Worth(terms, allocation, Month(2), []).ShouldBe(new LinePrice(0, null, false), "no start is known");
    }

    [Fact]
    public void a_stay_is_worth_its_days_by_tier_without_the_day_of_departure()
    {
        var terms = ByStay();
        var allocation = Guid.CreateVersion7();
        CareReport[] care = [Start(allocation, new(2026, 1, 1)), Stop(allocation, new(2026, 1, 1), new(2026, 4, 10))];
        Worth(terms, allocation, Month(1), care).ShouldBe(new LinePrice(31 * 31_000, 31_000, false));
        // Day 90 is 31 March; from day 91 on the second tier.
        Worth(terms, allocation, Month(4), care).ShouldBe(new LinePrice(9 * 28_500, 28_500, false));
        Worth(terms, allocation, new Period(new(2026, 3, 30), new(2026, 4, 2)), care).ShouldBe(new LinePrice((2 * 31_000) + (2 * 28_500), null, false), "two tiers: no tariff to compare");
    }

    [Fact]
    public void a_stay_that_runs_on_under_another_allocation_is_paid_once_and_keeps_its_tier()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        CareReport[] care = [Start(first, new(2026, 1, 1)), Stop(first, new(2026, 1, 1), new(2026, 4, 10)), Start(second, new(2026, 4, 10))];
        Worth(ByStay(), first, Month(4), care)!.Cents.ShouldBe(9 * 28_500);
        Worth(ByStay(), second, Month(4), care)!.Cents.ShouldBe(21 * 28_500);
    }

    [Fact]
    public void a_trajectory_is_worth_the_price_of_its_first_day_for_what_was_reached_that_month()
    {
        var allocation = Guid.CreateVersion7();
        var reached = new[] { (allocation, new PartReached(1, new(2026, 3, 20), Guid.CreateVersion7(), moment)) }.ToLookup(one => one.allocation, one => one.Item2);
        CareReport[] care = [Start(allocation, new(2026, 1, 10))];
        Worth(Output(1m), allocation, Month(3), care, reached).ShouldBe(new LinePrice(840_000, 840_000, false));
        Worth(Output(0.3m, 0.7m), allocation, Month(3), care, reached).ShouldBe(new LinePrice(252_000, null, false), "a part has no tariff of its own");
        Worth(Output(1m), allocation, Month(2), care, reached).ShouldBe(new LinePrice(0, null, false));
        Worth(Output(1m), allocation, Month(3), care).ShouldBe(new LinePrice(0, null, false));
        Worth(Output(1m), allocation, Month(3), [], reached).ShouldBe(new LinePrice(0, null, false), "no start is known");
    }

    [Fact]
    public void a_line_over_two_tariffs_is_worth_each_day_its_own_where_the_contract_says_so()
    {
        var terms = new PriceTimesQuantityTerms
        {
            TariffMoment = TariffMoment.EachDay,
            Products = [new ProductPrice { ProductId = Product, RateUnit = Units.Minute, Rates = [new(new(2026, 1, 1), new(2026, 1, 15), 1m), new(new(2026, 1, 16), null, 2m)] }],
        };
        Worth(terms, Guid.CreateVersion7(), Month(1), [], volume: 310).ShouldBe(new LinePrice(47_000, null, true));
        Worth(terms with { TariffMoment = TariffMoment.FirstDay }, Guid.CreateVersion7(), Month(1), [], volume: 310).ShouldBe(new LinePrice(31_000, 100, true));
    }

    [Fact]
    public void a_lot_that_is_not_paid_by_declaration_pays_no_line() =>
        Worth(new NotDeclaredTerms(), Guid.CreateVersion7(), Month(1), [Start(Guid.CreateVersion7(), new(2026, 1, 1))]).ShouldBeNull();

    [Fact]
    public void what_a_line_is_awarded_is_what_the_settlement_of_its_month_pays() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_500),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var allocations = Enumerable.Range(0, random.Next(1, 4)).Select(i => (Id: new Guid(i + 1, 0, 0, new byte[8]), Municipality: random.Next(3) == 0 ? "1640" : "0957")).ToList();
            var reports = allocations.SelectMany(allocation => Reports(random, allocation.Id, allocation.Municipality)).ToArray();
            random.Shuffle(reports);
            var asOf = moment.AddMinutes(random.Next(0, 40));
            // Of what was stated only that counts which needs no check or was confirmed by then: to the register as to the judge.
            var stated = allocations.SelectMany(allocation => Enumerable.Range(0, random.Next(0, 4)).Select(_ => Stated(random, allocation.Id))).ToArray();
            var inRegister = new FactRegister(stated, asOf).PartsReached();
            random.Shuffle(stated);
            var reached = PartReached.Newest(stated.Where(fact => fact.WithdrawnAt is null && Statements.Counts(fact.NeedsCheck, fact.ConfirmedAt, asOf)).Select(fact => (
                Guid.Parse(fact.Content().PartReached.AllocationId), new PartReached(fact.Content().PartReached.Part, Wire.WireText.ParseDay(fact.Content().PartReached.On), fact.FactId, fact.RecordedAt))));
            var terms = Terms(random);
            var month = Month(random.Next(1, 7));

            // Days outside the allocation, and days still to come, are worth nothing to either.
            var versions = allocations.Where(_ => random.Next(3) > 0).Select(one => new AllocationVersion { AllocationId = one.Id, Version = 1, StartsOn = Day(random), EndsOn = random.Next(3) == 0 ? null : Day(random), RecordedAt = moment }).ToList();
            var today = random.Next(3) == 0 ? Day(random) : DateOnly.MaxValue;
            var care = CareFacts.Standing(reports, versions, asOf, today);
            var lines = allocations.Select(allocation => Line(month, random.Next(1, 5_000), allocation.Municipality) with { ReferenceNumber = allocation.Id.ToString() }).ToList();
            var settled = terms is NotDeclaredTerms ? null : SettlementKernel.Settle(terms, new RecordedFacts
            {
                Lines = lines,
                Stays = CareFacts.Stays(care),
                Measures = CareFacts.Measures(care),
                Trajectories = CareFacts.Trajectories(care, inRegister),
            }, month, Kernel.Later);

            // What is known when it is judged comes in any other order.
            random.Shuffle(reports);
            var known = CareFacts.Standing(reports.Where(report => report.RecordedAt <= asOf), versions, DateTimeOffset.MaxValue, today);
            var worth = new LineWorth(terms);
            var awards = allocations.Zip(lines).ToDictionary(one => one.First.Id, one => Award(one.Second, worth.Of(one.Second, one.First.Id, known, reached)));
            if (settled is null) return awards.Values.All(award => award == 0);
            // A stay is paid by municipality, which may hold several allocations: there only the whole compares.
            var paid = settled.Payables.ToLookup(payable => AllocationOf(payable, care), payable => payable.Cents);
            return awards.Values.Sum() == settled.Total.Cents && (paid.Contains(Guid.Empty) || awards.All(award => award.Value == paid[award.Key].Sum()));
        }));

    private static StoredFact Stated(Random random, Guid allocation) => new()
    {
        FactId = Guid.CreateVersion7(),
        Kind = "part_reached",
        LotId = "1",
        Document = Google.Protobuf.JsonFormatter.Default.Format(new Wire.Contracts.V1.SettlementFact
        {
            PartReached = new Wire.Contracts.V1.PartReached { AllocationId = allocation.ToString(), Part = random.Next(1, 4), On = Wire.WireText.Day(Day(random)) },
        }),
        RecordedAt = moment,
        NeedsCheck = random.Next(2) == 0,
        ConfirmedAt = random.Next(2) == 0 ? null : moment.AddMinutes(random.Next(0, 60)),
    };

    /// <summary>What the judging allows of a line that asks exactly its worth; and it refuses a cent more.</summary>
    private static long Award(CareLine line, LinePrice? price)
    {
        var declared = new DeclarationLine
        {
            Bsn = "999900006",
            Reference = line.ReferenceNumber,
            AllocationNumber = 1,
            Category = "45",
            Code = Product,
            Period = new Period(line.StartsOn, line.EndsOn),
            Volume = (int)line.Volume,
            Unit = line.Unit,
            TariffCents = price?.TariffCents ?? 1,
            Amount = SignedAmount.Of(price?.Cents ?? line.Volume),
        };
        var facts = new LineFacts
        {
            Allocation = new AllocationFacts { Category = "45", Code = Product, From = new(2026, 1, 1), IsOfClient = true },
            Terms = new LineTerms { Unit = line.Unit, Variant = CareVariant.Effort },
            Price = price,
        };
        LineJudgement.Judge(declared with { Amount = SignedAmount.Of(declared.Amount.Cents + 1) }, facts).ShouldNotBeEmpty();
        return LineJudgement.Judge(declared, facts).Count == 0 ? declared.Amount.Cents : 0;
    }

    private static Guid AllocationOf(Payable payable, IReadOnlyList<Care> care) => payable.Key.Split('/') switch
    {
        ["line" or "trajectory", var id] => Guid.Parse(id),
        ["measure", var id] => care.First(one => one.CareId == Guid.Parse(id)).AllocationId,
        _ => Guid.Empty,
    };

    private static FundingTerms Terms(Random random) => random.Next(6) switch
    {
        0 => Monthly(812.50m),
        1 => ByStay(),
        2 => Output(0.3m, 0.4m, 0.3m) with { Products = [Output(0.3m, 0.4m, 0.3m).Products[0] with { Variant = (OutputVariant)random.Next(3) }] },
        3 => Output(1m),
        4 => new NotDeclaredTerms(),
        _ => new PriceTimesQuantityTerms
        {
            RoundingRule = new[] { LineAmount.UnroundedTariff, LineAmount.TariffFourDecimals, LineAmount.TariffCents }[random.Next(3)],
            TariffMoment = (TariffMoment)random.Next(2),
            Products = [new ProductPrice { ProductId = Product, RateUnit = random.Next(2) == 0 ? Units.Minute : Units.Hour, Rates = [new(new(2026, 1, 1), new(2026, 3, 14), 1.5116105m), new(new(2026, 3, 15), null, 1.6m)] }],
        },
    };

    private static PriceTimesQuantityTerms Monthly(Fraction euro) => new() { Measures = [new ProductPrice { ProductId = Product, RateUnit = "82", Rates = [new(new(2026, 1, 1), null, euro)] }] };

    private static PriceTimesQuantityTerms ByStay() => new() { Stays = [new StayPrice(Product, [new(90, 310m), new(180, 285m), new(null, 240m)])] };

    private static OutputTerms Output(params Fraction[] shares) => new()
    {
        Products =
        [
            new OutputPrice
            {
                ProductId = Product, Parts = [.. shares.Select((share, i) => new PricePart($"Deel {i + 1}", share))],
                Rates = [new(new(2026, 1, 1), new(2026, 2, 28), 8_400m), new(new(2026, 3, 1), null, 8_740m)],
            },
        ],
    };

    /// <summary>Starts and stops as a provider reports them, some withdrawn, some never stopped.</summary>
    private static IEnumerable<CareReport> Reports(Random random, Guid allocation, string municipality)
    {
        var from = Day(random);
        for (var i = random.Next(0, 3); i > 0; i--)
        {
            var start = Start(allocation, from) with { MunicipalityCode = municipality, RecordedAt = moment.AddMinutes(random.Next(30)) };
            yield return start;
            if (random.Next(5) == 0) yield return start with { EventId = Guid.CreateVersion7(), IsWithdrawn = true, RecordedAt = start.RecordedAt.AddMinutes(1) };
            if (random.Next(4) == 0) yield break;
            var until = from.AddDays(random.Next(0, 60));
            yield return Stop(allocation, from, until) with { MunicipalityCode = municipality, RecordedAt = moment.AddMinutes(random.Next(30)) };
            from = until.AddDays(random.Next(0, 20));
        }
    }

    private static LinePrice? Worth(FundingTerms terms, Guid allocation, Period period, IEnumerable<CareReport> reports, ILookup<Guid, PartReached>? reached = null, int volume = 1) =>
        new LineWorth(terms).Of(Line(period, volume, "0957"), allocation, CareFacts.Standing(reports, [], DateTimeOffset.MaxValue, DateOnly.MaxValue), reached ?? nothingReached);

    private static CareLine Line(Period period, int volume, string municipality) => new()
    {
        EventId = Guid.Empty,
        RecordedAt = moment,
        AcceptedAt = moment,
        ReferenceNumber = "R",
        ProductId = Product,
        MunicipalityCode = municipality,
        StartsOn = period.From,
        EndsOn = period.Until,
        Volume = volume,
        Unit = Units.Minute,
    };

    private static CareReport Start(Guid allocation, DateOnly on) => new()
    {
        EventId = Guid.CreateVersion7(),
        ReportId = Guid.CreateVersion7(),
        AllocationId = allocation,
        ProviderId = provider,
        ProductId = Product,
        MunicipalityCode = "0957",
        ClientPseudonym = "c",
        StartedOn = on,
        RecordedAt = moment,
    };

    private static CareReport Stop(Guid allocation, DateOnly started, DateOnly on) => Start(allocation, started) with { IsStop = true, StoppedOn = on, Reason = "19" };

    private static DateOnly Day(Random random) => new DateOnly(2026, 1, 1).AddDays(random.Next(0, 150));

    private static Period Month(int month) => new(new(2026, month, 1), new DateOnly(2026, month, 1).AddMonths(1).AddDays(-1));
}
