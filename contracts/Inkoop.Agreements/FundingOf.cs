using System.Globalization;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Wire.Events;
using V1 = Inkoop.Wire.Contracts.V1;

namespace Inkoop.Agreements;

/// <summary>Reads a lot's arrangement (bekostigingsafspraak) as the kernel wants it. Everything is exact: rates are quotients of 1e-8, shares the decimals of the contract.</summary>
public static class FundingOf
{
    /// <summary>What a contract version says about paying one lot in a calendar year, as the kernel reads it.</summary>
    /// <remarks>The budget is the lot's own yearly sum, by the months that the contract runs in the year; else what the contract says for that year. Spending caps come whole, also those that reach outside the year.</remarks>
    public static FundingTerms Terms(ContractState contract, LotState lot, int year, IReadOnlyList<Merger> mergers)
    {
        var funding = lot.Funding ?? new V1.FundingArrangement { PriceTimesQuantity = new V1.PriceTimesQuantity() };
        var terms = funding.ModelCase switch
        {
            V1.FundingArrangement.ModelOneofCase.Output => Arrangements.Output(Products(contract, lot), funding.Output),
            V1.FundingArrangement.ModelOneofCase.TaskBased => TaskBased(funding.TaskBased),
            V1.FundingArrangement.ModelOneofCase.Population => Population(contract, funding.Population, year, mergers),
            V1.FundingArrangement.ModelOneofCase.Outcome => new OutcomePayerTerms
            {
                ReferenceShare = Number(funding.Outcome.ReferenceShare),
                PricePerResultCents = funding.Outcome.PricePerResultCents,
            },
            V1.FundingArrangement.ModelOneofCase.Subsidy => new SubsidyTerms { GrantedCents = funding.Subsidy.GrantedCents, AdvanceShare = Number(funding.Subsidy.AdvanceShare) },
            _ => (FundingTerms)Arrangements.Effort(contract.RoundingRule, Products(contract, lot), funding.PriceTimesQuantity ?? new V1.PriceTimesQuantity()),
        };
        var broken = AnnualBudgetCents(lot) is { } annual && Months(contract, year) is var months && months != 12 ? new BrokenYear(months, annual) : null;
        return terms with
        {
            Article = funding.Article.Length > 0 ? funding.Article : terms.Article,
            BudgetCents = broken is not null ? (broken.AnnualCents * broken.Share).ToCents()
                : AnnualBudgetCents(lot) ?? contract.YearBudgets.FirstOrDefault(budget => budget.Year == year)?.BudgetCents ?? 0,
            OwnBudgetCents = OwnBudgetCents(contract, lot, year),
            BrokenYear = broken,
            Term = new Period(contract.StartsOn, contract.EndsOn),
            TariffEveryDay = false,
        };
    }

    /// <summary>A year's budget that is of several lots together is no lot's own: then it is what the lot may spend in the year (bestedingsruimte), or nothing that can be paid in
    /// advance. What other lots have as a sum of their own is not in it. Null: all that the lot has is its own.</summary>
    private static long? OwnBudgetCents(ContractState contract, LotState lot, int year)
    {
        if (AnnualBudgetCents(lot) is not null || contract.Lots.Count == 1) return null;
        if (lot.Funding?.PriceTimesQuantity is { Caps.Count: > 0 } effort)
            return effort.Caps.Where(cap => cap.From.StartsWith($"{year}-", StringComparison.Ordinal) && cap.Until.StartsWith($"{year}-", StringComparison.Ordinal)).Sum(cap => cap.Cents);
        var budget = contract.YearBudgets.FirstOrDefault(one => one.Year == year)?.BudgetCents ?? 0;
        var others = contract.Lots.Where(other => other.LotId != lot.LotId).ToList();
        return others.All(other => AnnualBudgetCents(other) is not null || other.Funding?.Subsidy is not null)
            ? Math.Max(0, budget - others.Sum(other => AnnualBudgetCents(other) ?? other.Funding!.Subsidy.GrantedCents)) : 0;
    }

