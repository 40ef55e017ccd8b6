using System.Globalization;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Output;

/// <summary>Rules, inputs and findings of a settlement (afrekening) in words beside their stable names, which stand in the document of --json.</summary>
internal static class ExplainedText
{
    private static readonly Dictionary<string, string> rules = new(StringComparer.Ordinal)
    {
        ["sum"] = "som van de delen",
        ["price_times_quantity"] = "volume × tarief",
        ["price_times_quantity_by_day"] = "volume gelijk verdeeld over de dagen, tegen het tarief van die dagen",
        ["volume_is_amount"] = "het volume is het bedrag",
        ["as_recorded"] = "zoals vastgelegd bij de beoordeling",
        ["no_tariff"] = "geen tarief op deze dag",
        ["spending_cap"] = "alleen wat van de bestedingsruimte resteert",
        ["stay_tier"] = "verblijfsdagen in deze trede × dagtarief",
        ["month_tariff"] = "maandtarief",
        ["breach_discount"] = "budget ÷ 12 × maanden × percentage",
        ["share_of_price"] = "deel van de trajectprijs",
        ["share_of_key"] = "aandeel volgens de verdeelsleutel",
        ["result_above_reference"] = "resultaten boven de referentie × prijs per resultaat",
        ["not_verified"] = "nog niet onafhankelijk getoetst",
        ["lowest_of"] = "het laagste van verleend en vastgesteld",
        ["above_limit_returned"] = "wat boven de grens ligt, gaat terug",
        ["recorded_amount"] = "vastgelegd bedrag",
        ["rows_of_clients"] = "van jeugdigen samen",
        ["taken_off"] = "al voldaan, wordt afgetrokken",
        ["band_share"] = "jeugdigen in deze band × prijs × aandeel",
        ["kpi_withheld"] = "ingehouden tot de KPI is gehaald",
        ["kpi_released"] = "vrijgegeven van wat was ingehouden",
        ["corridor_share"] = "jeugdigen boven de bandbreedte × prijs × aandeel",
        ["indexed_budget"] = "jaarbedrag × index",
        ["hours_at_rate"] = "uren × uurtarief, tot het maximum",
        ["growth_volume"] = "meer of minder jeugdigen, tegen de gemiddelde kosten van eerst",
        ["growth_price"] = "jeugdigen nu × verschil in kosten per jeugdige",
        ["growth_place"] = "jeugdigen nu × verschuiving van het aandeel × kosten daar",
        ["growth_rest"] = "wat overblijft",
    };

    private static readonly Dictionary<string, string> inputs = new(StringComparer.Ordinal)
    {
        ["volume"] = "volume",
        ["unit"] = "eenheid",
        ["tariff_eur"] = "tarief",
        ["tariff_agreed_eur"] = "afgesproken tarief",
        ["tariff_unit"] = "tarief per",
        ["per"] = "eenheden per tariefeenheid",
        ["rounding_rule"] = "afronding",
        ["period"] = "periode",
        ["contract_version"] = "contractversie",
        ["days"] = "dagen",
        ["days_of_line"] = "dagen van de regel",
        ["months"] = "maanden",
        ["share"] = "aandeel",
        ["side"] = "kant van de referentie",
        ["units"] = "jeugdigen in de band",
        ["reference"] = "referentieaantal",
        ["reference_volume"] = "referentieaantal",
        ["actual"] = "werkelijk aantal",
        ["corridor"] = "bandbreedte",
        ["index"] = "index",
        ["weight"] = "gewicht",
        ["weight_of_all"] = "gewicht van allen",
        ["whole_cents"] = "te verdelen",
        ["amount_cents"] = "bedrag",
        ["budget_cents"] = "budget",
        ["price_cents"] = "prijs",
        ["remaining_cents"] = "resteert van de ruimte",
        ["limit_cents"] = "maximum",
        ["granted_cents"] = "verleend",
        ["determined_cents"] = "vastgesteld",
        ["participants"] = "deelnemers",
        ["results"] = "resultaten",
        ["reference_share"] = "referentie",
        ["verified_by"] = "getoetst door",
        ["released"] = "vrijgegeven deel",
        ["reached_on"] = "bereikt op",
        ["hours"] = "uren",
        ["rate_eur"] = "uurtarief",
    };

    public static string Rule(string rule) => rules.GetValueOrDefault(rule, rule);

    public static string Input(string name) => inputs.GetValueOrDefault(name, name);

    public static string Value(ExplanationInput input) => input.Name switch
    {
        "unit" or "tariff_unit" => Show.Unit(input.Value),
        "period" => input.Value.Replace("/", " t/m ", StringComparison.Ordinal),
        "rounding_rule" => input.Value switch
        {
            "unrounded_tariff" => Show.Rounding(RoundingRule.UnroundedTariff),
            "tariff_four_decimals" => Show.Rounding(RoundingRule.TariffFourDecimals),
            "tariff_cents" => Show.Rounding(RoundingRule.TariffCents),
            var other => other,
        },
        _ when input.Name.EndsWith("_cents", StringComparison.Ordinal) && Cents(input.Value) is { } cents => Show.Euro(cents),
        _ when input.Name.EndsWith("_eur", StringComparison.Ordinal) => "€ " + Show.Decimal(input.Value),
        _ => Show.Decimal(input.Value),
    };

    /// <summary>What a finding is about: an amount, a count or a reference; an id of the product itself says nobody anything.</summary>
    public static string Subject(Finding finding) => finding.Code switch
    {
        "reserve_above_cap" or "execution_cost_above_band" or "execution_cost_below_band" when Cents(finding.Subject) is { } cents => Show.Euro(cents),
        "safety_valve" => Show.Decimal(finding.Subject),
        _ when Guid.TryParse(finding.Subject, out _) => "",
        _ => finding.Subject,
    };

    private static long? Cents(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cents) ? cents : null;
}
