namespace Inkoop.Ijw;

/// <summary>The allocation a line refers to, as it stands when the line is judged.</summary>
public sealed record AllocationFacts
{
    /// <summary>Null when the allocation is generic.</summary>
    public string? Category { get; init; }

    /// <summary>Null when the allocation is aspecific or generic.</summary>
    public string? Code { get; init; }

    public Extent? Extent { get; init; }

    /// <summary>Budget in euro cents.</summary>
    public long? BudgetCents { get; init; }

    /// <summary>Ingangsdatum.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Einddatum, included; null when open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>RedenWijziging 13.</summary>
    public bool Removed { get; init; }

    /// <summary>Whether the client of the line (by pseudonym) is the client of the allocation.</summary>
    public required bool IsOfClient { get; init; }

    public BrokenMonths BrokenMonths { get; init; }
}

/// <summary>The accepted debit that a credit refers to by VorigReferentieNummer, of the same provider.</summary>
public sealed record CreditedDebit
{
    public required int AllocationNumber { get; init; }
    public required string Category { get; init; }
    public required string Code { get; init; }
    public required Period Period { get; init; }
    public required int Volume { get; init; }
    public required string Unit { get; init; }
    public long? TariffCents { get; init; }
    public required long AmountCents { get; init; }

    /// <summary>Whether the credit names the same client.</summary>
    public required bool IsOfClient { get; init; }
}

/// <summary>
/// All that is known when a line of a JW323 is judged. Volumes used are of accepted, uncredited debits, earlier ones of the same message
/// included, as <see cref="Volumes.Counted"/>; credits of a message are booked before its debits are judged.
/// </summary>
public sealed record LineFacts
{
    /// <summary>Null when the municipality gave the provider no allocation of that number.</summary>
    public AllocationFacts? Allocation { get; init; }

    /// <summary>Terms of the line's product on the first day of its product period; null when no contract has it.</summary>
    public LineTerms? Terms { get; init; }

    /// <summary>What the line is worth by those terms; null when they pay nothing for such a line.</summary>
    public LinePrice? Price { get; init; }

    /// <summary>Volume used on the allocation.</summary>
    public long UsedVolume { get; init; }

    /// <summary>Volume used on the allocation in the line's product period.</summary>
    public long UsedInPeriod { get; init; }

    /// <summary>Euro cents used on the allocation.</summary>
    public long UsedCents { get; init; }

    /// <summary>The provider used this ReferentieNummer before, in this message or another.</summary>
    public bool ReferenceKnown { get; init; }

    /// <summary>An accepted debit without credit exists for the same allocation, product period, category and code.</summary>
    public bool UncreditedDebitKnown { get; init; }

    /// <summary>For a credit: the debit it refers to; null when unknown or not accepted.</summary>
    public CreditedDebit? Original { get; init; }

    /// <summary>For a credit: that debit was credited before.</summary>
    public bool CreditedBefore { get; init; }
}

/// <summary>Judges one line of a JW323 (control levels 3 and 4): it is accepted whole or rejected whole (IV087).</summary>
public static class LineJudgement
{
    /// <summary>
    /// All retour codes (WJ001) that apply, none when the line is accepted. A rule whose ground another code has taken away is not judged:
    /// no amount against a wrong tariff, no volume in a wrong unit, nothing of an allocation that is another client's.
    /// </summary>
    public static IReadOnlyList<string> Judge(DeclarationLine line, LineFacts facts)
    {
        var codes = new List<string>();
        if (facts.ReferenceKnown) codes.Add("8021");
        if (line.Amount.IsCredit) JudgeCredit(codes, line, facts);
        else if (facts.Allocation is not { } allocation) codes.Add("9338");
        else if (!allocation.IsOfClient) codes.Add("8187");
        else JudgeDebit(codes, line, facts, allocation);
        return codes;
    }

    /// <summary>
    /// Whether a credit is the same as the debit but for reference and sign (IV091). A credit is the provider's own act: the municipality
    /// cannot refuse it for what it says (IV085).
    /// </summary>
    public static bool Credits(DeclarationLine credit, CreditedDebit debit) =>
        debit.IsOfClient && credit.AllocationNumber == debit.AllocationNumber && credit.Category == debit.Category && credit.Code == debit.Code
        && credit.Period == debit.Period && credit.Volume == debit.Volume && credit.Unit == debit.Unit && credit.TariffCents == debit.TariffCents
        && credit.Amount.Cents == debit.AmountCents;

