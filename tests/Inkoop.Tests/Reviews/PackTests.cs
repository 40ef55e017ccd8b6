using Inkoop.Reviews;
using Inkoop.Reviews.Packs;
using Inkoop.Wire;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Reviews;

public class PackTests
{
    private static readonly Quarter quarter = Quarter.Parse("2026-Q2");
    private static readonly DateOnly today = new(2026, 7, 20);
    private static readonly Guid contractId = Guid.Parse("01900000-0000-7000-8000-000000000001");

    private static PackFacts Facts() => new()
    {
        Contract = new ContractRow
        {
            ContractId = contractId,
            Number = "JH-1",
            Title = "Ambulante jeugdhulp",
            ProviderName = "De Brug",
            StartsOn = new DateOnly(2025, 10, 1),
            EndsOn = new DateOnly(2027, 12, 31),
        },
        YearBudgetCents = 40_000_000,
        Products = [new ProductRow { ProductId = "45A03", Description = "Begeleiding" }],
        Kpis =
        [
            new KpiRow { IndicatorCode = "uitval", NormE8 = 10_000_000, AtMost = true },
            new KpiRow { IndicatorCode = "tevredenheid", NormE8 = 750_000_000 },
        ],
        Definitions =
        [
            new DefinitionRow { Code = "uitval", Version = 1, Name = "Uitval", Kind = "proportion", ValidFrom = new DateOnly(2015, 1, 1) },
            new DefinitionRow { Code = "tevredenheid", Version = 1, Name = "Tevredenheid", Kind = "mean", ValidFrom = new DateOnly(2015, 1, 1) },
        ],
        Municipalities = [new MunicipalityRow { Code = "0513", Name = "Gouda" }],
        Totals =
        [
            new QuarterTotalRow { Quarter = "2025-Q4", SettledCents = 5_000_000 },
            new QuarterTotalRow { Quarter = "2026-Q1", SettledCents = 20_000_000, AcceptedLineCount = 10 },
            new QuarterTotalRow { Quarter = "2026-Q2", SettledCents = 8_000_000, AcceptedLineCount = 4, RejectedLineCount = 1 },
        ],
        Cells =
        [
            new CellRow { Quarter = "2026-Q1", ProductId = "45A03", MunicipalityCode = "0513", Unit = "01", Volume = 900, SettledCents = 20_000_000, LineCount = 10 },
            new CellRow { Quarter = "2026-Q2", ProductId = "45A03", MunicipalityCode = "0513", Unit = "01", Volume = 400, SettledCents = 7_000_000, LineCount = 3 },
            new CellRow { Quarter = "2026-Q2", ProductId = "45A03", MunicipalityCode = "9999", Unit = "01", Volume = 60, SettledCents = 1_000_000, LineCount = 1 },
        ],
        Results =
        [
            new ResultRow { IndicatorCode = "uitval", Quarter = "2026-Q1", Version = 1, Numerator = 38, Denominator = 200 },
            new ResultRow { IndicatorCode = "uitval", Quarter = "2026-Q2", Version = 2, Numerator = 4, Denominator = 21, Late = true },
        ],
        Derived = [new DerivedRow { IndicatorCode = "uitval", Quarter = "2026-Q2", Numerator = 5, Denominator = 22 }],
        ClientCount = 37,
        Standings = [],
        Actions = [],
        Review = null,
    };

    private static ActionRow Agreed(string raisedIn, string dueOn, string? closedOn = null) => new()
    {
        ActionId = Guid.CreateVersion7(),
        Version = 1,
        RaisedIn = raisedIn,
        Text = $"{raisedIn} {dueOn}",
        Owner = "aanbieder",
        DueOn = DateOnly.Parse(dueOn),
        ClosedOn = closedOn is null ? null : DateOnly.Parse(closedOn),
    };

    [Fact]
    public void shows_the_use_of_the_years_budget_up_to_the_quarter_and_signals_at_seventy_percent()
    {
        var budget = Pack.Build(Facts(), quarter, today).Budget;
        budget.ShouldBe(new BudgetUse
        {
            YearBudgetCents = 40_000_000,
            ProducedQuarterCents = 8_000_000,
            ProducedYearCents = 28_000_000,
            UsedShare = "0.7000",
            Signal = true,
            AcceptedLineCount = 4,
            RejectedLineCount = 1,
            AllocatedClientCount = 37,
        });
        Pack.Build(Facts() with { YearBudgetCents = null }, quarter, today).Budget.UsedShare.ShouldBe("");
    }

