using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class IndexationTests
{
    private static readonly IndexYear first = new(2026, new IndexFigures(4.10m, 2.30m));
    private static readonly IndexYear corrected = first with { PreviousForecast = new IndexFigures(4.70m, 2.20m), PreviousDefinitive = new IndexFigures(5.02m, 2.61m) };

    [Fact]
    public void the_index_is_ninety_percent_wages_and_ten_percent_prices()
    {
        Indexation.Percent(first, IndexWeights.Usual).ShouldBe(3.920m);
        Indexation.AfterCorrection(corrected, IndexWeights.Usual).ShouldBe(0.329m);
        Indexation.Percent(corrected, IndexWeights.Usual).ShouldBe(4.249m);
    }

    [Fact]
    public void a_tariff_follows_the_index_unrounded()
    {
        (Indexation.Factor(corrected, IndexWeights.Usual) * 1.45m).ShouldBe(1.5116105m);
        (Indexation.Factor(first, IndexWeights.Usual) * 1.45m).ShouldBe(1.50684m);
        Indexation.Declared(1.5116105m).ShouldBe(1.51m);
    }

    [Fact]
    public void years_compound_on_the_unrounded_tariff()
    {
        var steps = Indexation.Steps(1.45m, new(2025, 1, 1), [corrected, new IndexYear(2027, new IndexFigures(3m, 2m))], IndexWeights.Usual);
        // 1.5116105 x 1.029; from the rounded 1.51 it would be 1.55379.
        steps[2].Euro.ShouldBe(1.5554472045m);
        steps.Select(step => (step.From, step.Until)).ShouldBe([(new(2025, 1, 1), new(2025, 12, 31)), (new(2026, 1, 1), new(2026, 12, 31)), (new(2027, 1, 1), (DateOnly?)null)]);
        ArrangementCheck.Faults(new PriceTimesQuantityTerms { Products = [new ProductPrice { ProductId = "45A04", RateUnit = "01", Rates = steps }] }).ShouldBeEmpty();
    }

    [Fact]
    public void lines_of_each_year_are_paid_at_the_tariff_of_that_year()
    {
        var terms = new PriceTimesQuantityTerms { Products = [new ProductPrice { ProductId = "45A04", RateUnit = "01", Rates = Indexation.Steps(1.45m, new(2025, 1, 1), [corrected], IndexWeights.Usual) }] };
        var facts = new RecordedFacts { Lines = [Line("R1", new(2025, 12, 1), 2_880), Line("R2", new(2026, 1, 1), 2_880)] };
        Settle(terms, facts, new Period(new(2025, 1, 1), new(2026, 12, 31))).Total.Cents.ShouldBe(417_600 + 435_344);
    }

    [Fact]
    public void other_weights_give_another_index() =>
        Indexation.Percent(first, new IndexWeights(0.75m, 0.25m)).ShouldBe(3.65m); // 3.075 + 0.575
}
