using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>What a contract version says about paying one lot; all of it data. Shares are fractions of 1, rates are euro and exact.</summary>
public abstract record FundingTerms
{
    /// <summary>Where the contract says so; becomes the source in every explanation.</summary>
    public string Article { get; init; } = "overeenkomst";
    /// <summary>A year's budget (jaarbudget), for the discount for breach; zero when there is none.</summary>
    public long BudgetCents { get; init; }
    /// <summary>What of it is the lot's own, to be paid in advance: null where all of it is.</summary>
    public long? OwnBudgetCents { get; init; }
    /// <summary>Set where the contract runs for a part of the year only: the budget is then that part of the year's sum.</summary>
    public BrokenYear? BrokenYear { get; init; }
    /// <summary>The days of the contract, when they are to be held against the tariffs and the period that is asked; null for terms by themselves.</summary>
    public Period? Term { get; init; }
    /// <summary>Whether every product needs a tariff on every day. Not so where a product is bought for part of the contract only: its lines of the other days are paid nothing and found.</summary>
    public bool TariffEveryDay { get; init; } = true;
}

/// <summary>A year in which the contract does not run from the first day to the last (gebroken jaar): its months, a broken one by its days, and what a whole year would have had.</summary>
public sealed record BrokenYear(Fraction Months, long AnnualCents)
{
    public Fraction Share => Months / 12;
}

/// <summary>A lot that is not paid by declaration (taakgericht, populatie, resultaat, subsidie), as far as lines are judged by it: it pays none.</summary>
public sealed record NotDeclaredTerms : FundingTerms;

/// <summary>A tariff in euro per unit from a day on; open at the end until the next one.</summary>
public sealed record RateStep(DateOnly From, DateOnly? Until, Fraction Euro)
{
    public bool Holds(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>Which tariff holds for a line when it changes inside its period.</summary>
public enum TariffMoment
{
    /// <summary>That of the first day of the product period.</summary>
    FirstDay,
    /// <summary>Each day its own: the volume is thought to be spread evenly over the days, and the line is rounded once.</summary>
    EachDay,
}

public sealed record ProductPrice
{
    public required string ProductId { get; init; }
    public string Description { get; init; } = "";
    /// <summary>Eenheid of the tariff (WJ756).</summary>
    public required string RateUnit { get; init; }
    public required IReadOnlyList<RateStep> Rates { get; init; }
}

/// <summary>Up to and including a day of the stay; the last tier has no end.</summary>
public sealed record StayTier(int? UpToDay, Fraction EuroPerDay);

/// <summary>Falling day tariffs for a long stay (verblijfsduurprikkel).</summary>
public sealed record StayPrice(string ProductId, IReadOnlyList<StayTier> Tiers);

/// <summary>A spending cap (bestedingsruimte) over a period, addenda included, and the share of it at which a signal is given.</summary>
public sealed record SpendingCap(Period Period, long Cents, Fraction SignalShare);

/// <summary>Effort funding (inspanningsgericht, p×q).</summary>
public sealed record PriceTimesQuantityTerms : FundingTerms
{
    /// <summary>unrounded_tariff, tariff_four_decimals or tariff_cents.</summary>
    public string RoundingRule { get; init; } = LineAmount.UnroundedTariff;
    public TariffMoment TariffMoment { get; init; }
    public IReadOnlyList<ProductPrice> Products { get; init; } = [];
    public IReadOnlyList<StayPrice> Stays { get; init; } = [];
    /// <summary>Month tariffs of certified institutions (GI): products whose rates are per month.</summary>
    public IReadOnlyList<ProductPrice> Measures { get; init; } = [];
    public IReadOnlyList<SpendingCap> Caps { get; init; } = [];
}

/// <summary>How an allocation (toewijzing) names its care; decides what happens above a spending cap.</summary>
public enum AllocationKind
{
    Unspecific,
    Specific,
    Crisis,
}

/// <summary>An accepted line (prestatie).</summary>
public sealed record CareLine : Fact
{
    public required string ReferenceNumber { get; init; }
    public string? PreviousReferenceNumber { get; init; }
    public bool IsCredit { get; init; }
    public required string ProductId { get; init; }
    public required string MunicipalityCode { get; init; }
    public string ProviderCode { get; init; } = "";
    /// <summary>Pseudonym; empty where money needs no client.</summary>
    public string ClientId { get; init; } = "";
    /// <summary>Begin and end of the product period (ProductPeriode), both counted.</summary>
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    /// <summary>In <see cref="Unit"/>, positive.</summary>
    public required long Volume { get; init; }
    public required string Unit { get; init; }
    public AllocationKind Kind { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>Who pays from a day on (woonplaatsbeginsel): a client that moves changes municipality.</summary>
/// <param name="Care">What began the stretch there; null of a stay that is not made from reports.</param>
public sealed record PayerFrom(DateOnly From, string MunicipalityCode, StretchOf? Care = null);

/// <summary>The care that a stretch of a stay began with: it is named by its own, so that what two municipalities see has nothing in common.</summary>
public sealed record StretchOf(Guid CareId, Guid EventId);

/// <summary>A stay (verblijf) from arrival to departure; the day of departure is not paid.</summary>
public sealed record Stay : Fact
{
    public required string StayId { get; init; }
    public required string ProductId { get; init; }
    public string ProviderCode { get; init; } = "";
    public required IReadOnlyList<PayerFrom> Payers { get; init; }
    public required DateOnly ArrivedOn { get; init; }
    public DateOnly? DepartedOn { get; init; }
}

/// <summary>A child protection or probation measure (maatregel) with its first and last day of care.</summary>
public sealed record Measure : Fact
{
    public required string MeasureId { get; init; }
    public required string ProductId { get; init; }
    public string ProviderCode { get; init; } = "";
    public required string MunicipalityCode { get; init; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    /// <summary>Of a measure that went on in another municipality: the days that this one answers for, both counted; null from its start or until its end.</summary>
    public DateOnly? PaysFrom { get; init; }
    public DateOnly? PaysUntil { get; init; }
    /// <summary>First days of months that are paid with an earlier measure of the same product for the same client: a month is paid once.</summary>
    public IReadOnlyList<DateOnly> PaidBefore { get; init; } = [];
}

/// <summary>A breach (tekortkoming) that was found and not mended: a share off for a number of months.</summary>
public sealed record Breach : Fact
{
    public required string Reason { get; init; }
    /// <summary>The day that it was found; its month is the first that is discounted.</summary>
    public required DateOnly On { get; init; }
    public required int Months { get; init; }
    public required Fraction Share { get; init; }
}