    /// <summary>How a sum that the model does not divide itself goes over the municipalities; null: by youths in care.</summary>
    public static (IReadOnlyList<KeyShare> Mix, IReadOnlyList<KeyPart> Fixed)? Division(LotState lot) =>
        lot.Funding?.Division is { } division ? (Shares(division.Mix), [.. division.FixedShares.Select(Part)]) : null;

    /// <summary>The lot's own yearly sum in cents: of a task or for a population; null for the other models.</summary>
    public static long? AnnualBudgetCents(LotState lot) => lot.Funding?.ModelCase switch
    {
        V1.FundingArrangement.ModelOneofCase.TaskBased => lot.Funding.TaskBased.AnnualBudgetCents,
        V1.FundingArrangement.ModelOneofCase.Population => lot.Funding.Population.AnnualBudgetCents,
        _ => null,
    };

    /// <summary>The weights that count in a year, as positions in the list: those of that year, and for a municipality without one those of every year (0).</summary>
    public static IReadOnlyList<int> WeightsOf(V1.PopulationFunding population, int year)
    {
        var own = population.Weights.Where(weight => weight.Year == year).Select(weight => weight.MunicipalityCode).ToHashSet();
        return [.. Enumerable.Range(0, population.Weights.Count).Where(i => population.Weights[i].Year == year || (population.Weights[i].Year == 0 && !own.Contains(population.Weights[i].MunicipalityCode)))];
    }

