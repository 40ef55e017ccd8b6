using System.Collections.Frozen;

namespace Inkoop.Ijw;

/// <summary>In which of the two iJw namespaces a name lives: that of the message, or the base schema all messages share.</summary>
internal enum IjwSpace
{
    Message,
    Base,
}

/// <summary>What an element may contain: a <see cref="ValueType"/> or a <see cref="ClassType"/>.</summary>
/// <param name="Name">Name in the standard; empty for a type that has none (a value fixed in one message), so that <c>xsi:type</c> can never name it.</param>
internal abstract record ContentType(string Name, IjwSpace Space);

/// <summary>A class (berichtklasse): child elements in a fixed order. The whole standard uses no choices and no attributes.</summary>
internal sealed record ClassType(string Name, IjwSpace Space, ElementRule[] Elements) : ContentType(Name, Space)
{
    public bool Has(string element) => Array.Exists(Elements, e => e.Name == element);
}

/// <summary>One element of a class: where it stands, whether it must, whether it repeats.</summary>
internal sealed record ElementRule(string Name, IjwSpace Space, ContentType Type, bool Optional, bool Many);

/// <summary>How a value's text is taken: as it stands, or with surrounding white space dropped and read as a number, date or time.</summary>
internal enum ValueKind
{
    Text,
    Integer,
    Date,
    Time,
}

/// <summary>The written forms that the standard gives as patterns, as plain code: no pattern of theirs can be made to run long.</summary>
internal enum TextForm
{
    Any,

    /// <summary>Not blank, no line breaks.</summary>
    Line,

    /// <summary>Not blank; may hold line breaks.</summary>
    Lines,
    Digits,
    LettersAndDigits,

    /// <summary>Latin letters with diacritics, up to ỳ (U+1EF3).</summary>
    Initials,

    /// <summary>Three whole numbers without leading zeros, with points between them.</summary>
    Version,
}

/// <summary>A value (logisch datatype): its kind, length in UTF-16 units, range, form, code list or the one value it may have.</summary>
internal sealed record ValueType(string Name, ValueKind Kind) : ContentType(Name, IjwSpace.Base)
{
    public int MinLength { get; init; }
    public int MaxLength { get; init; } = int.MaxValue;
    public long Max { get; init; }
    public TextForm Form { get; init; }
    public string? Fixed { get; init; }
    public FrozenSet<string>? Codes { get; init; }

    /// <summary>Name of the rule that <paramref name="text"/> breaks, null when it is valid. Numbers, dates and times come trimmed.</summary>
    public string? Broken(ReadOnlySpan<char> text) => Kind switch
    {
        ValueKind.Integer => !Values.TryInteger(text, out var number) ? "integer"
            : Fixed is not null && !text.SequenceEqual(Fixed) ? "pattern"
            : number > Max ? "maxInclusive" : number < 0 ? "minInclusive" : null,
        ValueKind.Date => Values.TryDate(text, out _) ? null : "date",
        ValueKind.Time => Values.TryTime(text, out _) ? null : "time",
        _ => BrokenText(text),
    };

    private string? BrokenText(ReadOnlySpan<char> text)
    {
        if (Fixed is not null) return text.SequenceEqual(Fixed) ? null : "pattern";
        if (Codes is not null) return Codes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text) ? null : "enumeration";
        if (text.Length < MinLength) return "minLength";
        if (text.Length > MaxLength) return "maxLength";
        return Values.HasForm(text, Form) ? null : "pattern";
    }

    /// <summary>What is expected, in Dutch.</summary>
    public string Expected => this switch
    {
        { Fixed: { } only } => $"alleen {only} is toegestaan",
        { Codes: not null } => "de waarde staat niet in de codelijst",
        { Kind: ValueKind.Integer } => $"een geheel getal van 0 tot en met {Max}",
        { Kind: ValueKind.Date } => "een bestaande datum als jjjj-mm-dd, zonder tijdzone",
        { Kind: ValueKind.Time } => "een tijd als uu:mm:ss, zonder tijdzone",
        { Form: TextForm.Digits } when MinLength == MaxLength => $"{MaxLength} cijfers",
        { Form: TextForm.Digits } => $"1 tot en met {MaxLength} cijfers",
        { Form: TextForm.Version } => "een versienummer als 1.0.0",
        { Form: TextForm.Initials } => $"1 tot en met {MaxLength} letters, zonder punten en spaties",
        { Form: TextForm.LettersAndDigits } => $"1 tot en met {MaxLength} letters en cijfers",
        { MaxLength: int.MaxValue } => "tekst die niet leeg is",
        _ => $"1 tot en met {MaxLength} tekens op één regel",
    };
}

/// <summary>One message of the standard: its number, Vektis code and classes.</summary>
internal sealed record MessageTable(IjwMessage Message, string BerichtCode, ClassType Root)
{
    public const string BaseNamespace = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema";

    public string Prefix { get; } = $"jw{(int)Message}";

    public string Namespace { get; } = $"http://www.istandaarden.nl/ijw/3_2/jw{(int)Message}/schema";

    public string NamespaceOf(IjwSpace space) => space == IjwSpace.Message ? Namespace : BaseNamespace;
}