    private static void JudgeCredit(List<string> codes, DeclarationLine line, LineFacts facts)
    {
        if (facts.Original is not { } debit || !Credits(line, debit)) codes.Add("8017");
        if (facts.CreditedBefore) codes.Add("9390");
    }

    private static void JudgeDebit(List<string> codes, DeclarationLine line, LineFacts facts, AllocationFacts allocation)
    {
        if (facts.UncreditedDebitKnown) codes.Add("9389");
        if (allocation.Category is { } category && category != line.Category) codes.Add("9339");
        if (allocation.Code is { } code && code != line.Code) codes.Add("9340");

        // Without a code any product of the category will do that the contract has (OP302); of what it has not, nothing was agreed to hold it to.
        var known = allocation.Code is not null || facts.Terms is not null;
        // Without an extent the contract's unit counts (TR341).
        var fits = (allocation.Extent?.Unit ?? facts.Terms?.Unit) is not { } unit || Volumes.Fits(line.Unit, unit);
        if (!known) codes.Add("S329");
        else if (!fits) codes.Add("9341");
        else JudgePrice(codes, line, facts.Price);

        if (allocation.Removed)
        {
            // Removal sets the end to the begin: what is left of the period and the volume says nothing.
            codes.Add("9384");
            return;
        }

        var placed = JudgePeriod(codes, line.Period, allocation);
        if (fits && allocation.Extent is { } extent) JudgeVolume(codes, line, facts, allocation, extent, placed);
        if (allocation.BudgetCents is { } budget && facts.UsedCents + line.Amount.Cents > budget) codes.Add("9369");
    }

    // Euros show no tariff (CD087).
    private static void JudgePrice(List<string> codes, DeclarationLine line, LinePrice? price)
    {
        if (price is null || (line.Unit != Units.Euro && price.TariffCents is { } tariff && tariff != line.TariffCents)) codes.Add("0611");
        else if (price.Cents != line.Amount.Cents) codes.Add(price.IsByVolume ? "9346" : "0611");
    }

    /// <summary>TR307, TR308, TR387 and TR388; true when the product period is as it should be.</summary>
    private static bool JudgePeriod(List<string> codes, Period period, AllocationFacts allocation)
    {
        var before = codes.Count;
        var (from, to) = period;
        var first = new DateOnly(from.Year, from.Month, 1);
        var last = new DateOnly(to.Year, to.Month, DateTime.DaysInMonth(to.Year, to.Month));
        if (from < allocation.From) codes.Add("9307");
        if (to > allocation.To) codes.Add("9308");

        // In the month in which the allocation begins the period begins with it, and before it is 9307's business; likewise at the end.
        var begins = allocation.From > first && SameMonth(allocation.From, from);
        if (begins ? from > allocation.From : from != first) codes.Add("9387");
        var ends = allocation.To is { } end && end < last && SameMonth(end, to);
        if (ends ? to < allocation.To : to != last) codes.Add("9388");
        return codes.Count == before;
    }

    private static bool SameMonth(DateOnly a, DateOnly b) => (a.Year, a.Month) == (b.Year, b.Month);

    private static void JudgeVolume(List<string> codes, DeclarationLine line, LineFacts facts, AllocationFacts allocation, Extent extent, bool placed)
    {
        var variant = facts.Terms?.Variant ?? (extent.Unit is Units.OutputPiece or Units.Euro ? CareVariant.Output : CareVariant.Effort);
        var counted = Volumes.Counted(line.Volume, line.Unit);
        if (placed
            && Volumes.MaximumInPeriod(extent, variant, allocation.From, allocation.To, line.Period, allocation.BrokenMonths) is { } month
            && facts.UsedInPeriod + counted > Volumes.Counted(month, extent.Unit)) codes.Add("9321");
        if (Volumes.MaximumOverAllocation(extent, variant, allocation.From, allocation.To, allocation.BrokenMonths) is { } total
            && facts.UsedVolume + counted > Volumes.Counted(total, extent.Unit)) codes.Add("9322");
    }
}
