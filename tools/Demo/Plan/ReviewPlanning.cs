using Inkoop.Wire;

namespace Inkoop.Demo.Plan;

/// <summary>What comes of the quarterly reviews: older ones are agreed and signed by both, the last but one waits for the provider, the last is open.</summary>
public static class ReviewPlanning
{
    /// <summary>The talk is about fifty days after the quarter: submissions and corrections are in by then.</summary>
    public const int DaysAfterQuarter = 50;

    private static readonly (string Text, string Owner, string Result)[] actions =
    [
        ("Plan van aanpak voor de wachtlijst, met instroom per week en een norm per product.", "aanbieder, manager zorg", "Plan besproken; wachttijd daalt, volgend kwartaal opnieuw op de agenda."),
        ("Afgekeurde declaratieregels van dit kwartaal nalopen en opnieuw indienen.", "aanbieder, zorgadministratie", "Alle regels opnieuw ingediend en goedgekeurd."),
        ("Uitval per team uitsplitsen en de drie grootste oorzaken benoemen.", "aanbieder, kwaliteitsmedewerker", "Oorzaken benoemd; afspraken over de intake gemaakt."),
        ("Verwijzers informeren over het ambulante alternatief voor verblijf.", "opdrachtgever, accountmanager", "Informatie gedeeld met toegang en huisartsen."),
        ("Respons op het cliënttevredenheidsonderzoek verhogen naar 60%.", "aanbieder, kwaliteitsmedewerker", "Vragenlijst ingekort; respons gestegen."),
        ("Besluit over de bestedingsruimte voor de rest van het jaar.", "opdrachtgever, contractmanager", "Besluit schriftelijk meegedeeld."),
        ("Toewijzingen die langer dan drie maanden zonder start openstaan sluiten.", "opdrachtgever, toegang", "Toewijzingen nagelopen en gesloten."),
    ];

    private static readonly string[] counterViews =
    [
        "Wij herkennen het cijfer voor uitval, maar wijzen op de instroom van zwaardere vragen in dit kwartaal.",
        "De doorlooptijd wordt mede bepaald door late besluiten van de toegang; graag als afspraak opnemen.",
    ];

    public static IReadOnlyList<PlannedReview> Reviews(DemoRegion region, IReadOnlyList<PlannedContract> contracts)
    {
        var reviews = new List<PlannedReview>();
        foreach (var quarter in region.Quarters.SkipLast(1))
            for (var index = 0; index < contracts.Count; index++)
                reviews.Add(Review(region, quarter, index, lastButOne: quarter.Next == region.LastQuarter));
        return reviews;
    }

    private static PlannedReview Review(DemoRegion region, Quarter quarter, int index, bool lastButOne)
    {
        var dice = new Dice(region.Seed, "review/" + quarter, index);
        var chosen = new List<PlannedAction>();
        var first = dice.Between(0, actions.Length - 1);
        var count = dice.Share() is var point && point < 0.45 ? 0 : point < 0.85 ? 1 : 2;
        for (var which = 0; which < count; which++)
        {
            var (text, owner, result) = actions[(first + 3 * which) % actions.Length];
            chosen.Add(new PlannedAction(text, owner, quarter.LastDay.AddDays(DaysAfterQuarter + dice.Between(28, 84)), lastButOne || dice.Hits(0.2) ? "" : result));
        }

        var buyer = dice.Hits(lastButOne ? 0.4 : 0.96);
        return new PlannedReview
        {
            ContractIndex = index,
            Quarter = quarter.ToString(),
            Actions = chosen,
            BuyerSigns = buyer,
            ProviderSigns = buyer && !lastButOne && dice.Hits(0.94),
            CounterView = dice.Hits(0.08) ? dice.Pick(counterViews) : "",
        };
    }
}
