using System.Globalization;
using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>What a key counts.</summary>
public enum KeyKind
{
    Inhabitants,
    Youths,
    /// <summary>Youths times their need weight.</summary>
    Weighted,
    /// <summary>Youths in care.</summary>
    Use,
    /// <summary>Agreed shares.</summary>
    Fixed,
}

/// <summary>One key in a mix, with its share of 1.</summary>
public sealed record KeyShare(KeyKind Kind, Fraction Share);

/// <summary>A need weight (behoeftegewicht) of a municipality in a year.</summary>
public sealed record MunicipalityWeight(string MunicipalityCode, int Year, Fraction Weight);

/// <summary>One-sided: only more use than the reference with its corridor is shared, and then also opens the safety valve.</summary>
public sealed record PopulationCorridor(long ReferenceYouths, Fraction Upper, Fraction BuyerShare, IReadOnlyList<KeyShare> SharedBy);

/// <summary>Cost of execution as shares of the budget (uitvoeringskosten): outside the band it is a point for the review, not a payment.</summary>
public sealed record ExecutionCostBand(Fraction Lower, Fraction Upper);

/// <summary>Population funding (populatiebekostiging): a yearly sum for all youths of the municipalities, divided by a key.</summary>
public sealed record PopulationTerms : FundingTerms
{
    public required int Year { get; init; }
    public IReadOnlyList<string> Municipalities { get; init; } = [];
    /// <summary>The part of the contract's months in the year that a municipality buys, where that is not all of them: so much of its weight counts.</summary>
    public IReadOnlyDictionary<string, Fraction> PartOfYear { get; init; } = new Dictionary<string, Fraction>();
    public IReadOnlyList<KeyShare> Key { get; init; } = [new(KeyKind.Weighted, Fraction.One)];
    public IReadOnlyList<MunicipalityWeight> Weights { get; init; } = [];
    public IReadOnlyList<KeyPart> FixedShares { get; init; } = [];
    public IReadOnlyList<IndexYear> Index { get; init; } = [];
    public IndexWeights IndexWeights { get; init; } = IndexWeights.Usual;
    public int Instalments { get; init; } = 12;
    public PopulationCorridor? Corridor { get; init; }
    public ExecutionCostBand? ExecutionCost { get; init; }
    /// <summary>Most that the provider may keep in reserve, as a share of the budget before indexation.</summary>
    public Fraction? ReserveCap { get; init; }
    public IReadOnlyList<Merger> Mergers { get; init; } = [];
}

/// <summary>Inhabitants and youths of a municipality in a year.</summary>
public sealed record PopulationCounted : Fact
{
    public required string MunicipalityCode { get; init; }
    public required int Year { get; init; }
    public required long Inhabitants { get; init; }
    public required long Youths { get; init; }
}

/// <summary>Youths in care of a municipality in a year.</summary>
public sealed record UseCounted : Fact
{
    public required string MunicipalityCode { get; init; }
    public required int Year { get; init; }
    public required long Youths { get; init; }
}

/// <summary>What the provider accounted for over a year: the cost of execution and the reserve.</summary>
public sealed record CostReported : Fact
{
    public required int Year { get; init; }
    public required long ExecutionCents { get; init; }
    public required long ReserveCents { get; init; }
}

public static class Population
{
    public static Settled Settle(PopulationTerms terms, RecordedFacts facts, Period period, Stress? stress = null)
    {
        var findings = new List<Finding>();
        var key = Key(terms, terms.Key, facts, period.Until);
        var budget = Split.ByKey(terms.BrokenYear is { } part ? $"Jaarbedrag, {part.Months.ToText(2)} van 12 maanden" : "Jaarbedrag", IndexedBudget(terms).Cents, key, terms.Article);
        var parts = new List<Explained> { budget };
        if (terms.Corridor is { } corridor && Valve(terms, corridor, facts, period, stress ?? Stress.None) is { } valve)
        {
            findings.Add(new Finding(Finding.SafetyValve, "Er zijn meer jeugdigen in zorg dan de bandbreedte toelaat.", terms.Year.ToString(CultureInfo.InvariantCulture)));
            parts.Add(valve);
        }
        var report = facts.Costs.Where(cost => cost.Year == terms.Year).MaxBy(cost => (cost.RecordedAt, cost.EventId));
        if (report is not null)
        {
            findings.AddRange(ExecutionCost(terms, report));
            if (Reserve(terms, report, key) is { } reserve)
            {
                findings.Add(new Finding(Finding.ReserveAboveCap, "De reserve is hoger dan afgesproken; het meerdere gaat terug.", report.ReserveCents.ToString(CultureInfo.InvariantCulture), EventId: report.EventId));
                parts.Add(reserve);
            }
        }
        return new Settled
        {
            Total = Explained.Sum("Afrekening populatiebekostiging", parts, terms.Article),
            Discount = Breaches.Discount(terms, facts.Breaches, period),
            Findings = findings,
            Payables =
            [
                .. parts.SelectMany(part => part.Children).GroupBy(child => child.Key).OrderBy(same => same.Key, StringComparer.Ordinal)
                    .Select(same => new Payable($"population/{terms.Year}/{same.Key}", same.Key, "", same.Sum(child => child.Cents))),
            ],
        };
    }

