using Inkoop.Funding;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Facts;

/// <summary>Whether a fact can stand beside those that were recorded.</summary>
public static class FactDecisions
{
    /// <summary>A municipality ends once: in one other, on one day, and not in what ended in it.</summary>
    /// <exception cref="Refused">Another merger of it stands (merger_contradicts), or they would end in each other (merger_circle).</exception>
    public static void MustAgree(MunicipalityMerged merger, IReadOnlyList<MunicipalityMerged> standing)
    {
        if (standing.FirstOrDefault(other => other.OldCode == merger.OldCode && (other.NewCode != merger.NewCode || other.From != merger.From)) is { } contrary)
            throw new Refused("merger_contradicts", $"Gemeente {merger.OldCode} gaat volgens wat is vastgelegd op {contrary.From} op in {contrary.NewCode}. Trek dat eerst in wanneer het onjuist is.");
        var mergers = standing.Select(other => new Merger(other.OldCode, other.NewCode, WireText.ParseDay(other.From))).ToList();
        if (Mergers.CodeOn(merger.NewCode, mergers, DateOnly.MaxValue) == merger.OldCode)
            throw new Refused("merger_circle", $"Gemeente {merger.NewCode} gaat zelf op in {merger.OldCode}; zij kunnen niet in elkaar opgaan.");
    }
}
