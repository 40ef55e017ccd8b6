using Inkoop.Ijw;

namespace Inkoop.Indicators.Registry;

/// <summary>
/// Drop-out (uitval) from the iJw stop reasons (RedenBeeindiging, code list JZ588), in the narrow variant: what one side broke off.
/// <list type="table">
/// <item><term>31</term><description>according to plan: CBS 3.7 reason 01, counts below</description></item>
/// <item><term>34</term><description>early, by agreement: CBS 02, counts below</description></item>
/// <item><term>32</term><description>one-sided by the client: CBS 03, counts above and below</description></item>
/// <item><term>33</term><description>one-sided by the provider: CBS 04, counts above and below</description></item>
/// <item><term>35, 02</term><description>external circumstances, death: CBS 05, counts below</description></item>
/// <item><term>38, 39</term><description>to another provider, to another domain: no CBS reason of their own; definitive, so below only</description></item>
/// <item><term>20, 36, 37</term><description>temporary, by the municipality, for a change request: no outcome of the help, counts nowhere</description></item>
/// </list>
/// The CBS reasons are those of the protocol beleidsinformatie jeugd, item 3.7; CBS itself publishes no mapping from JZ588, so this one is ours.
/// </summary>
public static class DropOut
{
    /// <summary>Dutch, as shown beside the figure.</summary>
    public const string Source =
        "Stopberichten (JW307): redenen 32 en 33 van alle definitieve beëindigingen (02, 31, 32, 33, 34, 35, 38, 39); niet 20, 36 en 37.";

    public static bool CountsBelow(string reason) => StopReasons.IsEnd(reason);

    public static bool CountsAbove(string reason) => StopReasons.IsDropOut(reason);

    /// <summary>
    /// What one fact changes. A stop counts once; a withdrawal takes it off; one that arrives before its stop keeps that from ever counting.
    /// </summary>
    /// <param name="known">Whether the stop is known, and if so whether it was withdrawn.</param>
    public static Change Delta(StopState known, bool withdrawn, string reason)
    {
        var below = CountsBelow(reason) ? 1 : 0;
        var above = CountsAbove(reason) ? 1 : 0;
        return (known, withdrawn) switch
        {
            (StopState.Unknown, false) => new Change(StopState.Reported, above, below),
            (StopState.Unknown, true) => new Change(StopState.Withdrawn, 0, 0),
            (StopState.Reported, true) => new Change(StopState.Withdrawn, -above, -below),
            _ => new Change(known, 0, 0),
        };
    }

    public readonly record struct Change(StopState State, int Numerator, int Denominator);
}

public enum StopState { Unknown, Reported, Withdrawn }
