using System.Globalization;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Cli.Output;

/// <summary>Figures of a lot in a review (stand per perceel), in words beside their names.</summary>
internal static class MarkText
{
    private static readonly Dictionary<string, string> names = new(StringComparer.Ordinal)
    {
        ["volume"] = "jeugdigen in zorg, dit jaar",
        ["reference_volume"] = "jeugdigen volgens afspraak",
        ["volume_of_reference_share"] = "deel van de afspraak",
        ["valve_share"] = "bandbreedte tot het veiligheidsventiel",
        ["valve_open"] = "veiligheidsventiel",
        ["budget_cents"] = "jaarbedrag",
        ["kpi_withheld_cents"] = "ingehouden voor KPI's",
        ["kpi_released_cents"] = "daarvan vrijgegeven",
        ["advanced_cents"] = "voorgeschoten buiten betaalruns",
        ["youths"] = "jeugdigen in de gemeenten",
        ["weighted_youths"] = "jeugdigen, gewogen naar behoefte",
        ["use"] = "jeugdigen in zorg",
        ["use_share"] = "gebruik",
        ["participants"] = "deelnemers",
        ["results"] = "resultaten",
        ["result_share"] = "deel met resultaat",
        ["reference_share"] = "referentie",
        ["not_verified"] = "metingen nog niet getoetst",
        ["granted_cents"] = "verleend",
        ["determined_cents"] = "vastgesteld",
        ["trajectories"] = "trajecten gestart, dit jaar",
        ["parts_reached"] = "fasen bereikt, dit jaar",
    };

    public static string Name(Mark mark) => names.GetValueOrDefault(mark.Name, mark.Name);

    public static string Value(Mark mark) => mark switch
    {
        { Suppressed: true } => "< 10",
        { Name: "valve_open" } => mark.Value == 1 ? "open" : "dicht",
        _ when mark.Name.EndsWith("_cents", StringComparison.Ordinal) => Show.Euro(mark.Value),
        _ when mark.Name.EndsWith("_share", StringComparison.Ordinal) => Show.Percentage((mark.Value / 100_000_000m).ToString(CultureInfo.InvariantCulture)),
        _ => Show.Number(mark.Value),
    };
}
