namespace Inkoop.Ijw;

/// <summary>
/// The first defect that makes a file something else than a valid iJw 3.2 message (control level 1). The sender is told so
/// directly: no answer message exists for it. It never quotes the value found, since that may be a BSN or a name.
/// </summary>
public sealed record IjwFault
{
    /// <summary>Stable English code, one of <see cref="IjwFaultCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Element path from the root, such as <c>/Bericht/Header/Afzender</c>; empty when no element was reached.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong, in Dutch, for people.</summary>
    public required string Message { get; init; }

    /// <summary>The rule of the table that was broken, such as <c>LDT_Datum</c> or <c>LDT_Naam maxLength</c>; empty when none.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Line in the file, from 1; 0 when unknown.</summary>
    public int Line { get; init; }

    /// <summary>Position in the line, from 1; 0 when unknown.</summary>
    public int Position { get; init; }
}

/// <summary>The stable codes of <see cref="IjwFault"/>.</summary>
public static class IjwFaultCodes
{
    public const string Malformed = "xml_malformed";
    public const string Truncated = "truncated";
    public const string DtdForbidden = "dtd_forbidden";
    public const string TooLarge = "too_large";
    public const string WrongNamespace = "wrong_namespace";
    public const string WrongVersion = "wrong_version";
    public const string UnsupportedMessage = "unsupported_message";
    public const string UnexpectedElement = "unexpected_element";
    public const string UnexpectedAttribute = "unexpected_attribute";
    public const string UnexpectedText = "unexpected_text";
    public const string MissingElement = "missing_element";
    public const string BadValue = "bad_value";
}

/// <summary>Thrown by reader and writer at the first <see cref="IjwFault"/>: a lazy reader has no later moment to hand one over.</summary>
public sealed class IjwFaultException(IjwFault fault, Exception? inner = null)
    : Exception($"{fault.Code} {fault.Path} ({fault.Line},{fault.Position}): {fault.Message}", inner)
{
    public IjwFault Fault { get; } = fault;
}