    [Theory]
    [InlineData(9, -1)]
    [InlineData(1, -1)]
    [InlineData(10, 10)]
    public void hides_a_number_of_clients_under_ten(long count, long shown) =>
        Pack.Build(Facts() with { ClientCount = count }, quarter, today).Budget.AllocatedClientCount.ShouldBe(shown);

    [Fact]
    public void shows_volumes_by_product_and_municipality_beside_last_quarter()
    {
        var volumes = Pack.Build(Facts(), quarter, today).Volumes;
        volumes.Select(row => (row.ProductDescription, row.MunicipalityName, row.Volume, row.AmountCents, row.PreviousAmountCents)).ShouldBe(
            [("Begeleiding", "Gouda", 400, 7_000_000, 20_000_000), ("Begeleiding", "9999", 60, 1_000_000, 0)]);
        volumes.Sum(row => row.AmountCents).ShouldBe(8_000_000);
    }

    [Fact]
    public void shows_an_indicator_with_interval_norm_colour_trend_and_what_the_platform_derived()
    {
        var row = Pack.Build(Facts(), quarter, today).Indicators[0];
        (row.Value, row.IntervalLow, row.IntervalHigh, row.Norm, row.Colour).ShouldBe(("0.1905", "0.0767", "0.4000", "0.1000", Colour.Amber));
        row.Late.ShouldBeTrue();
        row.SubmissionVersion.ShouldBe(2);
        row.Trend.Select(point => (point.Quarter, point.Value)).ShouldBe([("2025-Q4", ""), ("2026-Q1", "0.1900"), ("2026-Q2", "0.1905")]);
        (row.HasDerived, row.DerivedNumerator, row.DerivedDenominator, row.DerivedValue).ShouldBe((true, 5, 22, "0.2273"));
    }

    [Theory]
    [InlineData("2026-07-15", "Tevredenheid: nog niet aangeleverd; uiterlijk 15 juli 2026.", false)]
    [InlineData("2026-07-16", "Tevredenheid: niet aangeleverd; te laat sinds 15 juli 2026.", true)]
    public void names_what_is_missing_and_whether_it_is_late(string day, string expected, bool late)
    {
        var pack = Pack.Build(Facts(), quarter, DateOnly.Parse(day));
        pack.Missing.ShouldBe([expected]);
        pack.Indicators[1].Colour.ShouldBe(Colour.Missing);
        pack.Indicators[1].Late.ShouldBe(late);
    }

