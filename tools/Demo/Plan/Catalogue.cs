namespace Inkoop.Demo.Plan;

/// <summary>What a contract is about (segment of the purchase).</summary>
public enum Segment
{
    Ambulant,
    MentalHealth,
    DayTreatment,
    FosterCare,
    Residential,
    Crisis,
    Protection,
    Support,
    Trajectory,
    Consultation,
}

/// <summary>A product as the region buys it.</summary>
/// <param name="Category">iJw ProductCategorie (JZ020).</param>
/// <param name="Code">iJw ProductCode; of the standard list where it has one, else the region's own.</param>
/// <param name="Unit">iJw Eenheid (WJ756).</param>
/// <param name="RateCents">Of 2024, for one unit.</param>
public sealed record CatalogueProduct(string Category, string Code, string Description, string Unit, int RateCents)
{
    /// <summary>Etmaal with a bed: help with stay (verblijf).</summary>
    public bool IsStay => Unit == "14";
}

/// <summary>The region's product book. Tariffs are illustrative, of the size that regions publish.</summary>
public static class Catalogue
{
    public const string Minute = "01";
    public const string FullDay = "14";
    public const string DayPart = "16";
    public const string OutputPiece = "82";
    public const string EffortPiece = "84";

    /// <summary>Percentages by which tariffs rise on 1 January (features.md 3.3 shows how 4.249 comes about).</summary>
    public static decimal IndexOf(int year) => year switch
    {
        2025 => 0.04249m,
        2026 => 0.0392m,
        _ => 0.035m,
    };

    public static IReadOnlyList<CatalogueProduct> Of(Segment segment) => segment switch
    {
        Segment.Ambulant =>
        [
            new("45", "45A48", "Jeugdhulp ambulant regulier, individueel", Minute, 121),
            new("45", "45A53", "Jeugdhulp ambulant specialistisch, individueel", Minute, 158),
            new("45", "45A56", "Jeugdhulp ambulant specialistisch, gezin en systeem", Minute, 166),
        ],
        Segment.MentalHealth =>
        [
            new("54", "54001", "Jeugd-ggz behandeling", Minute, 194),
            new("54", "54002", "Jeugd-ggz diagnostiek", Minute, 205),
            new("54", "54003", "Ernstige dyslexie, behandeling", Minute, 163),
        ],
        Segment.DayTreatment =>
        [
            new("41", "41A03", "Dagbehandeling regulier", DayPart, 8850),
            new("41", "41A16", "Dagbehandeling specialistisch (zwaar)", DayPart, 13175),
        ],
        Segment.FosterCare =>
        [
            new("44", "44B09", "Pleegzorg voltijd", FullDay, 5485),
            new("44", "44A08", "Gezinshuis", FullDay, 17120),
            new("44", "44A09", "Logeren", FullDay, 14860),
        ],
        Segment.Residential =>
        [
            new("43", "43A36", "Jeugdhulp verblijf (middel)", FullDay, 26840),
            new("43", "43A38", "Jeugdhulp verblijf (zwaar)", FullDay, 39215),
            new("43", "43A12", "JeugdzorgPlus", FullDay, 56130),
        ],
        Segment.Crisis =>
        [
            new("46", "46A03", "Jeugdhulp crisis, verblijf", FullDay, 41200),
            new("46", "46A01", "Jeugdhulp crisis, ambulant", Minute, 198),
        ],
        Segment.Protection =>
        [
            new("48", "48B10", "Ondertoezichtstelling, per maand", OutputPiece, 81250),
            new("48", "48B11", "Voogdij, per maand", OutputPiece, 64000),
            new("47", "47B10", "Jeugdreclassering, per maand", OutputPiece, 70100),
        ],
        Segment.Support =>
        [
            new("40", "40A04", "Persoonlijke verzorging regulier", Minute, 98),
            new("42", "42A03", "Vervoer, per rit", EffortPiece, 1875),
        ],
        Segment.Trajectory => [new("50", "50J01", "Traject met een jeugdige ingebrachte mentor", OutputPiece, 1950000)],
        _ => [new("45", "45C01", "Consultatie en advies aan de toegang", Minute, 121)],
    };

    public static string NameOf(Segment segment) => segment switch
    {
        Segment.Ambulant => "Ambulante jeugdhulp",
        Segment.MentalHealth => "Jeugd-ggz",
        Segment.DayTreatment => "Dagbehandeling",
        Segment.FosterCare => "Pleegzorg en gezinshuizen",
        Segment.Residential => "Jeugdhulp met verblijf",
        Segment.Crisis => "Crisishulp",
        Segment.Protection => "Jeugdbescherming en jeugdreclassering",
        Segment.Support => "Ondersteuning thuis en vervoer",
        Segment.Trajectory => "Trajecten met een jeugdige ingebrachte mentor",
        _ => "Consultatie en advies",
    };
}
