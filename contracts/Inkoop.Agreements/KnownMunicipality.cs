namespace Inkoop.Agreements;

/// <summary>A municipality (gemeente) by its CBS code, for as long as it exists.</summary>
public sealed record KnownMunicipality
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day <= EndsOn);
}
