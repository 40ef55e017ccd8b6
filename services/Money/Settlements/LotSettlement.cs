using System.Globalization;
using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Settlements;

/// <summary>One lot settled, or why not yet.</summary>
/// <param name="Settled">Null when nothing of the period can be settled.</param>
/// <param name="Payables">Complete: gross of advances, each with municipality and provider; a key and municipality come once.</param>
/// <param name="Parts">The payables by product, municipality and month: they add up to them. None of a lot that is paid by the year while the
/// year runs.</param>
/// <param name="NotSettled">Why the period, or its last year, has no amount yet.</param>
public sealed record LotSettled(LotState Lot, Settled? Settled, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts, Refused? NotSettled)
{
    /// <summary>It has an amount that still changes with the year.</summary>
    public bool IsProvisional => Settled is not null && Parts.Count == 0 && Payables.Any(payable => payable.Cents != 0);
}

/// <summary>What was recorded about one contract, and how much of it was known at a moment.</summary>
public sealed record ContractFacts(RecordedFacts Care, FactRegister Register, IReadOnlyList<Merger> Mergers)
{
    /// <summary>A subsidy that was determined (vastgesteld) with its report waits for no end of the year.</summary>
    public bool IsDetermined(LotState lot) => lot.FundingModel == FundingModels.Subsidy
        && Register.For(lot.LotId, new Period(DateOnly.MinValue, DateOnly.MaxValue)).Determinations.MaxBy(fact => (fact.RecordedAt, fact.EventId)) is { AccountabilityReport: not null };

    /// <summary>What bears on one lot in a period: the lines and care of its products, and what the register says of it.</summary>
    public RecordedFacts For(ContractState contract, string lotId, Period period)
    {
        // Looked up once for each product, not for each line.
        var known = new Dictionary<string, bool>();
        bool Mine(string productId) => known.TryGetValue(productId, out var mine) ? mine : known[productId] = LotOf(contract, productId) == lotId;
        return Register.For(lotId, period) with
        {
            Lines = [.. Care.Lines.Where(line => Mine(line.ProductId))],
            Stays = [.. Care.Stays.Where(stay => Mine(stay.ProductId))],
            Measures = [.. Care.Measures.Where(measure => Mine(measure.ProductId))],
            Trajectories = [.. Care.Trajectories.Where(trajectory => Mine(trajectory.ProductId))],
            Spells = [.. Care.Spells.Where(spell => Mine(spell.ProductId))],
        };
    }

    /// <summary>The one lot that a product counts in. Care of a whole category counts in the first lot that has a product of it, or else in the one that covers it; a product that the contract does not know hides no money:
    /// its lines are found without tariff in the first lot.</summary>
    public static string LotOf(ContractState contract, string productId) =>
        (contract.Products.FirstOrDefault(product => product.ProductId == productId) ?? contract.Products.FirstOrDefault(product => product.Category == productId))?.LotId
        ?? (contract.Lots.FirstOrDefault(lot => lot.Covers(productId)) ?? contract.Lots[0]).LotId;
}

/// <summary>
/// Settles one lot over whole months, calendar year by calendar year. What is paid by the year is settled whole: once the period holds its last
/// day, and any months of it once it is over.
/// </summary>
public static class LotSettlement
{
    public const string AfterTheYear = "settled_after_the_year";
    /// <summary>All of the days that were asked about are still to come.</summary>
    public const string NotBegun = "period_not_begun";
    public const string TooLarge = "amount_too_large";
    public const string TooLargeText = "De bedragen van dit perceel zijn te groot om mee te rekenen; kijk na wat is afgesproken en vastgelegd.";

    private static readonly CultureInfo dutch = CultureInfo.GetCultureInfo("nl-NL");

    public static LotSettled Settle(ContractState contract, LotState lot, ContractFacts facts, Period period, DateTimeOffset asOf, Stress? stress = null)
    {
        Counters.SettlementsRecomputed.Add(1, new KeyValuePair<string, object?>("model", lot.FundingModel));
        var years = new List<(int Year, Settled Settled, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts)>();
        Refused? refused = null;
        var today = DutchDay.Of(asOf);
        for (var year = Math.Max(period.From.Year, contract.StartsOn.Year); year <= Math.Min(period.Until.Year, contract.EndsOn.Year); year++)
        {
            try
            {
                if (Part(contract, lot, year, period, today, facts.IsDetermined(lot)) is not { } part) continue;
                var on = Dates.Earliest(new DateOnly(year, 12, 31), today);
                var terms = FundingOf.Terms(contract, lot, year, facts.Mergers);
                var recorded = facts.For(contract, lot.LotId, part);
                var settled = SettlementKernel.Settle(terms, recorded, part, asOf, stress);
                var payables = LotPayables.Of(contract, lot, terms, settled, recorded, facts.Mergers, on);
                // What is paid by the year can still change while the year runs: it is no figure to add up yet.
                IReadOnlyList<SettledPart> parts = IsPaidByTheYear(lot) && today.Year <= year
                    ? [] : LotMonths.Of(contract, lot, settled, payables, recorded, facts.Mergers, on);
                years.Add(parts.Count > 0 && IsPaidByTheYear(lot) && !IsWhole(contract, year, period)
                    ? MonthsOnly(year, Noted(contract, lot, terms, settled, recorded, part), payables, parts, period)
                    : (year, Noted(contract, lot, terms, settled, recorded, part), payables, parts));
            }
            catch (Refused reason)
            {
                refused = reason;
            }
            catch (NotPayable reason)
            {
                refused = FundingFaults.Of(reason);
            }
            catch (FaultyTerms faulty)
            {
                refused = FundingFaults.Of(faulty);
            }
            catch (OverflowException)
            {
                // One lot that cannot be counted is left out by name; it takes no other lot or contract with it.
                refused = new Refused(TooLarge, TooLargeText);
            }
        }
        if (years.Count == 0)
            return new LotSettled(lot, null, [], [], refused ?? new Refused(AfterTheYear, $"Dit perceel wordt één keer afgerekend, na afloop van het contract in {contract.EndsOn.Year}."));
        return new LotSettled(
            lot, Together(lot, [.. years.Select(one => (one.Year, one.Settled))]), Once(years.SelectMany(one => one.Payables)),
            [.. years.SelectMany(one => one.Parts)], refused);
    }

