using System.Globalization;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Allocations;

/// <summary>What is asked for, as read from the request.</summary>
public sealed record Wanted
{
    public required long Volume { get; init; }

    /// <summary>Eenheid (WJ756); empty: the contract's.</summary>
    public required string Unit { get; init; }

    /// <summary>Frequentie (WMO757).</summary>
    public required string Frequency { get; init; }

    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}

/// <summary>Whether a product may be allocated like this: the contract's terms and the standard's table of allowed fillings (Toewijzingsvarianten).</summary>
public static class AllocationDecision
{
    /// <summary>The unit of the allocation. Throws <see cref="Invalid"/> with every bad field, or <see cref="Refused"/> when the contract does not carry it.</summary>
    /// <param name="terms">What the contract says on the start day; found is false when no signed contract sells this to the municipality that day.</param>
    public static string Decide(Wanted wanted, Terms terms)
    {
        if (!terms.Found)
            throw new Refused("not_contracted", "Geen ondertekend contract levert dit product op de ingangsdatum aan deze gemeente.");
        if (terms.ProviderAgbCode.Length == 0)
            throw new Refused("provider_without_agb", "De aanbieder heeft geen AGB-code: er kan geen toewijzingsbericht aan worden gericht.");
        if (terms.Variant is not (DeliveryVariant.Effort or DeliveryVariant.Output))
            throw new Refused("task_not_allocated", "Taakgericht ingekochte jeugdhulp wordt niet per jeugdige toegewezen.");

        var check = new Check();
        var unit = wanted.Unit.Length == 0 ? terms.Unit : wanted.Unit;
        check.That(unit == terms.Unit, "unit", "unit_differs", $"Het contract rekent dit product af in eenheid {terms.Unit}.");
        CheckFilling(check, terms.Variant, unit, wanted);
        CheckWithinContract(check, terms, wanted);
        check.ThrowIfAny();
        return unit;
    }

    /// <summary>
    /// The whole category (aspecifiek zonder budget): neither code, volume, unit nor frequency, of effort only and never of what is bought
    /// nationally (Toewijzingsvarianten, CD080). Throws as <see cref="Decide"/> does.
    /// </summary>
    /// <param name="category">ProductCategorie (JZ020).</param>
    /// <param name="products">What the contract has of it, with the terms of the start day.</param>
    public static AgreedProduct DecideCategory(Wanted wanted, string category, IReadOnlyList<AgreedProduct> products)
    {
        if (category == AllocationKinds.NationalCategory)
            throw new Refused("category_not_allocated_whole", "Landelijk ingekochte zorg (categorie 55) wordt per product toegewezen.");
        var found = products.Where(product => product.Terms.Found).ToList();
        if (found.Count == 0)
            throw new Refused("not_contracted", "Geen ondertekend contract levert op de ingangsdatum een product van deze categorie aan deze gemeente.");
        if (found.Find(product => product.Terms.Variant == DeliveryVariant.Effort) is not { } effort)
            throw new Refused("category_not_allocated_whole", "Alleen inspanningsgerichte jeugdhulp wordt als hele categorie toegewezen; kies een product.");
        if (effort.Terms.ProviderAgbCode.Length == 0)
            throw new Refused("provider_without_agb", "De aanbieder heeft geen AGB-code: er kan geen toewijzingsbericht aan worden gericht.");

        var check = new Check();
        check.That(wanted.Volume == 0, "volume", "not_with_category", "Een hele categorie wordt zonder omvang toegewezen (CD080).");
        check.That(wanted.Unit.Length == 0, "unit", "not_with_category", "Een hele categorie wordt zonder eenheid toegewezen (CD080).");
        check.That(wanted.Frequency.Length == 0, "frequency", "not_with_category", "Een hele categorie wordt zonder frequentie toegewezen (CD080).");
        CheckPeriod(check, wanted);
        CheckWithinContract(check, effort.Terms, wanted);
        check.ThrowIfAny();
        return effort with { Code = "" };
    }

    private static void CheckPeriod(Check check, Wanted wanted) =>
        check.That(wanted.EndsOn is not { } end || end >= wanted.StartsOn, "ends_on", "ends_before_start", "De einddatum ligt voor de ingangsdatum.");

    private static void CheckWithinContract(Check check, Terms terms, Wanted wanted)
    {
        var from = Day(terms.StartsOn);
        var until = Day(terms.EndsOn);
        check.That(wanted.StartsOn >= from && wanted.StartsOn <= until, "starts_on", "outside_contract", $"Het contract loopt van {terms.StartsOn} tot en met {terms.EndsOn}.");
        check.That(wanted.EndsOn is not { } end || end <= until, "ends_on", "outside_contract", $"Het contract loopt tot en met {terms.EndsOn}.");
    }

    /// <summary>Which combinations of variant, unit, frequency and end date the standard allows for a product with a code.</summary>
    public static void CheckFilling(Check check, DeliveryVariant variant, string unit, Wanted wanted)
    {
        check.That(wanted.Volume is >= 1 and <= 99_999_999, "volume", "out_of_range", "Een omvang van 1 tot en met 99999999.");
        CheckPeriod(check, wanted);
        var fits = variant == DeliveryVariant.Output ? unit is "82" or "83" : unit is "01" or "04" or "14" or "16" or "84";
        check.That(fits, "unit", "unit_not_allowed", "Deze eenheid past niet bij de uitvoeringsvariant van het product.");
        if (wanted.Frequency is not ("1" or "2" or "4" or "6"))
        {
            check.That(false, "frequency", "frequency_invalid", "Kies 1 (per dag), 2 (per week), 4 (per maand) of 6 (totaal).");
            return;
        }

        check.That(wanted.Frequency != "1" || unit is "01" or "04" or "82", "frequency", "frequency_not_allowed", "Met deze eenheid kan niet per dag worden toegewezen (CS338).");
        check.That(wanted.Frequency != "2" || wanted.EndsOn is not null, "ends_on", "required", "Een toewijzing per week heeft een einddatum (CD076).");
        check.That(unit != "83" || wanted.Frequency != "6" || wanted.EndsOn is not null, "ends_on", "required", "Een trajectbedrag heeft een einddatum.");
    }

    /// <summary>
    /// The same product for the same client at the same provider in overlapping periods is stacking, which is forbidden (OP259, TR302).
    /// The rows are those of this client, provider and product that were not removed; a whole category is every product of it.
    /// </summary>
    public static bool Stacks(Wanted wanted, IEnumerable<AllocationRow> others) =>
        others.Any(other => (wanted.EndsOn is not { } end || other.StartsOn <= end) && (other.EndsOn is not { } otherEnd || wanted.StartsOn <= otherEnd));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
