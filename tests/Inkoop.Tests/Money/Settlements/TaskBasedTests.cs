using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class TaskBasedTests
{
    internal static TaskBasedTerms Terms { get; } = new()
    {
        BudgetCents = 600_000_000,
        ReferenceVolume = 800,
        VolumeSource = VolumeSource.Reported,
        Bands = [new(0, 0.05m, 0, 0), new(0.05m, 0.15m, 0.5m, 0.5m), new(0.15m, null, 0.75m, 0.75m)],
        ValveAbove = 0.15m,
        Kpis = [new KpiPart("tevredenheid", 0.02m)],
    };

    private static RecordedFacts Reported(long volume) => new()
    {
        ReportedVolumes = [new VolumeReported { EventId = Event(1), RecordedAt = Recorded, Year = 2026, Volume = volume }],
        KpiResults = [new KpiResult { EventId = Event(2), RecordedAt = Recorded, Code = "tevredenheid", Released = 0.7m }],
        Advances = [.. Enumerable.Range(1, 12).Select(month => new AdvancePaid { EventId = Event(100 + month), RecordedAt = Recorded, On = new(2026, month, 1), Cents = 49_000_000 })],
        Breaches = [new Breach { EventId = Event(3), RecordedAt = Recorded, On = new(2026, 1, 1), Reason = "Cliëntenstop niet gemeld", Months = 3, Share = 0.05m }],
    };

    [Theory]
    [InlineData(660, -412_500, true)]
    [InlineData(680, -300_000, false)]
    [InlineData(720, -150_000, false)]
    [InlineData(759, -3_750, false)]
    [InlineData(760, 0, false)]
    [InlineData(800, 0, false)]
    [InlineData(840, 0, false)]
    [InlineData(841, 3_750, false)]
    [InlineData(900, 225_000, false)]
    [InlineData(920, 300_000, false)]
    [InlineData(921, 305_625, true)]
    [InlineData(679, -305_625, true)]
    [InlineData(930, 356_250, true)]
    public void the_correction_follows_the_bands_and_the_valve_opens_strictly_above_them(long volume, long euros, bool valve)
    {
        var settled = Settle(Terms, Reported(volume));
        Find(settled.Total, "Correctie").Cents.ShouldBe(euros * 100);
        settled.Findings.Any(finding => finding.Code == Finding.SafetyValve).ShouldBe(valve);
    }

    [Fact]
    public void a_part_of_the_year_has_its_part_of_the_reference_volume_too()
    {
        // Half a year: half of the budget for half of the youths, at the same price of a youth.
        var half = Terms with { BudgetCents = 300_000_000, BrokenYear = new BrokenYear(6, 600_000_000) };
        Find(Settle(half, Reported(400)).Total, "Correctie").Cents.ShouldBe(0);
        // 450 against 400: 20 to 50 above it at half of 7,500.00.
        Find(Settle(half, Reported(450)).Total, "Correctie").Cents.ShouldBe(30 * 375_000);
        Settle(half, Reported(461)).Findings.ShouldContain(finding => finding.Code == Finding.SafetyValve);
        Settle(half, Reported(460)).Findings.ShouldNotContain(finding => finding.Code == Finding.SafetyValve);
    }

    [Fact]
    public void what_is_still_to_pay_is_budget_correction_and_indicators_less_advances_without_the_discount()
    {
        var settled = Settle(Terms, Reported(900));
        Find(settled.Total, "Ingehouden").Cents.ShouldBe(-12_000_000);
        Find(settled.Total, "Vrijgegeven").Cents.ShouldBe(8_400_000);
        Find(settled.Total, "Afrekening taakgericht").Cents.ShouldBe(618_900_000);
        settled.Total.Cents.ShouldBe(30_900_000);
        settled.Discount!.Cents.ShouldBe(-7_500_000);
    }

    [Fact]
    public void other_parameters_give_other_amounts()
    {
        // r = 1,000,000 / 300 = 3,333.33...; 340 youths: 13.33% above. Up to 2% nothing, to 10% (24 youths) at 30%, above (10 youths) at 60%:
        // (24 x 0.3 + 10 x 0.6) x 3,333.33... = 13.2 x 3,333.33... = 44,000.
        var other = Terms with
        {
            BudgetCents = 100_000_000,
            ReferenceVolume = 300,
            Kpis = [],
            ValveAbove = 0.10m,
            Bands = [new(0, 0.02m, 0, 0), new(0.02m, 0.10m, 0.3m, 0.2m), new(0.10m, null, 0.6m, 0.4m)],
        };
        Find(Settle(other, Reported(340)).Total, "Correctie").Cents.ShouldBe(4_400_000);
        // Below, the other shares: 260 youths: (24 x 0.2 + 10 x 0.4) x 3,333.33... = 29,333.33.
        Find(Settle(other, Reported(260)).Total, "Correctie").Cents.ShouldBe(-2_933_333);
    }

    [Fact]
    public void youths_are_counted_from_care_days_once_for_each_pseudonym()
    {
        var spells = Enumerable.Range(0, 900).Select(i => Spell($"C{i:D3}", new(2026, 1, 1), new(2026, 1, 31))).ToList();
        spells.Add(Spell("C000", new(2026, 5, 1), null));
        spells.Add(Spell("C900", new(2025, 1, 1), new(2025, 12, 31)));
        spells.Add(Spell("C901", new(2027, 1, 1), null));
        var terms = Terms with { VolumeSource = VolumeSource.CareSpells };
        Find(Settle(terms, Reported(1) with { Spells = Shuffled(spells, 5) }).Total, "Correctie").Cents.ShouldBe(22_500_000);
    }

    [Fact]
    public void the_definition_of_a_youth_is_data()
    {
        CareSpell[] spells = [Spell("A", new(2026, 1, 1), new(2026, 1, 5)), Spell("A", new(2026, 1, 4), new(2026, 1, 9)), Spell("B", new(2026, 12, 31), null), Spell("C", new(2025, 12, 1), new(2026, 1, 1))];
        YouthCounts.UniqueClients(spells, Year2026, 1).ShouldBe(3);
        YouthCounts.UniqueClients(spells, Year2026, 2).ShouldBe(1);
        // 1 to 9 January, overlap counted once.
        YouthCounts.UniqueClients(spells, Year2026, 9).ShouldBe(1);
        YouthCounts.UniqueClients(spells, Year2026, 10).ShouldBe(0);
        YouthCounts.ByMunicipality(spells, Year2026, 1).ShouldBe([new KeyPart("0957", 3)]);
    }

    [Fact]
    public void a_reported_volume_must_be_there() =>
        Should.Throw<NotPayable>(() => Settle(Terms, new RecordedFacts())).Code.ShouldBe("accountability_report_missing");

    [Fact]
    public void a_newer_report_replaces_an_older_one_in_any_order()
    {
        var old = new VolumeReported { EventId = Event(1), RecordedAt = Recorded, Year = 2026, Volume = 930 };
        var young = new VolumeReported { EventId = Event(2), RecordedAt = Recorded.AddDays(1), Year = 2026, Volume = 900 };
        foreach (var reports in new[] { new[] { old, young }, [young, old] })
            Find(Settle(Terms, new RecordedFacts { ReportedVolumes = reports }).Total, "Correctie").Cents.ShouldBe(22_500_000);
        Find(Settle(Terms, new RecordedFacts { ReportedVolumes = [young, old] }, asOf: Recorded).Total, "Correctie").Cents.ShouldBe(35_625_000);
    }

    [Fact]
    public void the_correction_is_symmetric_and_continuous_for_any_budget_and_reference() =>
        Prop.ForAll(Gen.Choose(1, 100_000_000).ToArbitrary(), Gen.Choose(1, 1_000_000_000).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (reference, budget, permille) =>
        {
            var terms = Terms with { ReferenceVolume = reference, BudgetCents = budget * 10_000L };
            var distance = Fraction.Of(permille, 1_000) * reference;
            var above = Readd(TaskBased.Correction(terms, reference + distance)).Cents;
            var below = Readd(TaskBased.Correction(terms, reference - distance)).Cents;
            // A step of a millionth of a youth beyond a border costs at most 75% of a millionth of its price, and a cent of rounding.
            var step = new Fraction(1, 1_000_000);
            var most = ((Fraction)terms.BudgetCents / reference * step) + 1;
            return above == -below && new[] { 0.05m, 0.15m }.All(border =>
                TaskBased.Correction(terms, reference + (border * (Fraction)reference) + step).Cents - TaskBased.Correction(terms, reference + (border * (Fraction)reference)).Cents is var jump
                && jump >= 0 && jump <= most);
        }).QuickCheckThrowOnFailure();

    private static CareSpell Spell(string client, DateOnly from, DateOnly? until) =>
        new() { EventId = Event(7), RecordedAt = Recorded, ClientId = client, MunicipalityCode = "0957", From = from, Until = until };
}
