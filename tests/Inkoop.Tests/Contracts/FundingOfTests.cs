using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Contracts.FundingSamples;
using static Inkoop.Tests.Money.Settlements.Kernel;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Tests.Contracts;

/// <summary>From a drafted contract to the cent: what was typed is what the kernel settles by.</summary>
public class FundingOfTests
{
    [Theory]
    [InlineData(V1.RoundingRule.UnroundedTariff, 435_344)]
    [InlineData(V1.RoundingRule.TariffFourDecimals, 435_341)]
    [InlineData(V1.RoundingRule.TariffCents, 434_880)]
    public void minutes_are_paid_by_the_rounding_rule_of_the_contract(V1.RoundingRule rule, long cents)
    {
        var draft = Draft(new V1.FundingArrangement { PriceTimesQuantity = new V1.PriceTimesQuantity() }, Product("45A04", "01", "1.5116105"));
        draft.RoundingRule = rule;
        Settled(draft, new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 2_880)] }).ShouldBe(cents);
    }

    [Fact]
    public void the_tariff_of_the_day_is_that_of_the_first_day_or_of_each()
    {
        var draft = Draft(new V1.FundingArrangement { PriceTimesQuantity = new V1.PriceTimesQuantity() }, Product("45A04", "01", "1"));
        draft.Products[0].Tariffs[0].ValidUntil = "2026-01-16";
        draft.Products[0].Tariffs.Add(new V1.Tariff { ValidFrom = "2026-01-17", RateEur = "3" });
        var facts = new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 3_100)] };
        Settled(draft, facts).ShouldBe(310_000);
        draft.Lots[0].Funding.PriceTimesQuantity.TariffMoment = V1.TariffMoment.EachDay;
        Settled(draft, facts).ShouldBe((16 * 10_000) + (15 * 30_000)); // 100 minutes a day
    }

    [Fact]
    public void stays_months_and_caps_are_those_of_the_arrangement()
    {
        var draft = Draft(PriceTimesQuantity(), Product("43A12", "14", "310"), Product("48A03", "84", "812.50"), Product("45A04", "01", "1.45"));
        Settled(draft, new RecordedFacts
        {
            Stays = [new Stay { EventId = Event(1), RecordedAt = Recorded, StayId = "S1", ProductId = "43A12", ArrivedOn = new(2026, 1, 1), DepartedOn = new DateOnly(2026, 1, 1).AddDays(200), Payers = [new(new(2026, 1, 1), Schiedam)] }],
        }).ShouldBe(5_835_000);
        Settled(draft, new RecordedFacts
        {
            Measures = [new Measure { EventId = Event(1), RecordedAt = Recorded, MeasureId = "M1", ProductId = "48A03", MunicipalityCode = Schiedam, StartsOn = new(2026, 1, 14), EndsOn = new(2026, 3, 10) }],
        }).ShouldBe(162_500);
        Settled(draft, new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 40_000_001, "83", kind: AllocationKind.Unspecific)] }).ShouldBe(40_000_000);
        // What is paid by the stay is not paid by the line as well.
        Settled(draft, new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 5, "14", "43A12"), Line("R2", new(2026, 1, 1), 1, "84", "48A03")] }).ShouldBe(0);
    }

    [Fact]
    public void a_day_without_a_tariff_is_found_and_does_not_hold_up_the_rest()
    {
        var draft = Draft(new V1.FundingArrangement { PriceTimesQuantity = new V1.PriceTimesQuantity() }, Product("45A04", "01", "1.45"), Product("45A05", "01", "2"));
        draft.Products[1].Tariffs[0].ValidFrom = "2026-07-01";
        draft.Products.Add(Product("45A06", "01", "2"));
        draft.Products[2].Tariffs.Clear();
        var settled = Settle(Terms(draft), new RecordedFacts { Lines = [Line("R1", new(2026, 1, 1), 100), Line("R2", new(2026, 6, 1), 100, product: "45A05"), Line("R3", new(2026, 7, 1), 100, product: "45A05"), Line("R4", new(2026, 7, 1), 100, product: "45A06")] });
        settled.Total.Cents.ShouldBe(14_500 + 20_000);
        settled.Findings.Select(finding => (finding.Code, finding.Subject)).ShouldBe([(Finding.NoTariff, "R2"), (Finding.NoTariff, "R4")]);
    }

    [Fact]
    public void a_trajectory_is_paid_in_the_phases_of_the_lot()
    {
        var draft = Draft(Output(), Product("45T01", "82", "8400", V1.DeliveryVariant.Output));
        var trajectory = new Trajectory
        {
            EventId = Event(1),
            RecordedAt = Recorded,
            TrajectoryId = "T1",
            ProductId = "45T01",
            MunicipalityCode = Schiedam,
            StartsOn = new(2026, 1, 15),
            Reached = [new PartReached(1, new(2026, 2, 1), Event(2), Recorded), new PartReached(3, new(2026, 3, 1), Event(3), Recorded)],
        };
        Settled(draft, new RecordedFacts { Trajectories = [trajectory] }).ShouldBe(252_000);
        draft.Lots[0].Funding.Output.Variant = V1.OutputVariant.Milestones;
        Settled(draft, new RecordedFacts { Trajectories = [trajectory] }).ShouldBe(504_000);
        (draft.Lots[0].Funding.Output.Variant, draft.Lots[0].Funding.Output.MonthsOfPart) = (V1.OutputVariant.Periodic, 6);
        Settled(draft, new RecordedFacts { Trajectories = [trajectory] }).ShouldBe(252_000); // the second half year ends in January
    }

    [Theory]
    [InlineData(660, -412_500)]
    [InlineData(720, -150_000)]
    [InlineData(759, -3_750)]
    [InlineData(760, 0)]
    [InlineData(800, 0)]
    [InlineData(840, 0)]
    [InlineData(841, 3_750)]
    [InlineData(900, 225_000)]
    [InlineData(930, 356_250)]
    public void a_task_is_corrected_by_its_bands(long volume, long euros)
    {
        var settled = Settle(Terms(Draft(TaskBased())), Reported(volume));
        Find(settled.Total, "Correctie").Cents.ShouldBe(euros * 100);
        Find(settled.Total, "Correctie").Source.ShouldBe("artikel 7");
        settled.Findings.Any(finding => finding.Code == Finding.SafetyValve).ShouldBe(volume is 660 or 930);
    }

    [Fact]
    public void a_task_leaves_to_pay_its_budget_correction_and_indicators_less_advances()
    {
        var settled = Settle(Terms(Draft(TaskBased())), Reported(900));
        settled.Total.Cents.ShouldBe(30_900_000);
        settled.Discount!.Cents.ShouldBe(-7_500_000);
    }

    [Fact]
    public void a_yearly_sum_goes_over_the_municipalities_by_their_weights()
    {
        var settled = Settle(Terms(Draft(Population())), Counted(2026));
        Find(settled.Total, "Jaarbedrag").Children.Select(child => (child.Key, child.Cents)).ShouldBe([(Maassluis, 735_684_516L), (Schiedam, 1_852_028_489L), (Vlaardingen, 1_712_286_995L)]);
        Find(settled.Total, "Veiligheidsventiel").Cents.ShouldBe(126_284_211);
        Find(settled.Total, "Veiligheidsventiel").Children.Select(child => child.Cents).ShouldBe([21_605_893, 54_391_153, 50_287_165]);
    }

    [Fact]
    public void a_year_has_its_own_weights_buyers_and_index_and_else_those_of_every_year()
    {
        var draft = Draft(Population());
        draft.EndsOn = "2027-12-31";
        draft.YearBudgets.Clear();
        draft.Buyers[2].ValidUntil = "2026-12-31"; // Vlaardingen leaves
        draft.Lots[0].Funding.Population.Weights.Add(Weight(Schiedam, "2", 2027));
        draft.Lots[0].Funding.Population.Index.Add(new V1.IndexYear { Year = 2027, ForecastOva = "4.10", ForecastPpc = "2.30" });
        Settle(Terms(draft), Counted(2026)).Total.Cents.ShouldBe(4_300_000_000 + 126_284_211);

        var terms = (PopulationTerms)Terms(draft, 2027);
        terms.Municipalities.ShouldBe([Maassluis, Schiedam]);
        terms.Weights.Where(weight => weight.MunicipalityCode == Schiedam).Single().Weight.ShouldBe(2);
        // 6,900 x 0.94 = 6,486 and 15,700 x 2 = 31,400 of 43,000,000 after 3.920%.
        var settled = Settle(terms with { Corridor = null }, Counted(2027), Period.Year(2027));
        settled.Total.Cents.ShouldBe(4_468_560_000);
        Find(settled.Total, "Jaarbedrag").Children.Select(child => child.Cents).ShouldBe([765_007_659, 3_703_552_341]);
    }

    [Fact]
    public void a_merged_municipality_weighs_for_the_one_that_it_became_part_of() =>
        Find(Settle(Terms(Draft(Population()), 2026, new Merger(Maassluis, Vlaardingen, new(2026, 7, 1))), Counted(2026)).Total, "Jaarbedrag").Children
            .Select(child => (child.Key, child.Cents)).ShouldBe([(Schiedam, 1_852_028_489L), (Vlaardingen, 735_684_516L + 1_712_286_995)]);

    [Fact]
    public void results_above_the_reference_are_paid_and_a_subsidy_settles_what_was_determined()
    {
        Settled(Draft(Outcome()), new RecordedFacts { Outcomes = [new OutcomeMeasured { EventId = Event(1), RecordedAt = Recorded, On = new(2026, 5, 1), Participants = 60, Results = 27, VerifiedBy = "toetser" }] }).ShouldBe(10_800_000);
        Settled(Draft(Subsidy()), new RecordedFacts { Determinations = [new SubsidyDetermined { EventId = Event(1), RecordedAt = Recorded, DeterminedCents = 114_630_000, AccountabilityReport = "verslag 2025" }] }).ShouldBe(630_000);
    }

    [Fact]
    public void the_budget_is_the_lots_own_or_that_of_the_contract_in_the_year()
    {
        Terms(Draft(TaskBased())).BudgetCents.ShouldBe(600_000_000);
        var draft = Draft(Output());
        Terms(draft).BudgetCents.ShouldBe(40_000_000);
        Terms(draft).Term.ShouldBe(Year2026);
        draft.YearBudgets.Clear();
        Terms(draft).BudgetCents.ShouldBe(0);
    }

    [Fact]
    public void a_broken_year_has_its_months_of_the_yearly_sum_and_says_so()
    {
        var task = Draft(TaskBased());
        (task.StartsOn, task.EndsOn, task.Buyers[0].ValidFrom, task.Buyers[1].ValidFrom, task.Buyers[2].ValidFrom) = ("2026-10-01", "2027-03-16", "2026-10-01", "2026-10-01", "2026-10-01");
        var settled = Settle(Terms(task), Reported(200) with { Advances = [] }); // of 800 youths a year
        Find(settled.Total, "Jaarbudget, 3 van 12 maanden").Cents.ShouldBe(150_000_000);
        settled.Total.Cents.ShouldBe(150_000_000 - 3_000_000 + 2_100_000);
        settled.Discount!.Cents.ShouldBe(-7_500_000); // a month of a breach is a twelfth of a whole year
        Terms(task, 2027).BudgetCents.ShouldBe(125_806_452); // two months and 16 of 31 days

        var population = Draft(Population());
        (population.EndsOn, population.Buyers[0].ValidUntil) = ("2026-06-30", "2026-06-30");
        population.Lots[0].Funding.Population.Corridor = null;
        Find(Settle(Terms(population), Counted(2026)).Total, "Jaarbedrag, 6 van 12 maanden").Cents.ShouldBe(2_150_000_000);
    }

    [Fact]
    public void a_division_key_is_read_and_none_means_by_use()
    {
        LotState Lot(V1.FundingArrangement funding) => new() { LotId = "1", Name = "1", FundingModel = FundingModels.Of(funding), Funding = funding };
        FundingOf.Division(Lot(Subsidy())).ShouldBeNull();
        var keyed = Subsidy();
        keyed.Division = new V1.DivisionKey { Mix = { Key(V1.KeyKind.Inhabitants, "0.5"), Key(V1.KeyKind.Fixed, "0.5") }, FixedShares = { new V1.MunicipalityShare { MunicipalityCode = Schiedam, Share = "1" } } };
        var (mix, parts) = FundingOf.Division(Lot(keyed))!.Value;
        mix.Select(part => (part.Kind, part.Share)).ShouldBe([(KeyKind.Inhabitants, (Fraction)0.5m), (KeyKind.Fixed, 0.5m)]);
        parts.ShouldBe([new KeyPart(Schiedam, 1)]);
    }

    private static long Settled(V1.Contract draft, RecordedFacts facts) => Settle(Terms(draft), facts).Total.Cents;

    private static RecordedFacts Reported(long volume) => new()
    {
        ReportedVolumes = [new VolumeReported { EventId = Event(1), RecordedAt = Recorded, Year = 2026, Volume = volume }],
        KpiResults = [new KpiResult { EventId = Event(2), RecordedAt = Recorded, Code = "tevredenheid", Released = 0.7m }],
        Advances = [.. Enumerable.Range(1, 12).Select(month => new AdvancePaid { EventId = Event(100 + month), RecordedAt = Recorded, On = new(2026, month, 1), Cents = 49_000_000 })],
        Breaches = [new Breach { EventId = Event(3), RecordedAt = Recorded, On = new(2026, 1, 1), Reason = "Cliëntenstop niet gemeld", Months = 3, Share = 0.05m }],
    };

    private static RecordedFacts Counted(int year)
    {
        PopulationCounted Youths(string municipality, long youths) => new() { EventId = Event(1), RecordedAt = Recorded, MunicipalityCode = municipality, Year = year, Inhabitants = 0, Youths = youths };
        UseCounted Use(string municipality, long youths) => new() { EventId = Event(1), RecordedAt = Recorded, MunicipalityCode = municipality, Year = year, Youths = youths };
        return new RecordedFacts
        {
            Populations = [Youths(Maassluis, 6_900), Youths(Vlaardingen, 14_800), Youths(Schiedam, 15_700)],
            Uses = [Use(Maassluis, 690), Use(Vlaardingen, 1_610), Use(Schiedam, 1_800)],
        };
    }
}
