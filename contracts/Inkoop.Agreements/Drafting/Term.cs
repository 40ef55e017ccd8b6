namespace Inkoop.Agreements.Drafting;

/// <summary>The days of a contract while a draft is read; not known when its own dates were faulty, and then nothing is said about days inside it.</summary>
public readonly record struct Term(DateOnly StartsOn, DateOnly EndsOn, bool IsKnown)
{
    public bool Holds(DateOnly day) => !IsKnown || day == default || (StartsOn <= day && day <= EndsOn);
}
