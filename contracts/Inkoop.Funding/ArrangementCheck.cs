using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>Whether the terms of a lot add up (afspraken die niet kloppen): every fault at once, with its field.</summary>
public static class ArrangementCheck
{
    /// <summary>Ten times the largest settlement that is to be expected: 10^13 cents.</summary>
    public const long MostCents = 10_000_000_000_000;

    /// <exception cref="FaultyTerms">Something does not add up.</exception>
    public static void ThrowIfFaulty(FundingTerms terms)
    {
        var check = new TermCheck();
        Judge(terms, check);
        check.ThrowIfAny();
    }

    public static IReadOnlyList<TermFault> Faults(FundingTerms terms)
    {
        var check = new TermCheck();
        Judge(terms, check);
        return check.Faults;
    }

    /// <summary>Days of <paramref name="term"/> that no period covers, and days that two cover: a contract needs a tariff on each of its days.</summary>
    public static void Covers(Period term, IReadOnlyList<RateStep> rates, string at, TermCheck check, bool everyDay = true)
    {
        check.That(rates.Count > 0, at, "required", "Er is geen tarief.");
        var ordered = rates.OrderBy(rate => rate.From).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            check.That(ordered[i].Euro.Sign >= 0, $"{at}[{i}].euro", "negative", "Een tarief is niet negatief.");
            check.That(ordered[i].Until is not { } end || end >= ordered[i].From, $"{at}[{i}].until", "ends_before_start", "De einddatum ligt voor de begindatum.");
            if (i == 0) continue;
            var until = ordered[i - 1].Until;
            check.That(until is { } day && day < ordered[i].From, $"{at}[{i}].from", "overlaps", "Dit tarief begint voordat het vorige eindigt.");
            check.That(!everyDay || until is not { } last || last == DateOnly.MaxValue || last.AddDays(1) >= ordered[i].From, $"{at}[{i}].from", "gap", "Tussen dit tarief en het vorige zit een periode zonder tarief.");
        }
        if (ordered.Count == 0 || !everyDay) return;
        check.That(ordered[0].From <= term.From, at, "period_without_tariff", "Het begin van de overeenkomst heeft geen tarief.");
        check.That(ordered[^1].Until is not { } lastDay || lastDay >= term.Until, at, "period_without_tariff", "Het einde van de overeenkomst heeft geen tarief.");
    }

    private static void Judge(FundingTerms terms, TermCheck check)
    {
        check.That(terms.BudgetCents is >= 0 and <= MostCents, "budget_cents", "out_of_range", "Het budget ligt tussen 0 en honderd miljard euro.");
        check.That(terms.Article.Length > 0, "article", "required", "Zeg waar dit staat.");
        check.That(terms.Term is not { } term || term.Until >= term.From, "term", "ends_before_start", "De overeenkomst eindigt voordat zij begint.");
        switch (terms)
        {
            case PriceTimesQuantityTerms effort: Judge(effort, check); break;
            case OutputTerms output: Judge(output, check); break;
            case OutcomePayerTerms outcome:
                Share(outcome.ReferenceShare, "reference_share", check);
                check.That(outcome.PricePerResultCents is >= 0 and <= MostCents, "price_per_result_cents", "out_of_range", "De prijs is niet negatief.");
                break;
            case SubsidyTerms subsidy:
                check.That(subsidy.GrantedCents is >= 0 and <= MostCents, "granted_cents", "out_of_range", "Het verleende bedrag is niet negatief.");
                Share(subsidy.AdvanceShare, "advance_share", check);
                break;
            case TaskBasedTerms task: Judge(task, check); break;
            case PopulationTerms population: PopulationCheck.Judge(population, check); break;
            default: throw new ArgumentException($"No check for {terms.GetType().Name}.", nameof(terms));
        }
    }

    private static void Judge(PriceTimesQuantityTerms terms, TermCheck check)
    {
        check.That(terms.RoundingRule is LineAmount.UnroundedTariff or LineAmount.TariffFourDecimals or LineAmount.TariffCents, "rounding_rule", "unknown", "Onbekende afrondingsregel.");
        Unique(terms.Products.Select(product => product.ProductId), "products", check);
        Unique(terms.Stays.Select(stay => stay.ProductId), "stays", check);
        Unique(terms.Measures.Select(measure => measure.ProductId), "measures", check);
        for (var i = 0; i < terms.Products.Count; i++) Covers(Term(terms, terms.Products[i].Rates), terms.Products[i].Rates, $"products[{i}].rates", check, terms.TariffEveryDay);
        for (var i = 0; i < terms.Measures.Count; i++) Covers(Term(terms, terms.Measures[i].Rates), terms.Measures[i].Rates, $"measures[{i}].rates", check, terms.TariffEveryDay);
        for (var i = 0; i < terms.Stays.Count; i++) Tiers(terms.Stays[i].Tiers, $"stays[{i}].tiers", check);
        var caps = terms.Caps.Select((cap, i) => (Cap: cap, At: i)).OrderBy(cap => cap.Cap.Period.From).ToList();
        for (var i = 0; i < caps.Count; i++)
        {
            var at = $"caps[{caps[i].At}]";
            check.That(caps[i].Cap.Period.Until >= caps[i].Cap.Period.From, $"{at}.period", "ends_before_start", "De einddatum ligt voor de begindatum.");
            check.That(caps[i].Cap.Cents is >= 0 and <= MostCents, $"{at}.cents", "out_of_range", "De bestedingsruimte is niet negatief.");
            Share(caps[i].Cap.SignalShare, $"{at}.signal_share", check);
            check.That(caps.Take(i).All(other => other.Cap.Period.Until < caps[i].Cap.Period.From), $"{at}.period", "overlaps", "Twee bestedingsruimten gelden op dezelfde dag.");
        }
    }

    private static void Judge(OutputTerms terms, TermCheck check)
    {
        Unique(terms.Products.Select(product => product.ProductId), "products", check);
        for (var i = 0; i < terms.Products.Count; i++)
        {
            var product = terms.Products[i];
            check.That(Total(product.Parts.Select(part => part.Share)) == Fraction.One, $"products[{i}].parts", "shares_not_whole", "De delen van de prijs tellen samen niet op tot 100%.");
            for (var j = 0; j < product.Parts.Count; j++) Share(product.Parts[j].Share, $"products[{i}].parts[{j}].share", check);
            check.That(product.MonthsOfPart > 0, $"products[{i}].months_of_part", "out_of_range", "Een periode duurt ten minste een maand.");
            Covers(Term(terms, product.Rates), product.Rates, $"products[{i}].rates", check, terms.TariffEveryDay);
        }
    }

    private static void Judge(TaskBasedTerms terms, TermCheck check)
    {
        check.That(terms.ReferenceVolume is > 0 and <= 100_000_000, "reference_volume", "out_of_range", "Het referentievolume is positief.");
        check.That(terms.BudgetCents > 0, "budget_cents", "required", "Een taak heeft een budget.");
        check.That(terms.MinimumCareDays > 0, "minimum_care_days", "out_of_range", "Een jeugdige telt vanaf ten minste één zorgdag.");
        check.That(terms.ValveAbove is not { Sign: < 0 }, "valve_above", "negative", "Het ventiel opent niet onder nul.");
        for (var i = 0; i < terms.Bands.Count; i++)
        {
            var (from, until, above, below) = terms.Bands[i];
            Share(above, $"bands[{i}].share_above", check);
            Share(below, $"bands[{i}].share_below", check);
            check.That(until is not { } end || end > from, $"bands[{i}].until", "ends_before_start", "De band eindigt voordat hij begint.");
            check.That(until is not null || i == terms.Bands.Count - 1, $"bands[{i}].until", "required", "Alleen de laatste band is open.");
            var expected = i == 0 ? Fraction.Zero : terms.Bands[i - 1].Until;
            check.That(expected is null || from >= expected, $"bands[{i}].from", "overlaps", "Deze band begint binnen de vorige.");
            check.That(expected is null || from <= expected, $"bands[{i}].from", "gap", "Tussen deze band en de vorige ligt een gat.");
        }
        Unique(terms.Kpis.Select(kpi => kpi.Code), "kpis", check);
        for (var i = 0; i < terms.Kpis.Count; i++) Share(terms.Kpis[i].ShareOfBudget, $"kpis[{i}].share_of_budget", check);
        check.That(Total(terms.Kpis.Select(kpi => kpi.ShareOfBudget)) <= Fraction.One, "kpis", "shares_above_whole", "Er wordt meer dan het budget ingehouden.");
    }

    private static void Tiers(IReadOnlyList<StayTier> tiers, string at, TermCheck check)
    {
        check.That(tiers.Count > 0, at, "required", "Er is geen dagtarief.");
        for (var i = 0; i < tiers.Count; i++)
        {
            check.That(tiers[i].EuroPerDay.Sign >= 0, $"{at}[{i}].euro_per_day", "negative", "Een tarief is niet negatief.");
            check.That(tiers[i].UpToDay is null == (i == tiers.Count - 1), $"{at}[{i}].up_to_day", "last_tier_open", "Alleen de laatste trede is open, en die moet dat zijn.");
            check.That(tiers[i].UpToDay is not { } day || day > (i == 0 ? 0 : tiers[i - 1].UpToDay ?? 0), $"{at}[{i}].up_to_day", "overlaps", "Deze trede eindigt niet na de vorige.");
        }
    }

    internal static void Share(Fraction share, string at, TermCheck check) =>
        check.That(share.Sign >= 0 && share <= Fraction.One, at, "out_of_range", "Een deel ligt tussen 0 en 100%.");

    internal static void Unique(IEnumerable<string> codes, string at, TermCheck check)
    {
        var seen = new HashSet<string>();
        var i = 0;
        foreach (var code in codes) check.That(seen.Add(code), $"{at}[{i++}]", "duplicate", $"{code} staat er twee keer.");
    }

    internal static Fraction Total(IEnumerable<Fraction> shares) => shares.Aggregate(Fraction.Zero, (sum, share) => sum + share);

    /// <summary>Without days of the contract, the first to the last day that the rates name themselves: gaps and overlaps between them still show.</summary>
    private static Period Term(FundingTerms terms, IReadOnlyList<RateStep> rates) =>
        terms.Term ?? (rates.Count == 0 ? default : new Period(rates.Min(rate => rate.From), rates.Max(rate => rate.Until ?? rate.From)));
}
