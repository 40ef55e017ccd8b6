namespace Inkoop.Indicators.Registry;

/// <summary>A definition in the registry, valid for the quarters whose last day falls in its period.</summary>
public sealed record IndicatorDefinition
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required string Definition { get; init; }
    /// <summary>proportion or mean.</summary>
    public required string Kind { get; init; }
    public required string Numerator { get; init; }
    public required string Denominator { get; init; }
    public required string Source { get; init; }
    public required string Informant { get; init; }
    public required string Why { get; init; }
    /// <summary>The platform computes it as well.</summary>
    public required bool Derived { get; init; }
    /// <summary>Providers report it; false where the platform alone computes it.</summary>
    public required bool Asked { get; init; }
    public required int MinutesEstimate { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }

    public bool ValidOn(DateOnly day) => ValidFrom <= day && (ValidUntil is null || ValidUntil >= day);
}

public static class IndicatorKinds
{
    public const string Proportion = "proportion";
    /// <summary>The numerator is the sum of scores of 1 to 10, in tenths; the denominator is their count.</summary>
    public const string Mean = "mean";
}

/// <summary>
/// The basic set (basisset): the harmonised outcome criteria of NJi and VNG, and the share helped within the Treeknorm.
/// A definition never changes; another wording is another version with its own period.
/// </summary>
public static class BasicSet
{
    public const string DropOut = "uitval";
    public const string Satisfaction = "tevredenheid";
    public const string WithoutFurtherHelp = "zonder_hulp_verder";
    public const string NoNewStart = "geen_nieuwe_start";
    public const string FewerProblems = "problemen_verminderd";
    public const string GoalsReached = "doelen_gerealiseerd";
    public const string WithinWaitingNorm = "wachttijd_treeknorm";

    /// <summary>The Jeugdwet's first day: every contract under it can be measured.</summary>
    private static readonly DateOnly since = new(2015, 1, 1);

