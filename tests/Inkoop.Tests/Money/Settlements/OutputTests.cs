using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class OutputTests
{
    private static OutputTerms Terms(OutputVariant variant = OutputVariant.Phases, Fraction? euro = null, params PricePart[] parts) => new()
    {
        Products =
        [
            new OutputPrice
            {
                ProductId = "45T01",
                Variant = variant,
                Parts = parts.Length > 0 ? parts : [new("Start", 0.3m), new("Behandeling", 0.4m), new("Afronding", 0.3m)],
                Rates = [new RateStep(new(2025, 1, 1), null, euro ?? 8_400m)],
            },
        ],
    };

    private static Trajectory Started(params int[] reached) => new()
    {
        EventId = Event(1),
        RecordedAt = Recorded,
        TrajectoryId = "T1",
        ProductId = "45T01",
        MunicipalityCode = "0957",
        StartsOn = new(2026, 1, 15),
        Reached = [.. reached.Select(part => new PartReached(part, new DateOnly(2026, 2, 1).AddMonths(part), Event(10 + part), Recorded))],
    };

    private static readonly TrajectoryStopped stopped = new(new(2026, 4, 2), "32", Event(99), Recorded);

    [Fact]
    public void a_trajectory_is_paid_in_phases()
    {
        var settled = Settle(Terms(), new RecordedFacts { Trajectories = [Started(1, 2, 3)] });
        Find(settled.Total, "Traject T1").Children.Select(child => child.Cents).ShouldBe([252_000, 336_000, 252_000]);
        settled.Total.Cents.ShouldBe(840_000);
        settled.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void early_drop_out_pays_what_was_reached_and_makes_one_finding_of_the_same_event()
    {
        var settled = Settle(Terms(), new RecordedFacts { Trajectories = [Started(1) with { Stopped = stopped }] });
        settled.Total.Cents.ShouldBe(252_000);
        settled.Findings.Single().ShouldBe(new Finding(Finding.DropOut, "De zorg is eenzijdig beëindigd (reden 32).", "T1", stopped.On, stopped.EventId));
    }

    [Fact]
    public void stopping_as_planned_after_the_last_phase_is_no_drop_out() =>
        Settle(Terms(), new RecordedFacts { Trajectories = [Started(1, 2, 3) with { Stopped = stopped with { On = new(2026, 6, 1), Reason = "31" } }] }).Findings.ShouldBeEmpty();

    [Fact]
    public void a_stop_is_a_drop_out_to_the_money_when_it_is_one_to_the_indicator()
    {
        foreach (var reason in new[] { "02", "20", "31", "32", "33", "34", "35", "36", "37", "38", "39" })
            foreach (var reached in new[] { Started(1), Started(1, 2, 3) })
                Settle(Terms(), new RecordedFacts { Trajectories = [reached with { Stopped = stopped with { On = new(2026, 6, 1), Reason = reason } }] })
                    .Findings.Any(finding => finding.Code == Finding.DropOut).ShouldBe(Inkoop.Indicators.Registry.DropOut.CountsAbove(reason), reason);
    }

    [Fact]
    public void a_phase_waits_for_the_ones_before_it_and_a_milestone_does_not()
    {
        Settle(Terms(), new RecordedFacts { Trajectories = [Started(1, 3)] }).Total.Cents.ShouldBe(252_000);
        Settle(Terms(OutputVariant.Milestones), new RecordedFacts { Trajectories = [Started(1, 3)] }).Total.Cents.ShouldBe(504_000);
    }

    [Fact]
    public void a_period_that_is_over_pays_its_part()
    {
        var terms = Terms(OutputVariant.Periodic, 1_000m, new("1", Fraction.Of(1, 3)), new("2", Fraction.Of(1, 3)), new("3", Fraction.Of(1, 3)));
        // From 15 January: periods end on 14 February, 14 March, 14 April.
        Settle(terms, new RecordedFacts { Trajectories = [Started() with { Stopped = stopped }] }).Total.Cents.ShouldBe(66_667);
        Settle(terms, new RecordedFacts { Trajectories = [Started()] }).Total.Cents.ShouldBe(100_000);
        Settle(terms, new RecordedFacts { Trajectories = [Started()] }, new Period(new(2026, 1, 1), new(2026, 2, 13))).Total.Cents.ShouldBe(0);
    }

    [Fact]
    public void a_stop_that_was_recorded_later_is_not_known_before()
    {
        var facts = new RecordedFacts { Trajectories = [Started(1) with { Stopped = stopped with { RecordedAt = Recorded.AddDays(10) } }] };
        Settle(Terms(), facts, asOf: Recorded.AddDays(9)).Findings.ShouldBeEmpty();
        Settle(Terms(), facts, asOf: Recorded.AddDays(10)).Findings.Count.ShouldBe(1);
    }

    [Fact]
    public void the_phases_of_any_price_add_up_to_it() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (price, a, b) =>
        {
            var parts = new PricePart[] { new("1", Fraction.Of(a, 300)), new("2", Fraction.Of(b, 300)), new("3", Fraction.Of(300 - a - b, 300)) };
            var settled = Settle(Terms(OutputVariant.Milestones, new Fraction(price, 100), parts), new RecordedFacts { Trajectories = [Started(1, 2, 3)] });
            return settled.Total.Cents == price;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(60, 27, "0.30", 1_200_000, 10_800_000)]
    [InlineData(60, 18, "0.30", 1_200_000, 0)]
    [InlineData(60, 10, "0.30", 1_200_000, 0)]
    [InlineData(61, 27, "0.30", 1_200_000, 10_440_000)] // 27 - 18.3 = 8.7, not rounded in between
    public void an_outcome_pays_what_is_above_the_reference(long participants, long results, string reference, long price, long cents)
    {
        var terms = new OutcomePayerTerms { ReferenceShare = decimal.Parse(reference, System.Globalization.CultureInfo.InvariantCulture), PricePerResultCents = price };
        var measured = new OutcomeMeasured { EventId = Event(1), RecordedAt = Recorded, On = new(2026, 6, 1), Participants = participants, Results = results, VerifiedBy = "Bureau" };
        Settle(terms, new RecordedFacts { Outcomes = [measured] }).Total.Cents.ShouldBe(cents);
    }

    [Fact]
    public void an_outcome_is_paid_only_after_verification()
    {
        var terms = new OutcomePayerTerms { ReferenceShare = 0.3m, PricePerResultCents = 1_200_000 };
        var settled = Settle(terms, new RecordedFacts { Outcomes = [new OutcomeMeasured { EventId = Event(1), RecordedAt = Recorded, On = new(2026, 6, 1), Participants = 60, Results = 27 }] });
        settled.Total.Cents.ShouldBe(0);
        settled.Findings.Single().Code.ShouldBe(Finding.NotVerified);
    }

    [Theory]
    [InlineData(114_630_000, 630_000)]
    [InlineData(130_000_000, 6_000_000)] // never more than was granted
    [InlineData(100_000_000, -14_000_000)] // back to the buyer
    public void a_subsidy_settles_the_lowest_of_granted_and_determined_less_the_advance(long determined, long cents)
    {
        var fact = new SubsidyDetermined { EventId = Event(1), RecordedAt = Recorded, DeterminedCents = determined, AccountabilityReport = "verslag 2025" };
        var terms = new SubsidyTerms { GrantedCents = 120_000_000, AdvanceShare = 0.95m };
        Settle(terms, new RecordedFacts { Determinations = [fact] }).Total.Cents.ShouldBe(cents);
        var paid = new AdvancePaid { EventId = Event(3), RecordedAt = Recorded, On = new(2026, 1, 1), Cents = 114_000_000 };
        Settle(terms, new RecordedFacts { Determinations = [fact], Advances = [paid] }).Total.Cents.ShouldBe(cents);
    }

    [Fact]
    public void a_subsidy_is_not_settled_without_an_accountability_report()
    {
        var terms = new SubsidyTerms { GrantedCents = 120_000_000, AdvanceShare = 0.95m };
        var fact = new SubsidyDetermined { EventId = Event(1), RecordedAt = Recorded, DeterminedCents = 114_630_000 };
        Should.Throw<NotPayable>(() => Settle(terms, new RecordedFacts { Determinations = [fact] })).Code.ShouldBe("accountability_report_missing");
        Should.Throw<NotPayable>(() => Settle(terms, new RecordedFacts())).Code.ShouldBe("subsidy_not_determined");
    }
}