    /// <summary>The budget after the index years up to this one; the index compounds, and the sum is rounded once.</summary>
    public static Explained IndexedBudget(PopulationTerms terms) =>
        Explained.Leaf("Geïndexeerd jaarbedrag", PayRules.IndexedBudget, terms.Article,
            new("budget_cents", terms.BudgetCents), new("index", Indexation.Compounded(terms.Index, terms.IndexWeights, terms.Year)));

    /// <summary>The year's sum of every municipality in equal instalments (termijnen): each municipality's add up to its sum, the first ones take the odd cents.</summary>
    public static IReadOnlyList<(string MunicipalityCode, IReadOnlyList<long> Cents)> Instalments(PopulationTerms terms, RecordedFacts facts, DateOnly on) =>
    [
        .. Split.Cents(IndexedBudget(terms).Cents, Key(terms, terms.Key, facts, on))
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => (part.Key, Equal(part.Value, terms.Instalments))),
    ];

    /// <summary>The weights of the municipalities on a day: a single key, or the average of several brought to 1 first.</summary>
    /// <exception cref="FaultyTerms">A count or weight is missing for a municipality.</exception>
    public static IReadOnlyList<KeyPart> Key(PopulationTerms terms, IReadOnlyList<KeyShare> shares, RecordedFacts facts, DateOnly on)
    {
        if (shares.Count == 1) return SplitKeys.After(OneKey(terms, shares[0].Kind, facts), terms.Mergers, on);
        return SplitKeys.After(SplitKeys.Mix([.. shares.Select(share => (OneKey(terms, share.Kind, facts), share.Share))]), terms.Mergers, on);
    }

    // Agreed shares are as agreed.
    private static IReadOnlyList<KeyPart> OneKey(PopulationTerms terms, KeyKind kind, RecordedFacts facts) => kind == KeyKind.Fixed || terms.PartOfYear.Count == 0
        ? WholeKey(terms, kind, facts)
        : [.. WholeKey(terms, kind, facts).Select(part => terms.PartOfYear.TryGetValue(part.MunicipalityCode, out var share) ? part with { Weight = part.Weight * share } : part)];

    private static IReadOnlyList<KeyPart> WholeKey(PopulationTerms terms, KeyKind kind, RecordedFacts facts) => kind switch
    {
        KeyKind.Inhabitants => Counts(terms, "inwoners", facts.Populations, count => count.MunicipalityCode, count => count.Year, count => count.Inhabitants),
        KeyKind.Youths => Counts(terms, "jeugdigen", facts.Populations, count => count.MunicipalityCode, count => count.Year, count => count.Youths),
        KeyKind.Weighted => SplitKeys.Weighted(Counts(terms, "jeugdigen", facts.Populations, count => count.MunicipalityCode, count => count.Year, count => count.Youths),
            [.. terms.Weights.Where(weight => weight.Year == terms.Year).Select(weight => new KeyPart(weight.MunicipalityCode, weight.Weight))]),
        KeyKind.Use => Counts(terms, "jeugdigen in zorg", facts.Uses, count => count.MunicipalityCode, count => count.Year, count => count.Youths),
        _ => SplitKeys.Fixed(terms.FixedShares),
    };

    private static IReadOnlyList<KeyPart> Counts<T>(PopulationTerms terms, string what, IReadOnlyList<T> facts, Func<T, string> code, Func<T, int> year, Func<T, long> count) where T : Fact
    {
        var newest = Newest(terms, facts, code, year, count);
        var missing = terms.Municipalities.Where(municipality => !newest.ContainsKey(municipality)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) throw new FaultyTerms("populations", "count_missing", $"Het aantal {what} over {terms.Year} is niet vastgelegd voor gemeente {string.Join(", ", missing)}.");
        return [.. terms.Municipalities.Order(StringComparer.Ordinal).Select(municipality => new KeyPart(municipality, newest[municipality]))];
    }

    /// <summary>The count of each municipality of the contract that has one; a corrected count replaces the earlier one of the same year.</summary>
    internal static Dictionary<string, long> Newest<T>(
        PopulationTerms terms, IReadOnlyList<T> facts, Func<T, string> code, Func<T, int> year, Func<T, long> count) where T : Fact =>
        facts.Where(fact => year(fact) == terms.Year && terms.Municipalities.Contains(code(fact))).GroupBy(code)
            .ToDictionary(same => same.Key, same => count(same.MaxBy(fact => (fact.RecordedAt, fact.EventId))!));

    /// <summary>More youths in care than the reference with its corridor.</summary>
    internal static bool IsValveOpen(PopulationCorridor corridor, Fraction youths) => youths > (Fraction.One + corridor.Upper) * corridor.ReferenceYouths;

    private static Explained? Valve(PopulationTerms terms, PopulationCorridor corridor, RecordedFacts facts, Period period, Stress stress)
    {
        var use = Counts(terms, "jeugdigen in zorg", facts.Uses, count => count.MunicipalityCode, count => count.Year, count => count.Youths);
        var actual = stress.Youths * use.Aggregate(Fraction.Zero, (sum, part) => sum + part.Weight);
        var extra = Explained.Leaf("Boven de bandbreedte", PayRules.CorridorShare, terms.Article,
            new("actual", actual), new("reference", corridor.ReferenceYouths), new("corridor", corridor.Upper), new("share", corridor.BuyerShare), new("budget_cents", terms.BudgetCents));
        if (!IsValveOpen(corridor, actual)) return null;
        return Split.ByKey("Veiligheidsventiel", extra.Cents, Key(terms, corridor.SharedBy, facts, period.Until), terms.Article);
    }

    private static IEnumerable<Finding> ExecutionCost(PopulationTerms terms, CostReported report)
    {
        if (terms.ExecutionCost is not { } band) yield break;
        var above = report.ExecutionCents - (band.Upper * terms.BudgetCents);
        var below = (band.Lower * terms.BudgetCents) - report.ExecutionCents;
        if (above.Sign > 0) yield return new Finding(Finding.ExecutionCostAboveBand, "De uitvoeringskosten liggen boven de afgesproken band.", above.ToCents().ToString(CultureInfo.InvariantCulture), EventId: report.EventId);
        if (below.Sign > 0) yield return new Finding(Finding.ExecutionCostBelowBand, "De uitvoeringskosten liggen onder de afgesproken band.", below.ToCents().ToString(CultureInfo.InvariantCulture), EventId: report.EventId);
    }

    /// <summary>What of the reserve lies above its cap, back to the municipalities by the key of the budget.</summary>
    private static Explained? Reserve(PopulationTerms terms, CostReported report, IReadOnlyList<KeyPart> key)
    {
        if (report.ReserveCents < 0) throw new FaultyTerms("reserve_cents", "reserve_negative", "Een reserve is niet negatief.");
        if (terms.ReserveCap is not { } cap) return null;
        var back = Explained.Leaf("Terug uit de reserve", PayRules.HighestAbove, terms.Article,
            new("amount_cents", report.ReserveCents, EventId: report.EventId), new("budget_cents", terms.BudgetCents), new("share", cap));
        return back.Cents == 0 ? null : Split.ByKey(back.Title, back.Cents, key, terms.Article, report.EventId);
    }

    private static IReadOnlyList<long> Equal(long cents, int parts) =>
        LargestRemainder.Round([.. Enumerable.Repeat(new Fraction(cents, parts), parts)], cents, [.. Enumerable.Range(0, parts).Select(i => i.ToString("D4", CultureInfo.InvariantCulture))]);
}
