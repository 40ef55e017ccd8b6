namespace Inkoop.Funding;

/// <summary>One thing that does not add up in what was agreed or recorded.</summary>
/// <param name="Field">Its path in the terms, such as products[0].rates.</param>
/// <param name="Code">Stable, English, snake_case.</param>
/// <param name="Text">For people, in Dutch.</param>
public sealed record TermFault(string Field, string Code, string Text);

/// <summary>Terms or facts that do not add up (afspraken die niet kloppen): every fault at once.</summary>
public sealed class FaultyTerms(IReadOnlyList<TermFault> faults) : Exception(string.Join(" ", faults.Select(fault => $"{fault.Field}: {fault.Text}")))
{
    public FaultyTerms(string field, string code, string text) : this([new TermFault(field, code, text)])
    {
    }

    public IReadOnlyList<TermFault> Faults { get; } = faults;
}

/// <summary>A rule of the funding model forbids paying now (nog niet af te rekenen).</summary>
/// <param name="code">Stable, English, snake_case.</param>
/// <param name="text">For people, in Dutch.</param>
public sealed class NotPayable(string code, string text) : Exception(text)
{
    public string Code { get; } = code;
}

/// <summary>Collects what does not add up, so that a person sees all of it at once.</summary>
public sealed class TermCheck
{
    private readonly List<TermFault> faults = [];

    public IReadOnlyList<TermFault> Faults => faults;

    public void That(bool holds, string field, string code, string text)
    {
        if (!holds) faults.Add(new TermFault(field, code, text));
    }

    /// <exception cref="FaultyTerms">Anything was wrong.</exception>
    public void ThrowIfAny()
    {
        if (faults.Count > 0) throw new FaultyTerms(faults);
    }
}
