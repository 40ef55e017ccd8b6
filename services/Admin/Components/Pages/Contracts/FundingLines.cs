using Inkoop.Admin.Texts;
using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>A label with what the contract says about it, each value on a line of its own.</summary>
public sealed record FundingLine(string Label, IReadOnlyList<string> Values)
{
    public FundingLine(string label, string value) : this(label, [value]) { }
}

/// <summary>An arrangement (bekostiging) as a person reads it: percentages, euros, names of municipalities and indicators. What was not agreed is not named.</summary>
public sealed class FundingLines(IReadOnlyDictionary<string, string> municipalities, IReadOnlyDictionary<string, string> indicators)
{
    public IReadOnlyList<FundingLine> Of(FundingArrangement? funding)
    {
        if (funding is null) return [];
        var lines = funding.ModelCase switch
        {
            FundingArrangement.ModelOneofCase.PriceTimesQuantity => Effort(funding.PriceTimesQuantity),
            FundingArrangement.ModelOneofCase.Output => Output(funding.Output),
            FundingArrangement.ModelOneofCase.TaskBased => Task(funding.TaskBased),
            FundingArrangement.ModelOneofCase.Population => Population(funding.Population),
            FundingArrangement.ModelOneofCase.Outcome => [new(Words.Funding.ReferenceShare, Percent(funding.Outcome.ReferenceShare)), new(Words.Funding.PricePerResult, Show.Money(funding.Outcome.PricePerResultCents))],
            FundingArrangement.ModelOneofCase.Subsidy => [new(Words.Funding.Granted, Show.Money(funding.Subsidy.GrantedCents)), new(Words.Funding.AdvanceShare, Percent(funding.Subsidy.AdvanceShare))],
            _ => (IEnumerable<FundingLine>)[],
        };
        if (funding.ModelCase is FundingArrangement.ModelOneofCase.TaskBased or FundingArrangement.ModelOneofCase.Subsidy)
            lines = lines.Append(new FundingLine(Words.Funding.Division, funding.Division is { } division ? Keys(division.Mix, division.FixedShares) : [Words.Funding.ByUseDefault]));
        if (funding.ModelCase is FundingArrangement.ModelOneofCase.Output or FundingArrangement.ModelOneofCase.TaskBased or FundingArrangement.ModelOneofCase.Population)
            lines = lines.Append(new FundingLine(Words.Funding.StatementCheck, funding.StatementCheck == StatementCheck.Sampled ? $"{Named.Of(funding.StatementCheck)} ({Percent(funding.StatementSampleShare)})" : Named.Of(funding.StatementCheck)));
        return [.. lines, new FundingLine(Words.Funding.Article, funding.Article.Length > 0 ? funding.Article : Words.Funding.Contracted)];
    }

    private static IEnumerable<FundingLine> Effort(PriceTimesQuantity effort)
    {
        yield return new FundingLine(Words.Funding.TariffMoment, Named.Of(effort.TariffMoment));
        if (effort.Caps.Count > 0)
            yield return new FundingLine(Words.Funding.Caps, [.. effort.Caps.Select(cap => $"{Show.Period(cap.From, cap.Until)}: {Show.Money(cap.Cents)}, {Words.Funding.SignalAt(Percent(cap.SignalShare))}")]);
        foreach (var stay in effort.Stays)
            yield return new FundingLine($"{Words.Funding.Stays}: {stay.ProductId}", [.. stay.Tiers.Select(tier => Words.Funding.UpTo(tier.UpToDay, Show.Rate(tier.RateEur)))]);
        if (effort.MonthProductIds.Count > 0)
            yield return new FundingLine(Words.Funding.Months, string.Join(", ", effort.MonthProductIds));
    }

    private static IEnumerable<FundingLine> Output(OutputFunding output)
    {
        yield return new FundingLine(Words.Funding.OutputVariant, Named.Of(output.Variant));
        if (output.Variant == OutputVariant.Periodic) yield return new FundingLine(Words.Funding.MonthsOfPart, Show.Count(Math.Max(1, output.MonthsOfPart)));
        yield return new FundingLine(Words.Contract.PhaseShare, [.. output.Phases.Select(phase => $"{phase.Name}: {Percent(phase.Share)}")]);
    }

