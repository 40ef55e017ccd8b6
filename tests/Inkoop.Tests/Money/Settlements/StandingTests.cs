using Inkoop.Funding;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>Where a lot stands agrees with what its settlement decides, and says nothing that is not known.</summary>
public class StandingTests
{
    private static readonly DateOnly today = new(2026, 7, 1);

    [Theory]
    [InlineData(679, true)]
    [InlineData(680, false)]
    [InlineData(920, false)]
    [InlineData(921, true)]
    public void the_valve_of_a_task_opens_where_the_settlement_finds_it_open(long volume, bool open)
    {
        var facts = new RecordedFacts
        {
            ReportedVolumes = [new VolumeReported { EventId = Event(1), RecordedAt = Recorded, Year = 2026, Volume = volume }],
            KpiResults = [new KpiResult { EventId = Event(2), RecordedAt = Recorded, Code = "tevredenheid", Released = 0.7m }],
            Advances = [new AdvancePaid { EventId = Event(3), RecordedAt = Recorded, On = new(2026, 2, 1), Cents = 49_000_000 }, new AdvancePaid { EventId = Event(4), RecordedAt = Recorded, On = new(2025, 2, 1), Cents = 1 }],
        };
        var marks = Standing.Of(TaskBasedTests.Terms, facts, Year2026, today).ToDictionary(mark => mark.Name, mark => mark.Value);
        var settled = Settle(TaskBasedTests.Terms, facts);

        marks[Standing.ValveOpen].ShouldBe(open ? 1 : 0);
        (marks[Standing.ValveOpen] == 1).ShouldBe(settled.Findings.Any(finding => finding.Code == Finding.SafetyValve));
        marks[Standing.Volume].ShouldBe(volume);
        marks[Standing.ReferenceVolume].ShouldBe(800);
        marks[Standing.VolumeShare].ShouldBe(volume * 100_000_000 / 800);
        marks[Standing.AdvancedCents].ShouldBe(49_000_000);
        marks[Standing.KpiWithheldCents].ShouldBe(-Find(settled.Total, "Ingehouden").Cents);
        marks[Standing.KpiReleasedCents].ShouldBe(Find(settled.Total, "Vrijgegeven").Cents);
    }

    [Fact]
    public void youths_in_care_count_until_today_and_not_after()
    {
        var terms = TaskBasedTests.Terms with { VolumeSource = VolumeSource.CareSpells, MinimumCareDays = 1 };
        var facts = new RecordedFacts
        {
            Spells = [.. Enumerable.Range(1, 20).Select(i => new CareSpell { EventId = Event(i), RecordedAt = Recorded, ClientId = $"c{i % 15}", MunicipalityCode = "0957", From = new DateOnly(2026, 1, 1).AddMonths(i % 12) })],
        };
        Value(terms, facts, new(2026, 1, 1), Standing.Volume).ShouldBe(1);
        Value(terms, facts, new(2026, 12, 31), Standing.Volume).ShouldBe(15);
        Standing.Of(terms, facts, Year2026, new(2025, 12, 31)).ShouldNotContain(mark => mark.Name == Standing.Volume, "the year has not begun");
    }

    [Fact]
    public void what_was_not_reported_is_left_out()
    {
        Standing.Of(TaskBasedTests.Terms, new RecordedFacts(), Year2026, today).Select(mark => mark.Name).ShouldBe(
            [Standing.ReferenceVolume, Standing.ValveShare, Standing.BudgetCents, Standing.KpiWithheldCents, Standing.KpiReleasedCents, Standing.AdvancedCents]);
        Standing.Of(new SubsidyTerms { GrantedCents = 1_000, AdvanceShare = 0.9m }, new RecordedFacts(), Year2026, today)
            .ShouldBe([new(Standing.GrantedCents, 1_000), new(Standing.AdvancedCents, 0)]);
        Standing.Of(MinuteTerms(1.45m), new RecordedFacts(), Year2026, today).ShouldBeEmpty("lines say it all");
    }

