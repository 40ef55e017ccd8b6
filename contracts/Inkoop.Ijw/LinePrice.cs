namespace Inkoop.Ijw;

/// <summary>What the contract says of a product on the days of a product period, beside its price.</summary>
public sealed record LineTerms
{
    /// <summary>Eenheid, one of <see cref="Units"/>.</summary>
    public required string Unit { get; init; }

    public required CareVariant Variant { get; init; }
}

/// <summary>What a line is worth by the contract. How that comes about the standard leaves to the contract; it only compares.</summary>
/// <param name="Cents">IngediendBedrag that belongs to the line, in cents.</param>
/// <param name="TariffCents">ProductTarief that belongs to it, in cents (TR418); null when more than one tariff made the amount, and the one that is shown says nothing.</param>
/// <param name="IsByVolume">The amount is volume times tariff (TR346); else it is the price of a month, a stay or a result, whatever volume is shown.</param>
public sealed record LinePrice(long Cents, long? TariffCents, bool IsByVolume);
