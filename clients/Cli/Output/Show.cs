using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Cli.Output;

/// <summary>Values as a Dutch reader writes them.</summary>
internal static class Show
{
    // By hand: a machine without language data would silently write points for commas.
    private static readonly NumberFormatInfo dutch = new()
    {
        NumberGroupSeparator = ".",
        NumberDecimalSeparator = ",",
        NumberGroupSizes = [3],
    };

    /// <summary>€ 1.234,56.</summary>
    public static string Euro(long cents) => (cents < 0 ? "-€ " : "€ ") + Math.Abs(cents / 100m).ToString("N2", dutch);

    public static string Number(long number) => number.ToString("N0", dutch);

    /// <summary>A decimal text of the wire with a comma.</summary>
    public static string Decimal(string text) => text.Replace('.', ',');

    /// <summary>A share 0..1 as a percentage with one decimal.</summary>
    public static string Percentage(string share) =>
        decimal.TryParse(share, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? (value * 100).ToString("N1", dutch) + "%" : "-";

    public static string Moment(Timestamp? timestamp) =>
        timestamp is null ? "-" : DutchDay.Local(timestamp.ToDateTimeOffset()).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Period(string from, string until) => until.Length == 0 ? $"vanaf {from}" : $"{from} t/m {until}";

    public static string OrDash(string text) => text.Length == 0 ? "-" : text;

    public static string YesNo(bool value) => value ? "ja" : "nee";

    /// <summary>Without control characters: a text of somebody else must not steer this terminal.</summary>
    public static string Clean(string text) =>
        text.Any(letter => char.IsControl(letter) && letter != '\n') ? string.Concat(text.Select(letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter)) : text;

    public static string Status(ContractStatus status) => status switch
    {
        ContractStatus.Draft => "concept",
        ContractStatus.Signed => "ondertekend",
        _ => "onbekend",
    };

    public static string Status(MessageStatus status) => status switch
    {
        MessageStatus.Received => "ontvangen, nog niet beoordeeld",
        MessageStatus.Accepted => "goedgekeurd",
        MessageStatus.Partly => "deels afgekeurd",
        MessageStatus.Rejected => "afgekeurd",
        MessageStatus.Unreadable => "onleesbaar",
        MessageStatus.Sent => "verzonden",
        _ => "onbekend",
    };

    public static string Verdict(Colour colour) => colour switch
    {
        Colour.Green => "groen",
        Colour.Amber => "oranje",
        Colour.Red => "rood",
        Colour.Grey => "te klein om te oordelen",
        Colour.NoObservations => "geen waarnemingen",
        Colour.Missing => "ontbreekt",
        _ => "-",
    };

    /// <summary>Who did something, as the log names it: each role in words, what else stands there as it is.</summary>
    public static string Actor(string actor) => string.Join(':', actor.Split(':').Select(part => part switch
    {
        "procurement_officer" => "inkoper",
        "contract_manager" => "contractmanager",
        "finance" => "financiën",
        "auditor" => "controleur",
        "council_reader" => "raadslid",
        "provider" => "aanbieder",
        "operator" => "beheerder",
        "service" => "dienst",
        _ => part,
    }));

    /// <summary>A unit of the iJw list in words.</summary>
    public static string Unit(string code) => code switch
    {
        "01" => "minuten",
        "04" => "uren",
        "14" => "etmalen",
        "16" => "dagdelen",
        "82" => "stuks (output)",
        "83" => "euro's",
        "84" => "stuks (inspanning)",
        _ => code,
    };

    /// <summary>A funding model by its name on the wire.</summary>
    public static string Funding(string model) => model switch
    {
        "price_times_quantity" => "prijs maal hoeveelheid",
        "output" => "outputbekostiging",
        "task_based" => "taakgericht",
        "population" => "populatiebekostiging",
        "outcome" => "outcomefinanciering",
        "subsidy" => "subsidie",
        _ => OrDash(model),
    };

    public static string Funding(FundingArrangement? funding) => funding?.ModelCase switch
    {
        FundingArrangement.ModelOneofCase.PriceTimesQuantity => "prijs maal hoeveelheid",
        FundingArrangement.ModelOneofCase.Output => "outputbekostiging",
        FundingArrangement.ModelOneofCase.TaskBased => "taakgericht",
        FundingArrangement.ModelOneofCase.Population => "populatiebekostiging",
        FundingArrangement.ModelOneofCase.Outcome => "outcomefinanciering",
        FundingArrangement.ModelOneofCase.Subsidy => "subsidie",
        _ => "-",
    };

    public static string Fact(SettlementFact fact) => fact.KindCase switch
    {
        SettlementFact.KindOneofCase.Population => "bevolking",
        SettlementFact.KindOneofCase.Use => "jeugdigen in zorg",
        SettlementFact.KindOneofCase.Merger => "herindeling",
        SettlementFact.KindOneofCase.MunicipalityBudget => "begroting gemeente",
        SettlementFact.KindOneofCase.Breach => "tekortkoming",
        SettlementFact.KindOneofCase.PartReached => "deel bereikt",
        SettlementFact.KindOneofCase.Outcome => "resultaat",
        SettlementFact.KindOneofCase.Determination => "vaststelling",
        SettlementFact.KindOneofCase.Advance => "voorschot",
        SettlementFact.KindOneofCase.Volume => "volume",
        SettlementFact.KindOneofCase.Kpi => "KPI vrijgegeven",
        SettlementFact.KindOneofCase.Cost => "kosten en reserve",
        _ => "-",
    };

    public static string Timing(PaymentTiming timing) => timing switch
    {
        PaymentTiming.OnStart => "bij de start",
        PaymentTiming.OnResult => "op resultaat",
        PaymentTiming.Advance => "voorschot",
        _ => "achteraf",
    };

    /// <summary>hoogstens 0,1 or minstens 0,8.</summary>
    public static string Norm(KpiAgreement agreement) => $"{(agreement.Direction == KpiDirection.AtMost ? "hoogstens" : "minstens")} {Decimal(agreement.Norm)}";

    public static string Rounding(RoundingRule rule) => rule switch
    {
        RoundingRule.UnroundedTariff => "tarief niet afgerond, bedrag op centen",
        RoundingRule.TariffFourDecimals => "tarief eerst op 4 decimalen",
        RoundingRule.TariffCents => "tarief eerst op centen",
        _ => "-",
    };
}
