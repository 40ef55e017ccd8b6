namespace Inkoop.Ijw;

/// <summary>The code lists of iJw 3.2 that a contract's products use.</summary>
public static class CareCodes
{
    /// <summary>ProductCategorie (JZ020); 31 to 38 are those of 2015, still used by running contracts.</summary>
    public static IReadOnlyDictionary<string, string> Categories { get; } = new Dictionary<string, string>
    {
        ["31"] = "Zonder verblijf: wijk- of buurtteam (2015)",
        ["32"] = "Zonder verblijf: ambulant op locatie van de aanbieder (2015)",
        ["33"] = "Zonder verblijf: daghulp op locatie van de aanbieder (2015)",
        ["34"] = "Zonder verblijf: in het netwerk van de jeugdige (2015)",
        ["35"] = "Met verblijf: pleegzorg (2015)",
        ["36"] = "Met verblijf: gezinsgericht (2015)",
        ["37"] = "Met verblijf: gesloten plaatsing (2015)",
        ["38"] = "Met verblijf: overig residentieel (2015)",
        ["40"] = "Persoonlijke verzorging",
        ["41"] = "Dagbehandeling",
        ["42"] = "Vervoerdiensten",
        ["43"] = "Jeugdhulp verblijf (incl. behandeling)",
        ["44"] = "Jeugdhulp verblijf (excl. behandeling)",
        ["45"] = "Jeugdhulp ambulant",
        ["46"] = "Jeugdhulp crisis",
        ["47"] = "Jeugdreclassering",
        ["48"] = "Jeugdbescherming",
        ["49"] = "Activiteiten in het preventief justitieel kader",
        ["50"] = "Maatwerkarrangementen jeugd",
        ["51"] = "Generalistische basis-ggz",
        ["52"] = "Specialistische ggz",
        ["53"] = "Kindergeneeskunde",
        ["54"] = "Jeugd-ggz",
        ["55"] = "Landelijk ingekochte zorg",
    };

    /// <summary>Eenheid (WJ756).</summary>
    public static IReadOnlyDictionary<string, string> UnitNames { get; } = new Dictionary<string, string>
    {
        [Units.Minute] = "minuten",
        [Units.Hour] = "uren",
        [Units.FullDay] = "etmalen",
        [Units.DayPart] = "dagdelen",
        [Units.OutputPiece] = "stuks (output)",
        [Units.Euro] = "euro's",
        [Units.EffortPiece] = "stuks (inspanning)",
    };

    /// <summary>Units of a result (outputgericht, OP263); every other unit measures effort (inspanningsgericht, OP262, OP305).</summary>
    public static bool IsOutputUnit(string unit) => unit is Units.OutputPiece or Units.Euro;
}