    private IEnumerable<FundingLine> Task(TaskBasedFunding task)
    {
        yield return new FundingLine(Words.Contract.AnnualBudget, Show.Money(task.AnnualBudgetCents));
        yield return new FundingLine(Words.Contract.ReferenceVolume, [$"{Show.Count(task.ReferenceVolume)}: {Words.Funding.CareDays(Math.Max(1, task.MinimumCareDays))}", $"{Words.Funding.VolumeSource} {Named.Of(task.VolumeSource)}"]);
        if (task.Bands.Count > 0)
            yield return new FundingLine(Words.Funding.Bands,
                [.. task.Bands.Select(band => $"{Words.Funding.Deviation(Percent(band.From), band.Until.Length == 0 ? "" : Percent(band.Until))}: {Words.Funding.Sharing(Percent(band.ShareAbove), Percent(band.ShareBelow))}")]);
        if (task.ValveAbove.Length > 0) yield return new FundingLine(Words.Funding.Valve, Percent(task.ValveAbove));
        if (task.Kpis.Count > 0)
            yield return new FundingLine(Words.Funding.KpiParts, [.. task.Kpis.Select(kpi => $"{indicators.GetValueOrDefault(kpi.IndicatorCode, kpi.IndicatorCode)}: {Percent(kpi.ShareOfBudget)}")]);
    }

    private IEnumerable<FundingLine> Population(PopulationFunding population)
    {
        yield return new FundingLine(Words.Contract.AnnualBudget, Words.Funding.PerYear(Show.Money(population.AnnualBudgetCents), population.Instalments == 0 ? 12 : population.Instalments));
        yield return new FundingLine(Words.Funding.Key, population.Key.Count == 0 ? [Named.Of(KeyKind.Weighted)] : Keys(population.Key, population.FixedShares));
        if (population.Weights.Count > 0)
            yield return new FundingLine(Words.Funding.Weights, [.. population.Weights.Select(weight => $"{Name(weight.MunicipalityCode)}: {Show.Number(weight.Weight)}{(weight.Year == 0 ? "" : $" ({weight.Year})")}")]);
        if (population.Corridor is { } corridor)
        {
            yield return new FundingLine(Words.Funding.Corridor, Words.Funding.AboveCorridor(Percent(corridor.Upper), Show.Count(corridor.ReferenceYouths), Percent(corridor.BuyerShare)));
            if (corridor.SharedBy.Count > 0) yield return new FundingLine(Words.Funding.SharedBy, Keys(corridor.SharedBy, population.FixedShares));
        }
        if (population.Index.Count > 0)
            yield return new FundingLine(Words.Funding.Index, [.. population.Index.SelectMany(Index)]);
        if (population.ExecutionCost is { } band)
            yield return new FundingLine(Words.Funding.Execution, $"{Words.Funding.Deviation(Percent(band.Lower), Percent(band.Upper))}{Words.Funding.OfBudget[1..]}");
        if (population.ReserveCapShare.Length > 0) yield return new FundingLine(Words.Funding.ReserveCap, Percent(population.ReserveCapShare) + Words.Funding.OfBudget[1..]);
    }

    private static IEnumerable<string> Index(IndexYear index)
    {
        yield return $"{index.Year}: OVA {Points(index.ForecastOva)}, PPC {Points(index.ForecastPpc)}";
        if (index.PreviousForecastOva.Length > 0)
            yield return Words.Funding.AfterCorrection(Points(index.PreviousForecastOva), Points(index.PreviousForecastPpc), Points(index.PreviousDefinitiveOva), Points(index.PreviousDefinitivePpc));
    }

    private IReadOnlyList<string> Keys(IReadOnlyList<KeyShare> keys, IReadOnlyList<MunicipalityShare> parts) =>
    [
        .. keys.Select(key => keys.Count == 1 ? Named.Of(key.Kind) : $"{Percent(key.Share)} {Named.Of(key.Kind)}"),
        .. keys.Any(key => key.Kind == KeyKind.Fixed) ? parts.Select(part => $"{Name(part.MunicipalityCode)}: {Percent(part.Share)}") : [],
    ];

    private string Name(string code) => municipalities.GetValueOrDefault(code, code);

    private static string Points(string percentage) => Show.Number(percentage) + "%";

    /// <summary>With the decimals that it has, and no more.</summary>
    private static string Percent(string share) => Formats.ExactShare(share) ?? Show.None;
}
