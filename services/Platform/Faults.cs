using System.Globalization;
using System.Text.RegularExpressions;

namespace Inkoop.Platform;

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

/// <summary>Reads the fields of a request and collects every fault, so that a person sees all of them at once.</summary>
public sealed partial class Check
{
    private readonly List<FieldFault> faults = [];

    public bool HasFaults => faults.Count > 0;

    public IReadOnlyList<FieldFault> Faults => faults;

    /// <summary>Throws <see cref="Invalid"/> when anything was wrong.</summary>
    public void ThrowIfAny()
    {
        if (faults.Count > 0)
            throw new Invalid(faults);
    }

    public void That(bool holds, string field, string code, string text)
    {
        if (!holds)
            faults.Add(new FieldFault(field, code, text));
    }

    /// <summary>Trimmed text of <paramref name="min"/> to <paramref name="max"/> characters, without control characters.</summary>
    public string Text(string? value, string field, int min, int max)
    {
        var text = (value ?? "").Trim();
        if (text.Length < min)
            That(false, field, text.Length == 0 ? "required" : "too_short", text.Length == 0 ? "Dit veld is verplicht." : $"Minimaal {min} tekens.");
        else if (text.Length > max)
            That(false, field, "too_long", $"Maximaal {max} tekens.");
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            That(false, field, "control_character", "Bevat een teken dat niet is toegestaan.");
        return text;
    }

    /// <summary>A calendar day, yyyy-MM-dd; the default day after a fault.</summary>
    public DateOnly Date(string? value, string field)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        That(false, field, string.IsNullOrEmpty(value) ? "required" : "date_invalid", string.IsNullOrEmpty(value) ? "Deze datum is verplicht." : "Geen geldige datum (jjjj-mm-dd).");
        return default;
    }

    public DateOnly? OptionalDate(string? value, string field) => string.IsNullOrEmpty(value) ? null : Date(value, field);

    /// <summary>An exact decimal with a point and at most eight decimals, between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public decimal Decimal(string? value, string field, decimal min, decimal max)
    {
        if (value is null || !DecimalPattern().IsMatch(value)
            || !decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            That(false, field, string.IsNullOrEmpty(value) ? "required" : "decimal_invalid", "Een getal met een punt en hoogstens 8 decimalen.");
            return default;
        }

        That(number >= min && number <= max, field, "out_of_range", string.Create(CultureInfo.InvariantCulture, $"Tussen {min} en {max}."));
        return number;
    }

    public Guid Id(string? value, string field)
    {
        if (Guid.TryParseExact(value, "D", out var id))
            return id;
        That(false, field, string.IsNullOrEmpty(value) ? "required" : "id_invalid", "Geen geldig kenmerk.");
        return default;
    }

    [GeneratedRegex(@"^-?[0-9]{1,18}(\.[0-9]{1,8})?$")]
    private static partial Regex DecimalPattern();
}
