namespace Inkoop.Ijw;

/// <summary>
/// A rule that can be judged within the message and is broken (control level 2). One of them rejects the whole message with 0001 in
/// the header: it then counts as never sent (OP286).
/// </summary>
public sealed record RuleFinding
{
    /// <summary>The rule of the standard, such as TR416.</summary>
    public required string Rule { get; init; }

    /// <summary>Element path from the root.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong, in Dutch. Holds no BSN, name or date of birth.</summary>
    public required string Text { get; init; }

    /// <summary>ReferentieNummer of the line concerned, in a JW323.</summary>
    public string? Reference { get; init; }
}

/// <summary>The in-message rules that several messages share.</summary>
internal static class MessageRules
{
    /// <summary>CS002: nine digits that pass the eleven test; 000000000 passes arithmetically and is nobody's.</summary>
    public static bool IsBsn(string bsn)
    {
        if (bsn.Length != 9 || bsn == "000000000") return false;
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            if (!char.IsAsciiDigit(bsn[i])) return false;
            sum += (bsn[i] - '0') * (i == 8 ? -1 : 9 - i);
        }

        return sum % 11 == 0;
    }

    /// <summary>CS002, CS139, TR002 and TR134 of a client.</summary>
    public static IEnumerable<RuleFinding> Person(string bsn, BirthDate born, DateOnly datedOn)
    {
        if (!IsBsn(bsn)) yield return Finding("CS002", "/Bericht/Client/Bsn", "Het Bsn voldoet niet aan de 11-proef.");
        foreach (var finding in Born(born, datedOn, "/Bericht/Client/Geboortedatum")) yield return finding;
    }

    /// <summary>CS139, TR002 and TR134 of a date of birth.</summary>
    public static IEnumerable<RuleFinding> Born(BirthDate born, DateOnly datedOn, string path)
    {
        var unknown = born is { Use: "3", Date: { Year: 1900, Month: 1, Day: 1 } };
        var agrees = born.Use switch
        {
            "1" => born.Date.Day == 1,
            "2" => born.Date is { Day: 1, Month: 1 },
            "3" => unknown,
            _ => true,
        };
        if (!agrees) yield return Finding("CS139", path, "Datum en DatumGebruik van de geboortedatum passen niet bij elkaar.");
        if (!unknown && born.Date < YearsBefore(datedOn, 120)) yield return Finding("TR002", path, "De geboortedatum ligt meer dan 120 jaar voor de dagtekening.");
        if (born.Date > datedOn) yield return Finding("TR134", path, "De geboortedatum ligt na de dagtekening.");
    }

    public static DateOnly YearsBefore(DateOnly date, int years) => date.Year > years ? date.AddYears(-years) : DateOnly.MinValue;

    public static RuleFinding Finding(string rule, string path, string text) => new() { Rule = rule, Path = path, Text = text };
}