    [Fact]
    public void tells_what_changed_since_last_quarter()
    {
        Pack.Build(Facts(), quarter, today).Changes.Select(change => (change.What, change.Before, change.After)).ShouldBe(
        [
            ("Afgerekend", "€ 200.000,00", "€ 80.000,00"),
            ("Signaal bestedingsruimte (70%)", "50,0%", "70,0%"),
            ("Uitval", "19,0% (rood)", "19,1% (oranje)"),
        ]);
        Pack.Build(Facts(), Quarter.Parse("2025-Q4"), today).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void looks_back_at_most_eight_quarters_and_never_before_the_contract()
    {
        var longer = Facts() with { Contract = Facts().Contract with { StartsOn = new DateOnly(2020, 1, 1) } };
        Pack.Build(longer, quarter, today).History.Count.ShouldBe(8);
        Pack.Build(longer, quarter, today).History[0].Quarter.ShouldBe("2024-Q3");
        Pack.Build(Facts(), quarter, today).History.Select(past => past.ProducedCents).ShouldBe([5_000_000, 20_000_000, 8_000_000]);
    }

    [Fact]
    public void carries_open_actions_on_until_closed()
    {
        var actions = new[]
        {
            Agreed("2026-Q1", "2026-06-01"),
            Agreed("2026-Q1", "2026-05-01", closedOn: "2026-05-02"),
            Agreed("2026-Q2", "2026-08-01", closedOn: "2026-07-19"),
            Agreed("2026-Q3", "2026-09-01"),
        };
        Pack.Actions(actions, quarter, today).Select(action => action.Text).ShouldBe(["2026-Q1 2026-06-01", "2026-Q2 2026-08-01"]);
    }

    [Fact]
    public void a_signed_report_keeps_the_older_actions_that_it_carried_when_they_are_done()
    {
        var (carried, other) = (Agreed("2026-Q1", "2026-06-01", closedOn: "2026-08-10"), Agreed("2026-Q1", "2026-06-02", closedOn: "2026-08-10"));
        Pack.Actions([carried, other], quarter, today, new HashSet<string> { carried.ActionId.ToString() }).Single().ActionId.ShouldBe(carried.ActionId.ToString());
    }

    [Theory]
    [InlineData("2026-07-20", false)]
    [InlineData("2026-07-05", true)]
    public void what_was_agreed_a_moment_ago_is_not_escalated(string raisedOn, bool escalated) =>
        Pack.ToAction(Agreed("2026-Q2", "2026-04-01") with { RaisedOn = DateOnly.Parse(raisedOn) }, today).Escalated.ShouldBe(escalated);

    [Theory]
    [InlineData("2026-07-20", false, false)]
    [InlineData("2026-07-19", true, false)]
    [InlineData("2026-07-06", true, false)]
    [InlineData("2026-07-05", true, true)]
    public void an_action_is_overdue_the_day_after_and_escalates_after_fourteen(string dueOn, bool overdue, bool escalated)
    {
        var action = Pack.ToAction(Agreed("2026-Q2", dueOn), today);
        (action.Overdue, action.Escalated).ShouldBe((overdue, escalated));
        var closed = Pack.ToAction(Agreed("2026-Q2", dueOn, closedOn: "2026-07-20"), today);
        (closed.Overdue, closed.Escalated).ShouldBe((false, false));
    }

    [Fact]
    public void a_frozen_pack_keeps_its_content_and_shows_corrections_beside_it()
    {
        var signed = Pack.Build(Facts(), quarter, today);
        var (content, digest) = FrozenPack.Seal(signed);
        var row = new ReviewRow { Version = 2, FrozenPack = content, Digest = digest };
        var later = Facts() with
        {
            Standings = [],
            Results = [new ResultRow { IndicatorCode = "uitval", Quarter = "2026-Q2", Version = 3, Numerator = 6, Denominator = 21 }],
            Totals = [new QuarterTotalRow { Quarter = "2026-Q2", SettledCents = 8_100_000 }],
            Actions = [Agreed("2026-Q2", "2026-08-01")],
            Review = row with { Version = 5 },
        };

        var opened = FrozenPack.Open(row, Pack.Build(later, quarter, today.AddDays(30)));
        opened.Frozen.ShouldBeTrue();
        opened.Digest.ShouldBe(digest);
        opened.Indicators.ShouldBe(signed.Indicators);
        opened.Budget.ShouldBe(signed.Budget);
        opened.Version.ShouldBe(5);
        opened.Actions.Count.ShouldBe(1);
        opened.CorrectedLater.Select(change => (change.What, change.Before, change.After)).ShouldBe(
        [
            ("Afgerekend in het kwartaal", "€ 80.000,00", "€ 81.000,00"),
            ("Uitval", "4 van 21 (versie 2)", "6 van 21 (versie 3)"),
        ]);
        FrozenPack.DigestOf(System.Text.Encoding.UTF8.GetBytes(opened.FrozenPackJson)).ShouldBe(digest);
    }

    [Fact]
    public void a_frozen_pack_that_was_touched_is_not_shown()
    {
        var (content, digest) = FrozenPack.Seal(Pack.Build(Facts(), quarter, today));
        content[^2]++;
        Should.Throw<InvalidOperationException>(() => FrozenPack.Open(new ReviewRow { FrozenPack = content, Digest = digest }, Pack.Build(Facts(), quarter, today)));
    }

    [Fact]
    public void the_same_facts_give_the_same_bytes() =>
        FrozenPack.Seal(Pack.Build(Facts(), quarter, today)).Digest.ShouldBe(FrozenPack.Seal(Pack.Build(Facts(), quarter, today)).Digest);

    [Fact]
    public void writes_figures_as_dutch_readers_do()
    {
        DutchText.Euro(123_456_789).ShouldBe("€ 1.234.567,89");
        DutchText.Euro(-5).ShouldBe("€ -0,05");
        DutchText.Percent(0.19047m).ShouldBe("19,0%");
        DutchText.Decimal(0.25m).ShouldBe("0,3");
    }
}
