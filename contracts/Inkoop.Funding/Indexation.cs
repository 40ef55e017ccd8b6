namespace Inkoop.Funding;

/// <summary>Wages (OVA) and prices (PPC) of one year, in percent.</summary>
public sealed record IndexFigures(Fraction Ova, Fraction Ppc);

/// <summary>What is known when the tariffs of a year are made: the forecast for that year, and for the after-correction (nacalculatie) the forecast and the definitive figures of the year before.</summary>
public sealed record IndexYear(int Year, IndexFigures Forecast, IndexFigures? PreviousForecast = null, IndexFigures? PreviousDefinitive = null);

/// <summary>How much of the index follows wages, and how much prices.</summary>
public sealed record IndexWeights(Fraction Ova, Fraction Ppc)
{
    /// <summary>90% OVA and 10% PPC, as is usual in youth care contracts.</summary>
    public static IndexWeights Usual { get; } = new(0.9m, 0.1m);
}

/// <summary>Indexation (indexering) of tariffs and budgets. It compounds on the unrounded value; a declared tariff is that one rounded.</summary>
public static class Indexation
{
    /// <summary>The index of a year in percent, with the after-correction of the year before when that is known (not in the first contract year).</summary>
    public static Fraction Percent(IndexYear year, IndexWeights weights) =>
        Weighted(year.Forecast, weights) + AfterCorrection(year, weights);

    /// <summary>Definitive less the earlier forecast of the year before, weighted, in percent; zero when not known.</summary>
    public static Fraction AfterCorrection(IndexYear year, IndexWeights weights) =>
        year is { PreviousForecast: { } forecast, PreviousDefinitive: { } definitive }
            ? Weighted(definitive, weights) - Weighted(forecast, weights)
            : Fraction.Zero;

    public static Fraction Factor(IndexYear year, IndexWeights weights) => Fraction.One + (Percent(year, weights) / 100);

    /// <summary>Over all years up to and including <paramref name="upToYear"/>.</summary>
    public static Fraction Compounded(IReadOnlyList<IndexYear> years, IndexWeights weights, int upToYear) =>
        years.Where(year => year.Year <= upToYear).Aggregate(Fraction.One, (factor, year) => factor * Factor(year, weights));

    /// <summary>The tariff of each index year, unrounded, from the tariff before the first of them.</summary>
    public static IReadOnlyList<RateStep> Steps(Fraction baseEuro, DateOnly baseFrom, IReadOnlyList<IndexYear> years, IndexWeights weights)
    {
        var steps = new List<RateStep> { new(baseFrom, null, baseEuro) };
        foreach (var year in years.OrderBy(year => year.Year))
        {
            var from = new DateOnly(year.Year, 1, 1);
            steps[^1] = steps[^1] with { Until = from.AddDays(-1) };
            steps.Add(new RateStep(from, null, steps[^1].Euro * Factor(year, weights)));
        }
        return steps;
    }

    /// <summary>What stands in messages and on invoices (te declareren tarief): euro, rounded to cents.</summary>
    public static Fraction Declared(Fraction euro) => euro.Round(2);

    private static Fraction Weighted(IndexFigures figures, IndexWeights weights) => (weights.Ova * figures.Ova) + (weights.Ppc * figures.Ppc);
}
