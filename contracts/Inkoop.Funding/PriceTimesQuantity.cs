using System.Globalization;
using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>A line with what it is worth and what of that is paid: less only above a spending cap.</summary>
public readonly record struct PaidLine(CareLine Line, long WorthCents, long PaidCents);

/// <summary>Settles effort funding (inspanningsgericht, p×q): lines at the tariffs of the contract, stays by tier, measures by month, spending caps.</summary>
public static class PriceTimesQuantity
{
    /// <summary>Lines whose period begins in <paramref name="period"/>, in any order: worth and paid. This is all that the money needs; <see cref="Settle"/> adds the reasons.
    /// A spending cap that began before the period counts all its lines, those of before too: give them as well.</summary>
    public static (PaidLine[] Lines, IReadOnlyList<Finding> Findings) Pay(PriceTimesQuantityTerms terms, IEnumerable<CareLine> lines, Period period, Stress stress)
    {
        var pricing = new LinePricing(terms, stress);
        var caps = terms.Caps.Where(cap => cap.Period.From <= period.Until && cap.Period.Until >= period.From).ToList();
        // Paid by the day of stay or by the month, so not by the line too.
        var otherwise = terms.Stays.Select(stay => stay.ProductId).Concat(terms.Measures.Select(measure => measure.ProductId)).ToHashSet();
        var findings = new List<Finding>();
        var paid = new List<PaidLine>();
        foreach (var line in lines)
        {
            // What begins after the period comes after all of it in the order of every cap.
            if (line.StartsOn > period.Until || (otherwise.Count > 0 && otherwise.Contains(line.ProductId))) continue;
            if (line.StartsOn < period.From && !caps.Exists(cap => cap.Period.Holds(line.StartsOn))) continue;
            var cents = pricing.Cents(line);
            if (cents is null) findings.Add(new Finding(Finding.NoTariff, "Geen tarief op deze dag; er wordt niets betaald tot dat er is.", line.ReferenceNumber, line.StartsOn, line.EventId));
            paid.Add(new PaidLine(line, cents ?? 0, cents ?? 0));
        }
        var result = paid.ToArray();
        foreach (var cap in caps) SpendingCaps.Apply(cap, result, findings);
        return caps.Exists(cap => cap.Period.From < period.From)
            ? (Array.FindAll(result, line => period.Holds(line.Line.StartsOn)), findings.FindAll(finding => finding.On is not { } day || period.Holds(day)))
            : (result, findings);
    }

    public static Settled Settle(PriceTimesQuantityTerms terms, RecordedFacts facts, Period period, Stress? asked = null)
    {
        var stress = asked ?? Stress.None;
        var (lines, findings) = Pay(terms, facts.Lines, period, stress);
        var pricing = new LinePricing(terms, stress);
        var stays = StayTiers.Settle(terms, facts.Stays, period, stress);
        var measures = MonthTariffs.Settle(terms, facts.Measures, period, stress);
        var descriptions = terms.Products.ToDictionary(product => product.ProductId, product => product.Description);
        var products = lines
            .GroupBy(line => line.Line.ProductId)
            .OrderBy(product => product.Key, StringComparer.Ordinal)
            .Select(product => Explained.SumLater(
                $"{product.Key} {descriptions.GetValueOrDefault(product.Key)}".TrimEnd(), product.Sum(line => line.PaidCents), () => Parts(terms, pricing, product)));
        return new Settled
        {
            Total = Explained.Sum("Afrekening p×q", [.. products, .. stays.Select(stay => stay.Amount), .. measures.Select(measure => measure.Amount.PaidAs(measure.Payable))], terms.Article),
            Discount = Breaches.Discount(terms, facts.Breaches, period),
            Findings = findings,
            Payables =
            [
                .. lines.Select(PayableOf),
                .. stays.SelectMany(stay => stay.Payables),
                .. measures.Select(measure => measure.Payable),
            ],
            Parts =
            [
                .. lines.GroupBy(line => (line.Line.ProductId, line.Line.MunicipalityCode, Month: Month(line.Line.StartsOn), line.Line.Unit)).Select(part => new SettledPart(
                    part.Key.ProductId, part.Key.MunicipalityCode, part.Key.Month, part.Key.Unit, part.Sum(line => line.Line.IsCredit ? -line.Line.Volume : line.Line.Volume), part.Sum(line => line.PaidCents), part.LongCount())),
                .. stays.SelectMany(stay => stay.Parts),
                .. measures.SelectMany(measure => measure.Parts),
            ],
        };
    }

    /// <summary>What a product cost, by municipality and month, down to the lines.</summary>
    private static IReadOnlyList<Explained> Parts(PriceTimesQuantityTerms terms, LinePricing pricing, IEnumerable<PaidLine> lines) =>
    [
        .. lines
            .GroupBy(line => (line.Line.MunicipalityCode, Month: Month(line.Line.StartsOn)))
            .OrderBy(part => part.Key.MunicipalityCode, StringComparer.Ordinal)
            .ThenBy(part => part.Key.Month, StringComparer.Ordinal)
            .Select(part => Explained.Sum($"Gemeente {part.Key.MunicipalityCode}, {part.Key.Month}", part
                .OrderBy(line => line.Line.StartsOn)
                .ThenBy(line => line.Line.ReferenceNumber, StringComparer.Ordinal)
                .Select(line => Explain(terms, pricing, line).PaidAs(PayableOf(line)) with { OfOneClient = true }))),
    ];

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static Payable PayableOf(PaidLine line) => new($"line/{line.Line.ReferenceNumber}", line.Line.MunicipalityCode, line.Line.ProviderCode, line.PaidCents);

    private static Explained Explain(PriceTimesQuantityTerms terms, LinePricing pricing, PaidLine line)
    {
        var worth = pricing.Explain(line.Line);
        if (line.PaidCents == line.WorthCents) return worth;
        return Explained.Sum(worth.Title,
        [
            worth,
            Explained.Leaf("Boven de bestedingsruimte", PayRules.SpendingCap, terms.Article,
                new("amount_cents", line.WorthCents, EventId: line.Line.EventId), new("remaining_cents", line.PaidCents)),
        ]);
    }
}
