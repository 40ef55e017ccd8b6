namespace Inkoop.Admin.Texts;

/// <summary>What is paid under a key, in words: line/REF, advance/LOT/MONTH/MUNICIPALITY, and so on. A key that is not known here is shown as it is.</summary>
public static class PaymentKeys
{
    /// <summary>A kind without what it is of: amounts added up for a role that does not work with clients, of which no single one can be disputed.</summary>
    public static bool IsAddedUp(string key) => !key.Contains('/');

    public static string InWords(string key) => key.Split('/') switch
    {
        ["line", var reference] => Words.Payment.OfLine(reference),
        ["line", _, var reference] => Words.Payment.OfLine(reference),
        ["advance", var lot, var month, _] => Words.Payment.OfAdvance(Show.Month(month), lot),
        ["population" or "task_based" or "subsidy", var lot, var year, _] => Words.Payment.OfYear(year, lot),
        ["trajectory", ..] => Words.Payment.OfTrajectory,
        ["measure", ..] => Words.Payment.OfMeasure,
        ["stay", _, .., var from] => Words.Payment.OfStay(Show.Date(from)),
        ["outcome", ..] => Words.Payment.OfOutcome,
        ["correction", .. var of] when of.Length > 0 => Words.Payment.OfCorrection(InWords(string.Join('/', of))),
        ["correction"] => Words.Payment.OfCorrections,
        ["line"] => Words.Payment.OfLines,
        ["stay"] => Words.Payment.OfStays,
        _ => key,
    };
}