    public static readonly IReadOnlyList<IndicatorDefinition> Definitions =
    [
        new()
        {
            Code = DropOut, Version = 1, Kind = IndicatorKinds.Proportion, Derived = true, Asked = true, MinutesEstimate = 5, ValidFrom = since,
            Name = "Uitval",
            Definition = "Aandeel van de definitief beëindigde trajecten dat eenzijdig door de cliënt of de aanbieder is afgebroken.",
            Numerator = "Beëindigingen met reden eenzijdig door de cliënt (32) of eenzijdig door de aanbieder (33).",
            Denominator = "Alle definitieve beëindigingen in het kwartaal, zonder tijdelijke stop, gemeentelijk besluit en wijzigingsverzoek.",
            Source = "NJi/VNG outcomecriterium 1; CBS-protocol 3.7, redenen 03 en 04",
            Informant = "De aanbieder, uit de eigen administratie",
            Why = "Afgebroken hulp is hulp die niet paste; het platform rekent zelf mee uit de stopberichten.",
        },
        new()
        {
            Code = Satisfaction, Version = 1, Kind = IndicatorKinds.Mean, Derived = false, Asked = true, MinutesEstimate = 15, ValidFrom = since,
            Name = "Cliënttevredenheid over het nut van de hulp",
            Definition = "Gemiddeld cijfer van 1 tot en met 10 op de vraag hoe nuttig deze hulp was.",
            Numerator = "Som van de gegeven cijfers, in tienden.",
            Denominator = "Aantal gegeven cijfers.",
            Source = "NJi/VNG outcomecriterium 2; CBS-protocol outcome 2",
            Informant = "De jeugdige of een ouder of opvoeder, aan het einde van de hulp",
            Why = "Wie de hulp kreeg, oordeelt het best of die iets opleverde.",
        },
        new()
        {
            Code = WithoutFurtherHelp, Version = 1, Kind = IndicatorKinds.Proportion, Derived = false, Asked = true, MinutesEstimate = 15, ValidFrom = since,
            Name = "Doelrealisatie: zonder hulp verder",
            Definition = "Aandeel van de beëindigde trajecten waarna de jeugdige zonder hulp verder kan.",
            Numerator = "Trajecten met antwoord 'nu geen, later misschien' (03) of 'geen verdere hulp nodig' (04).",
            Denominator = "Beëindigde trajecten met een antwoord.",
            Source = "NJi/VNG outcomecriterium 3.1; CBS-protocol outcome 3.1",
            Informant = "De jeugdige, een ouder of opvoeder, of de behandelaar",
            Why = "Hulp is bedoeld om gemist te kunnen worden.",
        },
        new()
        {
            Code = NoNewStart, Version = 1, Kind = IndicatorKinds.Proportion, Derived = false, Asked = true, MinutesEstimate = 10, ValidFrom = since,
            Name = "Doelrealisatie: geen nieuwe start",
            Definition = "Aandeel van de beëindigde trajecten zonder herhaald beroep op jeugdhulp binnen een jaar na het einde.",
            Numerator = "Trajecten die een jaar eerder eindigden en niet door een nieuwe start zijn gevolgd.",
            Denominator = "Trajecten die een jaar eerder eindigden.",
            Source = "NJi/VNG outcomecriterium 3.2",
            Informant = "De aanbieder, uit de eigen administratie",
            Why = "Een snelle terugkeer laat zien dat het resultaat niet beklijft.",
        },
        new()
        {
            Code = FewerProblems, Version = 1, Kind = IndicatorKinds.Proportion, Derived = false, Asked = true, MinutesEstimate = 20, ValidFrom = since,
            Name = "Doelrealisatie: problemen verminderd",
            Definition = "Aandeel van de beëindigde trajecten waarin de problemen zijn afgenomen of de zelfredzaamheid is toegenomen.",
            Numerator = "Trajecten met een betere score bij het einde dan bij de start.",
            Denominator = "Beëindigde trajecten met een score bij de start en bij het einde.",
            Source = "NJi/VNG outcomecriterium 3.3; niet vrij toegankelijke hulp",
            Informant = "De jeugdige of een ouder of opvoeder, met een gevalideerde vragenlijst",
            Why = "Het laat zien of de hulp iets veranderde aan de reden waarom zij begon.",
        },
        new()
        {
            Code = GoalsReached, Version = 1, Kind = IndicatorKinds.Proportion, Derived = false, Asked = true, MinutesEstimate = 15, ValidFrom = since,
            Name = "Doelrealisatie: overeengekomen doelen gerealiseerd",
            Definition = "Aandeel van de overeengekomen doelen dat bij het einde van de hulp is bereikt.",
            Numerator = "Bereikte doelen.",
            Denominator = "Overeengekomen doelen in beëindigde trajecten.",
            Source = "NJi/VNG outcomecriterium 3.4; niet vrij toegankelijke hulp",
            Informant = "De jeugdige, een ouder of opvoeder en de behandelaar samen",
            Why = "Doelen zijn per jeugdige afgesproken: dit is wat er beloofd was.",
        },
        new()
        {
            Code = WithinWaitingNorm, Version = 1, Kind = IndicatorKinds.Proportion, Derived = false, Asked = true, MinutesEstimate = 10, ValidFrom = since,
            Name = "Wachttijd binnen de Treeknorm",
            Definition = "Aandeel van de gestarte trajecten dat binnen de Treeknorm begon: intake binnen 4 weken na aanmelding, hulp binnen 10 weken na intake.",
            Numerator = "Gestarte trajecten met beide wachttijden binnen de norm.",
            Denominator = "Trajecten die in het kwartaal zijn gestart.",
            Source = "Treeknormen ggz; contractstandaard art. 3.5",
            Informant = "De aanbieder, uit de eigen administratie",
            Why = "Wie te lang wacht, krijgt geen hulp: het laat zien of er genoeg is ingekocht.",
        },
    ];

    /// <summary>The definition of <paramref name="code"/> that counts on <paramref name="day"/>: the newest of those then valid.</summary>
    public static IndicatorDefinition? ValidOn(this IEnumerable<IndicatorDefinition> definitions, string code, DateOnly day) =>
        definitions.Where(definition => definition.Code == code && definition.ValidOn(day)).MaxBy(definition => definition.Version);
}