    [Fact]
    public void a_population_shows_use_and_weight_and_its_corridor_by_the_newest_counts()
    {
        var terms = new PopulationTerms
        {
            Year = 2026,
            BudgetCents = 1_000_000_00,
            Municipalities = ["0957", "1641"],
            Weights = [new("0957", 2026, 1.2m), new("1641", 2026, 0.8m)],
            Corridor = new PopulationCorridor(100, 0.05m, 0.5m, [new(KeyKind.Youths, Fraction.One)]),
        };
        var facts = new RecordedFacts
        {
            Populations = [Counted(1, "0957", 1_000), Counted(2, "1641", 500), Counted(3, "1641", 600) with { RecordedAt = Later }],
            Uses = [Used(4, "0957", 60), Used(5, "1641", 46)],
        };
        var marks = Standing.Of(terms, facts, Year2026, today).ToDictionary(mark => mark.Name, mark => mark.Value);
        marks[Standing.Youths].ShouldBe(1_600);
        marks[Standing.Weight].ShouldBe(1_680);
        marks[Standing.Use].ShouldBe(106);
        marks[Standing.UseShare].ShouldBe(6_625_000);
        marks[Standing.VolumeShare].ShouldBe(106_000_000);
        marks[Standing.ValveOpen].ShouldBe(1);
        Value(terms, facts with { Uses = [Used(4, "0957", 59), Used(5, "1641", 46)] }, today, Standing.ValveOpen).ShouldBe(0, "on the bound it is closed");

        // Another municipality of the region is none of this contract; and a part of the counts is no count.
        var more = facts with { Uses = [.. facts.Uses, Used(6, "1669", 900)], Populations = [.. facts.Populations, Counted(7, "1669", 5_000)] };
        Standing.Of(terms, more, Year2026, today).ShouldBe(Standing.Of(terms, facts, Year2026, today));
        Standing.Of(terms, facts with { Uses = [Used(4, "0957", 60)] }, Year2026, today).ShouldNotContain(mark => mark.Name == Standing.Use);
    }

    [Fact]
    public void results_and_what_nobody_verified_are_counted_in_their_year()
    {
        var facts = new RecordedFacts
        {
            Outcomes =
            [
                new OutcomeMeasured { EventId = Event(1), RecordedAt = Recorded, On = new(2026, 3, 1), Participants = 40, Results = 25, VerifiedBy = "Bureau" },
                new OutcomeMeasured { EventId = Event(2), RecordedAt = Recorded, On = new(2026, 6, 1), Participants = 10, Results = 0 },
                new OutcomeMeasured { EventId = Event(3), RecordedAt = Recorded, On = new(2025, 6, 1), Participants = 99, Results = 99 },
            ],
        };
        var marks = Standing.Of(new OutcomePayerTerms { ReferenceShare = 0.4m, PricePerResultCents = 1 }, facts, Year2026, today).ToDictionary(mark => mark.Name, mark => mark.Value);
        (marks[Standing.Participants], marks[Standing.Results], marks[Standing.ResultShare], marks[Standing.ReferenceShare], marks[Standing.NotVerified])
            .ShouldBe((50, 25, 50_000_000, 40_000_000, 1));
    }

    private static long Value(FundingTerms terms, RecordedFacts facts, DateOnly day, string name) => Standing.Of(terms, facts, Year2026, day).Single(mark => mark.Name == name).Value;

    private static PopulationCounted Counted(int number, string code, long youths) => new() { EventId = Event(number), RecordedAt = Recorded, MunicipalityCode = code, Year = 2026, Inhabitants = youths * 5, Youths = youths };

    private static UseCounted Used(int number, string code, long youths) => new() { EventId = Event(number), RecordedAt = Recorded, MunicipalityCode = code, Year = 2026, Youths = youths };
}