    /// <summary>Codes of the municipalities that buy on at least one day of the year, in order.</summary>
    public static IReadOnlyList<string> Municipalities(ContractState contract, int year) =>
    [
        .. contract.Buyers
            .Where(buyer => buyer.ValidFrom.Year <= year && (buyer.ValidUntil ?? contract.EndsOn).Year >= year)
            .Select(buyer => buyer.MunicipalityCode)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Of every municipality that buys for a part of the contract's months in the year, which part. One that merged goes on as the one that it became part of.</summary>
    public static IReadOnlyDictionary<string, Fraction> PartOfYear(ContractState contract, int year, IReadOnlyList<Merger> mergers)
    {
        var whole = MonthsOf(Dates.Latest(contract.StartsOn, new DateOnly(year, 1, 1)), Dates.Earliest(contract.EndsOn, new DateOnly(year, 12, 31)), year);
        if (whole.Sign <= 0) return new Dictionary<string, Fraction>();
        return contract.Buyers.GroupBy(buyer => buyer.MunicipalityCode)
            .Select(same => (Code: same.Key, Part: same.Aggregate(Fraction.Zero, (sum, buyer) => sum + MonthsOf(
                Dates.Latest(contract.StartsOn, buyer.ValidFrom), Dates.Earliest(contract.EndsOn, Until(buyer)), year)) / whole))
            .Where(buyer => buyer.Part.Sign > 0 && buyer.Part < Fraction.One).ToDictionary(buyer => buyer.Code, buyer => buyer.Part);

        DateOnly Until(BuyerTerm buyer)
        {
            var own = buyer.ValidUntil ?? contract.EndsOn;
            return mergers.FirstOrDefault(merger => merger.OldCode == buyer.MunicipalityCode && merger.From <= contract.EndsOn && merger.From.AddDays(-1) <= own) is { } merged
                ? Dates.Latest([own, .. contract.Buyers.Where(other => other.MunicipalityCode == merged.NewCode).Select(other => other.ValidUntil ?? contract.EndsOn)]) : own;
        }
    }

    /// <summary>Months of the year that the contract runs, a broken one by its days. Outside the contract a year is whole: there it is only asked for in a comparison.</summary>
    private static Fraction Months(ContractState contract, int year)
    {
        var (from, until) = (contract.StartsOn, contract.EndsOn);
        return from.Year > year || until.Year < year || until < from ? 12 : MonthsOf(from, until, year);
    }

    private static Fraction MonthsOf(DateOnly from, DateOnly until, int year)
    {
        var months = Fraction.Zero;
        for (var first = new DateOnly(year, 1, 1); first.Year == year; first = first.AddMonths(1))
        {
            var (last, days) = (first.AddMonths(1).AddDays(-1), DateTime.DaysInMonth(year, first.Month));
            var held = (until < last ? until : last).DayNumber - (from > first ? from : first).DayNumber + 1;
            if (held > 0) months += Fraction.Of(held, days);
        }
        return months;
    }

    private static IEnumerable<ProductTerm> Products(ContractState contract, LotState lot) => contract.Products.Where(product => product.LotId == lot.LotId);

    private static TaskBasedTerms TaskBased(V1.TaskBasedFunding task) => new()
    {
        ReferenceVolume = task.ReferenceVolume,
        VolumeSource = task.VolumeSource == V1.VolumeSource.Reported ? VolumeSource.Reported : VolumeSource.CareSpells,
        MinimumCareDays = task.MinimumCareDays == 0 ? 1 : task.MinimumCareDays,
        Bands = [.. task.Bands.Select(band => new Band(Number(band.From), Optional(band.Until), Number(band.ShareAbove), Number(band.ShareBelow)))],
        ValveAbove = Optional(task.ValveAbove),
        Kpis = [.. task.Kpis.Select(kpi => new KpiPart(kpi.IndicatorCode, Number(kpi.ShareOfBudget)))],
    };

    private static PopulationTerms Population(ContractState contract, V1.PopulationFunding population, int year, IReadOnlyList<Merger> mergers)
    {
        IReadOnlyList<KeyShare> key = population.Key.Count == 0 ? [new(KeyKind.Weighted, Fraction.One)] : Shares(population.Key);
        return new PopulationTerms
        {
            Year = year,
            Municipalities = Municipalities(contract, year),
            PartOfYear = PartOfYear(contract, year, mergers),
            Key = key,
            Weights = [.. WeightsOf(population, year).Select(i => new MunicipalityWeight(population.Weights[i].MunicipalityCode, year, Number(population.Weights[i].Weight)))],
            FixedShares = [.. population.FixedShares.Select(Part)],
            Index = [.. population.Index.Select(Index)],
            Instalments = population.Instalments == 0 ? 12 : population.Instalments,
            Corridor = population.Corridor is { } corridor
                ? new PopulationCorridor(corridor.ReferenceYouths, Number(corridor.Upper), Number(corridor.BuyerShare), corridor.SharedBy.Count == 0 ? key : Shares(corridor.SharedBy))
                : null,
            ExecutionCost = population.ExecutionCost is { } band ? new ExecutionCostBand(Number(band.Lower), Number(band.Upper)) : null,
            ReserveCap = Optional(population.ReserveCapShare),
            Mergers = mergers,
        };
    }

    private static IndexYear Index(V1.IndexYear index) => new(index.Year, new(Number(index.ForecastOva), Number(index.ForecastPpc)),
        Figures(index.PreviousForecastOva, index.PreviousForecastPpc), Figures(index.PreviousDefinitiveOva, index.PreviousDefinitivePpc));

    private static IndexFigures? Figures(string ova, string ppc) => ova.Length == 0 || ppc.Length == 0 ? null : new IndexFigures(Number(ova), Number(ppc));

    public static IReadOnlyList<KeyShare> Shares(IEnumerable<V1.KeyShare> shares) => [.. shares.Select(share => new KeyShare(Kind(share.Kind), Number(share.Share)))];

    public static KeyPart Part(V1.MunicipalityShare share) => new(share.MunicipalityCode, Number(share.Share));

    private static KeyKind Kind(V1.KeyKind kind) => kind switch
    {
        V1.KeyKind.Inhabitants => KeyKind.Inhabitants,
        V1.KeyKind.Youths => KeyKind.Youths,
        V1.KeyKind.Use => KeyKind.Use,
        V1.KeyKind.Fixed => KeyKind.Fixed,
        _ => KeyKind.Weighted,
    };

    private static Fraction? Optional(string text) => text.Length == 0 ? null : Number(text);

    public static Fraction Number(string text) => Arrangements.Number(text);
}
