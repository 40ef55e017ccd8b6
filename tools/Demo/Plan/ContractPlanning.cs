using System.Globalization;

namespace Inkoop.Demo.Plan;

/// <summary>Which contracts the providers have, who buys with them, and what was agreed.</summary>
public static class ContractPlanning
{
    /// <summary>What each provider sells, one contract a segment. Forty for twenty-five providers.</summary>
    private static readonly Segment[][] segments =
    [
        [Segment.Ambulant, Segment.DayTreatment],
        [Segment.Ambulant, Segment.MentalHealth],
        [Segment.Residential, Segment.FosterCare, Segment.Crisis],
        [Segment.MentalHealth, Segment.DayTreatment],
        [Segment.Protection],
        [Segment.Ambulant, Segment.Residential],
        [Segment.FosterCare],
        [Segment.Ambulant],
        [Segment.MentalHealth, Segment.Trajectory],
        [Segment.Ambulant, Segment.Support],
        [Segment.DayTreatment, Segment.Ambulant],
        [Segment.MentalHealth],
        [Segment.Ambulant],
        [Segment.Protection, Segment.Crisis],
        [Segment.FosterCare],
        [Segment.Ambulant],
        [Segment.MentalHealth, Segment.Ambulant],
        [Segment.Residential, Segment.DayTreatment],
        [Segment.Ambulant],
        [Segment.Support],
        [Segment.Ambulant, Segment.FosterCare],
        [Segment.MentalHealth],
        [Segment.Ambulant, Segment.Consultation],
        [Segment.Residential, Segment.Crisis],
        [Segment.Ambulant],
    ];

    public static IReadOnlyList<PlannedContract> Contracts(DemoRegion region, IReadOnlyList<PlannedProvider> providers) =>
        providers.SelectMany(provider => segments[provider.Index % segments.Length].Select(segment => (provider, segment)))
            .Take(region.ContractCount)
            .Select((pair, index) => Contract(region, pair.provider, pair.segment, index)).ToList();

    private static PlannedContract Contract(DemoRegion region, PlannedProvider provider, Segment segment, int index)
    {
        var dice = new Dice(region.Seed, "contract", index);
        var starts = region.FirstQuarter.FirstDay;
        return new PlannedContract
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"MLO-{starts.Year}-{index + 1:000}"),
            Title = $"{Catalogue.NameOf(segment)} {starts.Year}-2028, {provider.Name}",
            ProviderIndex = provider.Index,
            AgbCode = provider.AgbCode,
            Segment = segment,
            Arrangement = FundingPlanning.Of(segment, index),
            SignedOn = starts.AddDays(-dice.Between(16, 27)),
            StartsOn = starts,
            EndsOn = new DateOnly(starts.Year + 4, 12, 31),
            Buyers = Buyers(region, segment, dice),
            Products = FundingPlanning.ProductsOf(segment, FundingPlanning.Of(segment, index)),
            IndexedIn = IndexedIn(region, dice),
            Kpis = Kpis(segment, dice),
            Size = provider.Size,
            DropOut = provider.DropOut,
        };
    }

    /// <summary>What is scarce is bought by all together; an ambulant provider often serves a part of the region. One joins later.</summary>
    private static List<PlannedBuyer> Buyers(DemoRegion region, Segment segment, Dice dice)
    {
        var all = region.Municipalities;
        var starts = region.FirstQuarter.FirstDay;
        if (segment is not (Segment.Ambulant or Segment.Support) || dice.Hits(0.3))
            return [.. all.Select(place => new PlannedBuyer(place.Code, starts))];
        // Never the first: the largest municipality buys everything.
        var skipped = all[dice.Between(1, all.Count - 1)];
        var joining = all[dice.Between(1, all.Count - 1)];
        return [.. all.Where(place => place != skipped).Select(place => new PlannedBuyer(place.Code, place == joining ? starts.AddMonths(6) : starts))];
    }

    /// <summary>Some tariffs rise after a quarter, more after a year.</summary>
    private static List<int> IndexedIn(DemoRegion region, Dice dice)
    {
        var years = new List<int>();
        for (var year = region.FirstQuarter.Year + 1; year <= region.LastQuarter.Year; year++)
            if (dice.Hits(year == region.FirstQuarter.Year + 1 ? 0.2 : 0.5))
                years.Add(year);
        return years;
    }

    private static List<PlannedKpi> Kpis(Segment segment, Dice dice)
    {
        if (segment == Segment.Consultation)
            return [new("tevredenheid", 750, false, false)];
        var kpis = new List<PlannedKpi> { new("uitval", 10, true, false), new("tevredenheid", 750, false, false), new("wachttijd_treeknorm", 80, false, dice.Hits(0.3)) };
        if (segment is not (Segment.Protection or Segment.Support))
            kpis.Add(new("doelen_gerealiseerd", 75, false, false));
        if (segment is Segment.Ambulant or Segment.MentalHealth or Segment.Trajectory)
            kpis.Add(new("zonder_hulp_verder", 60, false, false));
        if (segment is Segment.MentalHealth or Segment.DayTreatment)
            kpis.Add(new("problemen_verminderd", 70, false, false));
        return kpis;
    }

    /// <summary>
    /// Year budgets around what the plan produces, so that some contracts stay far below, some pass the 70% signal early and a few
    /// overrun. A year that is not walked whole is filled up in proportion.
    /// </summary>
    public static IReadOnlyList<PlannedContract> WithBudgets(DemoRegion region, IReadOnlyList<PlannedContract> contracts, IReadOnlyList<PlannedDeclaration> declarations)
    {
        var produced = declarations.SelectMany(declaration => declaration.Lines)
            .GroupBy(line => (line.ContractIndex, line.From.Year)).ToDictionary(group => group.Key, group => group.Sum(line => line.PayableCents));
        var youths = declarations.SelectMany(declaration => declaration.Lines).Where(line => line.From.Year > region.FirstQuarter.Year)
            .GroupBy(line => (line.ContractIndex, line.From.Year)).Select(year => (year.Key.ContractIndex, Count: year.Select(line => line.Bsn).Distinct().LongCount()))
            .GroupBy(year => year.ContractIndex).ToDictionary(years => years.Key, years => years.Max(year => year.Count));
        var quarters = region.Quarters.CountBy(quarter => quarter.Year).ToDictionary();
        return contracts.Select((contract, index) =>
        {
            var dice = new Dice(region.Seed, "budget", index);
            var budgets = new Dictionary<int, long>();
            foreach (var (year, count) in quarters)
            {
                // The first year of a contract that starts in its last quarter has a quarter's budget.
                var whole = year == region.FirstQuarter.Year ? 1m : 4m / count;
                var expected = contract.Segment == Segment.Consultation ? 24_000_000m : produced.GetValueOrDefault((index, year)) * whole;
                var room = 0.92m + dice.Between(0, 45) / 100m;
                budgets[year] = Math.Max(1, (long)(expected * room / 500_000m)) * 500_000;
            }

            return contract with { YearBudgets = budgets, Youths = contract.Segment == Segment.Consultation ? 450 : Math.Max(1, youths.GetValueOrDefault(index)) };
        }).ToList();
    }
}
