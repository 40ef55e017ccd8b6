using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Allocations;

/// <summary>Who is a youth (jeugdige, Jeugdwet 1.1) on which day, and so may get youth help.</summary>
public static class Youth
{
    /// <summary>From this age there must be a reason to go on (verlengde jeugdhulp).</summary>
    public const int Adult = 18;

    /// <summary>From this age nobody is a youth, but for juvenile criminal law.</summary>
    public const int Over = 23;

    private const string CriminalLaw = "criminal_law";

    /// <summary>The reasons by which somebody of eighteen or older is a youth, as stored.</summary>
    public static IReadOnlyDictionary<ExtendedCare, string> Reasons { get; } = new Dictionary<ExtendedCare, string>
    {
        [ExtendedCare.Unspecified] = "",
        [ExtendedCare.Continued] = "continued",
        [ExtendedCare.Determined] = "determined",
        [ExtendedCare.Resumed] = "resumed",
        [ExtendedCare.CriminalLaw] = CriminalLaw,
    };

    public static ExtendedCare ToWire(string reason) => Reasons.Single(known => known.Value == reason).Key;

    /// <summary>Judges every day of an allocation by the age of the client, and names the first day that is not allowed.</summary>
    /// <param name="reason">One of <see cref="Reasons"/>.</param>
    /// <param name="from">The first day of the allocation.</param>
    /// <param name="until">Its last day.</param>
    public static void CheckAge(Check check, DateOnly born, string reason, DateOnly from, DateOnly until)
    {
        var (adult, over) = (born.AddYears(Adult), born.AddYears(Over));
        if (over <= until && reason != CriminalLaw)
            check.That(false, over <= from ? "starts_on" : "ends_on", "too_old",
                $"Op {Iso.Day(over <= from ? from : over)} is deze persoon {Over} jaar of ouder: dan geeft de gemeente geen jeugdhulp meer (Jeugdwet art. 1.1).");
        else
            check.That(adult > until || reason.Length > 0, "extended_care", "required",
                $"Vanaf {Iso.Day(adult <= from ? from : adult)} is deze persoon {Adult} jaar of ouder: geef de reden van verlengde jeugdhulp (Jeugdwet art. 1.1).");
    }
}
