using System.Globalization;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Platform;

namespace Inkoop.Contracts.Settlements;

/// <summary>One lot settled, or why not yet.</summary>
/// <param name="Settled">Null when nothing of the period can be settled.</param>
/// <param name="Payables">Complete: gross of advances, each with municipality and provider; a key and municipality come once.</param>
/// <param name="NotSettled">Why the period, or its last year, has no amount yet.</param>
public sealed record LotSettled(LotState Lot, Settled? Settled, IReadOnlyList<Payable> Payables, Refused? NotSettled);

/// <summary>What was recorded about one contract, and how much of it was known at a moment.</summary>
public sealed record ContractFacts(RecordedFacts Care, FactRegister Register, IReadOnlyList<Merger> Mergers)
{
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

    /// <summary>The one lot that a product counts in. Care of a whole category counts in the first lot that has a product of it; a product that the contract does not know hides no money:
    /// its lines are found without tariff in the first lot.</summary>
    public static string LotOf(ContractState contract, string productId) =>
        (contract.Products.FirstOrDefault(product => product.ProductId == productId) ?? contract.Products.FirstOrDefault(product => product.Category == productId))?.LotId ?? contract.Lots[0].LotId;
}

/// <summary>Settles one lot over whole months, calendar year by calendar year. What is paid by the year is settled once the period holds its last day.</summary>
public static class LotSettlement
{
    public const string AfterTheYear = "settled_after_the_year";

    public static LotSettled Settle(ContractState contract, LotState lot, ContractFacts facts, Period period, DateTimeOffset asOf, Stress? stress = null)
    {
        Counters.SettlementsRecomputed.Add(1, new KeyValuePair<string, object?>("model", lot.FundingModel));
        var years = new List<(int Year, Settled Settled, IReadOnlyList<Payable> Payables)>();
        Refused? refused = null;
        for (var year = Math.Max(period.From.Year, contract.StartsOn.Year); year <= Math.Min(period.Until.Year, contract.EndsOn.Year); year++)
        {
            try
            {
                if (Part(contract, lot, year, period) is not { } part) continue;
                var terms = FundingOf.Terms(contract, lot, year, facts.Mergers);
                var recorded = facts.For(contract, lot.LotId, part);
                var settled = SettlementKernel.Settle(terms, recorded, part, asOf, stress);
                years.Add((year, Noted(terms, settled, recorded, part), LotPayables.Of(contract, lot, terms, settled, recorded, facts.Mergers, year)));
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
        }
        if (years.Count == 0) return new LotSettled(lot, null, [], refused ?? new Refused(AfterTheYear, "Dit perceel wordt na afloop van het jaar afgerekend."));
        return new LotSettled(lot, Together(lot, [.. years.Select(one => (one.Year, one.Settled))]), Once(years.SelectMany(one => one.Payables)), refused);
    }

    public static bool IsPaidByTheYear(LotState lot) => lot.FundingModel is FundingModels.TaskBased or FundingModels.Population or FundingModels.Subsidy;

    /// <summary>The days of the year that are settled: those asked for, or all of it for what is paid by the year; null when it is not settled in this period.</summary>
    private static Period? Part(ContractState contract, LotState lot, int year, Period period)
    {
        if (!IsPaidByTheYear(lot))
            return new Period(period.From > new DateOnly(year, 1, 1) ? period.From : new DateOnly(year, 1, 1), period.Until < new DateOnly(year, 12, 31) ? period.Until : new DateOnly(year, 12, 31));
        if (!period.Holds(new DateOnly(year, 12, 31))) throw new Refused(AfterTheYear, $"Dit perceel wordt na afloop van {year} afgerekend.");
        // A subsidy is granted and determined once, for the whole contract.
        return lot.FundingModel == FundingModels.Subsidy && year < contract.EndsOn.Year ? null : Period.Year(year);
    }

    // Lines on a lot that is paid otherwise are worth nothing; that must be seen.
    private static Settled Noted(FundingTerms terms, Settled settled, RecordedFacts recorded, Period part)
    {
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
