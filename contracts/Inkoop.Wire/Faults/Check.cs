using System.Globalization;
using System.Text.RegularExpressions;

namespace Inkoop.Wire.Faults;

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