    public static bool IsPaidByTheYear(LotState lot) => lot.FundingModel is FundingModels.TaskBased or FundingModels.Population or FundingModels.Subsidy;

    /// <summary>The days of the year that are settled: those asked for, or all of it for what is paid by the year; null when it is not settled in
    /// this period.</summary>
    private static Period? Part(ContractState contract, LotState lot, int year, Period period, DateOnly today, bool isDetermined)
    {
        var from = Dates.Latest(period.From, new DateOnly(year, 1, 1));
        if (from > today)
            throw new Refused(NotBegun, $"De dagen vanaf {from.ToString("d MMMM yyyy", dutch)} moeten nog komen; daarvan is nog niets af te rekenen.");
        if (!IsPaidByTheYear(lot))
            return new Period(from, Dates.Earliest(period.Until, new DateOnly(year, 12, 31), today));
        if (!isDetermined && !period.Holds(new DateOnly(year, 12, 31)) && today.Year <= year)
            throw new Refused(AfterTheYear, $"Dit perceel wordt na afloop van {year} afgerekend.");
        // A subsidy is granted and determined once, for the whole contract.
        return lot.FundingModel == FundingModels.Subsidy && year < contract.EndsOn.Year ? null : Period.Year(year);
    }

    private static bool IsWhole(ContractState contract, int year, Period period) =>
        period.From <= Dates.Latest(contract.StartsOn, new DateOnly(year, 1, 1))
        && period.Until >= Dates.Earliest(contract.EndsOn, new DateOnly(year, 12, 31));

    // The months asked for of a year that was settled whole. Advances were taken off the year, not off its months.
    private static (int Year, Settled Settled, IReadOnlyList<Payable> Payables, IReadOnlyList<SettledPart> Parts) MonthsOnly(
        int year, Settled settled, IReadOnlyList<Payable> payables, IReadOnlyList<SettledPart> parts, Period period)
    {
        var asked = parts.Where(part => period.Holds(DateOnly.ParseExact(part.Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture))).ToList();
        var others = parts.Sum(part => part.Cents) - asked.Sum(part => part.Cents);
        var total = Explained.Sum(settled.Total.Title,
        [
            .. settled.Total.Children.Where(child => child.Rule != PayRules.TakenOff),
            Explained.Leaf($"De andere maanden van {year}", PayRules.TakenOff, "gelijke delen over de maanden", new ExplainedInput("amount_cents", others)),
        ], settled.Total.Source);
        return (year, settled with { Total = total },
            [.. payables.GroupBy(payable => payable.MunicipalityCode).Select(same => same.First() with
            {
                Cents = asked.Where(part => part.MunicipalityCode == same.Key).Sum(part => part.Cents),
            })], asked);
    }

    // Lines on a lot that is paid otherwise are worth nothing; that must be seen.
    private static Settled Noted(ContractState contract, LotState lot, FundingTerms terms, Settled settled, RecordedFacts recorded, Period part)
    {
        if (LotPayables.IsDividedEqually(contract, lot, terms, settled, recorded, part.From.Year))
            settled = settled with { Findings = [.. settled.Findings, new Finding(Finding.DividedEqually, "Het perceel noemt geen verdeelsleutel en niemand was in zorg: de gemeenten dragen gelijke delen.", lot.LotId)] };
        if (terms is PriceTimesQuantityTerms) return settled;
        var lines = recorded.Lines.Count(line => part.Holds(line.StartsOn));
        return lines == 0 ? settled : settled with
        {
            Findings = [.. settled.Findings, new Finding(Finding.DeclaredOutsideModel, "Er is gedeclareerd op een perceel dat niet per prestatie wordt betaald.", lines.ToString(CultureInfo.InvariantCulture))],
        };
    }

    private static Settled Together(LotState lot, IReadOnlyList<(int Year, Settled Settled)> years)
    {
        var title = $"Perceel {lot.LotId} {lot.Name}";
        if (years.Count == 1) return years[0].Settled with { Total = years[0].Settled.Total with { Title = title } };
        var discounts = years.Where(one => one.Settled.Discount is not null).Select(one => one.Settled.Discount!).ToList();
        return new Settled
        {
            Total = Explained.Sum(title, years.Select(one => one.Settled.Total with { Title = one.Year.ToString(CultureInfo.InvariantCulture) })),
            Discount = discounts.Count == 0 ? null : Explained.Sum(discounts[0].Title, discounts),
            Payables = [.. years.SelectMany(one => one.Settled.Payables)],
            Parts = [.. years.SelectMany(one => one.Settled.Parts)],
            Findings = [.. years.SelectMany(one => one.Settled.Findings)],
        };
    }

    // What is paid in parts over years (a trajectory, a measure) keeps one key.
    private static IReadOnlyList<Payable> Once(IEnumerable<Payable> payables) =>
        [.. payables.GroupBy(payable => (payable.Key, payable.MunicipalityCode, payable.ProviderCode)).Select(same => new Payable(same.Key.Key, same.Key.MunicipalityCode, same.Key.ProviderCode, same.Sum(payable => payable.Cents)))];
}
