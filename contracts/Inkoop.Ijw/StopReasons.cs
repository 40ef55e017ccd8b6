namespace Inkoop.Ijw;

/// <summary>What a reason of stopping (RedenBeeindiging, JZ588) means, for the money and for the indicators alike.</summary>
public static class StopReasons
{
    /// <summary>Drop-out (uitval): care that one side broke off, the client (32) or the provider (33). The standard calls 34 and 35 premature too, but by agreement or by
    /// circumstances that neither side chose.</summary>
    public static bool IsDropOut(string reason) => reason is "32" or "33";

    /// <summary>An end of the care that says something of its outcome: not a temporary stop (20), nor one by the municipality (36) or for a change request (37).</summary>
    public static bool IsEnd(string reason) => reason is "02" or "31" or "32" or "33" or "34" or "35" or "38" or "39";

    /// <summary>After it nothing goes on under another municipality: the care was complete (31), broken off by one side (32, 33), went to another provider or field (38, 39), or
    /// the client died (02). A move is none of these: it is reported as circumstances (35), by agreement (34), by the municipality (36), on request (37) or as temporary (20).</summary>
    public static bool IsOver(string reason) => reason is "02" or "31" or "32" or "33" or "38" or "39";
}
