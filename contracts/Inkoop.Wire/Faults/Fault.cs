namespace Inkoop.Wire.Faults;

/// <summary>An expected refusal: text for people in Dutch, code for programs. Everything else that is thrown is a defect or an outage.</summary>
public abstract class Fault(string code, string text) : Exception(text)
{
    /// <summary>Stable, English, snake_case.</summary>
    public string Code { get; } = code;
}

/// <summary>Nothing by that id. Maps to NOT_FOUND.</summary>
public sealed class NotFound(string what, object id) : Fault($"{what}_not_found", $"Niet gevonden: {what} {id}.");

/// <summary>One field and what is wrong with it; <paramref name="Field"/> is the path in the proto message.</summary>
public sealed record FieldFault(string Field, string Code, string Text);

/// <summary>The request itself is wrong, every bad field at once. Maps to INVALID_ARGUMENT with BadRequest.</summary>
public sealed class Invalid(IReadOnlyList<FieldFault> fields)
    : Fault("invalid", string.Join(" ", fields.Select(field => $"{field.Field}: {field.Text}")))
{
    public Invalid(string field, string code, string text) : this([new FieldFault(field, code, text)])
    {
    }

    public IReadOnlyList<FieldFault> Fields { get; } = fields;
}

/// <summary>Somebody else changed it since it was read. Maps to ABORTED.</summary>
public sealed class Stale(long currentVersion)
    : Fault("stale_version", $"Iemand anders heeft dit intussen gewijzigd; de huidige versie is {currentVersion}. Haal de gegevens opnieuw op.")
{
    public long CurrentVersion { get; } = currentVersion;
}

/// <summary>It exists already. Maps to ALREADY_EXISTS.</summary>
public sealed class Duplicate(string code, string text) : Fault(code, text);

/// <summary>A rule of the domain says no. Maps to FAILED_PRECONDITION with the code as reason.</summary>
public sealed class Refused(string code, string text) : Fault(code, text);

/// <summary>The caller may not reach it. Says nothing about whether it exists. Maps to PERMISSION_DENIED.</summary>
public sealed class Denied() : Fault("permission_denied", "U heeft hier geen toegang toe.");

/// <summary>A reaction needs what has not arrived yet: its event is delivered again later.</summary>
public sealed class NotYet(string what) : Fault("not_yet", what);
