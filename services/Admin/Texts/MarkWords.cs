using System.Globalization;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Admin.Texts;

public static partial class Words
{
    /// <summary>Figures of a lot in a review, by their stable names.</summary>
    public static class Figure
    {
        public static string Name(string mark) => mark switch
        {
            "volume" => Pick("Jeugdigen in zorg, dit jaar", "Youths in care, this year"),
            "reference_volume" => Pick("Jeugdigen volgens afspraak", "Youths as agreed"),
            "volume_of_reference_share" => Pick("Deel van de afspraak", "Share of what was agreed"),
            "valve_share" => Pick("Bandbreedte tot het veiligheidsventiel", "Corridor up to the safety valve"),
            "valve_open" => Pick("Veiligheidsventiel", "Safety valve"),
            "budget_cents" => Pick("Jaarbedrag", "Sum of the year"),
            "kpi_withheld_cents" => Pick("Ingehouden voor KPI's", "Withheld for KPIs"),
            "kpi_released_cents" => Pick("Daarvan vrijgegeven", "Of which released"),
            "advanced_cents" => Pick("Voorgeschoten buiten betaalruns", "Advanced outside payment runs"),
            "youths" => Pick("Jeugdigen in de gemeenten", "Youths in the municipalities"),
            "weighted_youths" => Pick("Jeugdigen, gewogen naar behoefte", "Youths, weighted by need"),
            "use" => Pick("Jeugdigen in zorg", "Youths in care"),
            "use_share" => Pick("Gebruik", "Use"),
            "participants" => Pick("Deelnemers", "Participants"),
            "results" => Pick("Resultaten", "Results"),
            "result_share" => Pick("Deel met resultaat", "Share with result"),
            "reference_share" => Pick("Referentie", "Reference"),
            "not_verified" => Pick("Metingen nog niet getoetst", "Measurements not verified yet"),
            "granted_cents" => Pick("Verleend", "Granted"),
            "determined_cents" => Pick("Vastgesteld", "Determined"),
            "trajectories" => Pick("Trajecten gestart, dit jaar", "Trajectories started, this year"),
            "parts_reached" => Pick("Fasen bereikt, dit jaar", "Phases reached, this year"),
            _ => mark,
        };

        public static string Value(Mark mark) => mark switch
        {
            { Suppressed: true } => "< 10",
            { Name: "valve_open" } => mark.Value == 1 ? Pick("Open: partijen gaan in gesprek", "Open: the parties talk") : Pick("Dicht", "Closed"),
            _ when mark.Name.EndsWith("_cents", StringComparison.Ordinal) => Show.Money(mark.Value),
            _ when mark.Name.EndsWith("_share", StringComparison.Ordinal) => Show.Share((mark.Value / 100_000_000m).ToString(CultureInfo.InvariantCulture)),
            _ => Show.Count(mark.Value),
        };
    }
}
