using Inkoop.Texts;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Output;

/// <summary>What a contract says about paying a lot (bekostiging), a line for each agreement; what was not agreed is not named.</summary>
internal static class FundingText
{
    /// <summary>With what a lot is for, where no product says so.</summary>
    public static IEnumerable<string> OfLot(Lot lot) =>
    [
        .. lot.Activities.Length > 0 ? new[] { $"activiteiten: {lot.Activities}" } : [],
        .. lot.Categories.Count > 0 ? new[] { $"hele categorieën: {string.Join(", ", lot.Categories)}" } : [],
        .. Lines(lot.Funding),
    ];

    public static IEnumerable<string> Lines(FundingArrangement? funding)
    {
        var lines = funding?.ModelCase switch
        {
            FundingArrangement.ModelOneofCase.PriceTimesQuantity => Effort(funding.PriceTimesQuantity),
            FundingArrangement.ModelOneofCase.Output => Output(funding.Output),
            FundingArrangement.ModelOneofCase.TaskBased => Task(funding.TaskBased),
            FundingArrangement.ModelOneofCase.Population => Population(funding.Population),
            FundingArrangement.ModelOneofCase.Outcome => [$"referentie {Percent(funding.Outcome.ReferenceShare)}, {Show.Euro(funding.Outcome.PricePerResultCents)} per resultaat daarboven"],
            FundingArrangement.ModelOneofCase.Subsidy => [$"verleend {Show.Euro(funding.Subsidy.GrantedCents)}, bevoorschot {Percent(funding.Subsidy.AdvanceShare)}"],
            _ => [],
        };
        if (funding?.StatementCheck is StatementCheck.Checked) lines = lines.Append("opgaven van de aanbieder: betaalbaar na controle");
        if (funding?.StatementCheck is StatementCheck.Sampled) lines = lines.Append($"opgaven van de aanbieder: steekproef van {Percent(funding.StatementSampleShare)} na controle");
        if (funding?.Division is { } division) lines = lines.Append($"verdeling: {Keys(division.Mix, division.FixedShares)}");
        return funding?.Article.Length > 0 ? lines.Append($"vindplaats: {funding.Article}") : lines;
    }

    private static IEnumerable<string> Effort(PriceTimesQuantity effort)
    {
        if (effort.TariffMoment == TariffMoment.EachDay) yield return Names.Say("TariffMoment.EachDay");
        foreach (var cap in effort.Caps) yield return $"bestedingsruimte {Show.Period(cap.From, cap.Until)}: {Show.Euro(cap.Cents)}, signaal bij {Percent(cap.SignalShare)}";
        foreach (var stay in effort.Stays)
            yield return $"verblijf {stay.ProductId}: {string.Join(", ", stay.Tiers.Select(tier => $"{(tier.UpToDay == 0 ? "daarna" : $"t/m dag {tier.UpToDay}")} € {Show.Decimal(tier.RateEur)}"))}";
        if (effort.MonthProductIds.Count > 0) yield return $"maandtarief: {string.Join(", ", effort.MonthProductIds)}";
    }

    private static IEnumerable<string> Output(OutputFunding output)
    {
        yield return output.Variant switch
        {
            OutputVariant.Periodic => $"{Names.Of(output.Variant)} van {Math.Max(1, output.MonthsOfPart)} maanden",
            _ => Names.Of(output.Variant) ?? Names.Say("OutputVariant.Phases"),
        };
        foreach (var phase in output.Phases) yield return $"{phase.Name}: {Percent(phase.Share)}";
    }

    private static IEnumerable<string> Task(TaskBasedFunding task)
    {
        yield return $"{Show.Euro(task.AnnualBudgetCents)} per jaar voor {Show.Number(task.ReferenceVolume)} jeugdigen, geteld uit {Names.Of(task.VolumeSource) ?? Names.Say("VolumeSource.Care")} vanaf {Math.Max(1, task.MinimumCareDays)} zorgdag(en)";
        foreach (var band in task.Bands)
            yield return $"{(band.Until.Length == 0 ? $"boven {Percent(band.From)}" : $"{Percent(band.From)} tot {Percent(band.Until)}")} afwijking: gemeente betaalt {Percent(band.ShareAbove)} van meer, krijgt {Percent(band.ShareBelow)} van minder";
        if (task.ValveAbove.Length > 0) yield return $"veiligheidsventiel boven {Percent(task.ValveAbove)}";
        foreach (var kpi in task.Kpis) yield return $"ingehouden voor {kpi.IndicatorCode}: {Percent(kpi.ShareOfBudget)} van het budget";
    }

    private static IEnumerable<string> Population(PopulationFunding population)
    {
        yield return $"{Show.Euro(population.AnnualBudgetCents)} per jaar, in {(population.Instalments == 0 ? 12 : population.Instalments)} termijnen";
        yield return $"verdeling: {(population.Key.Count == 0 ? Kind(KeyKind.Weighted) : Keys(population.Key, population.FixedShares))}";
        if (population.Weights.Count > 0)
            yield return $"gewichten: {string.Join(", ", population.Weights.Select(weight => $"{weight.MunicipalityCode} {Show.Decimal(weight.Weight)}{(weight.Year == 0 ? "" : $" ({weight.Year})")}"))}";
        if (population.Corridor is { } corridor)
            yield return $"boven {Percent(corridor.Upper)} meer dan {Show.Number(corridor.ReferenceYouths)} jeugdigen betalen de gemeenten {Percent(corridor.BuyerShare)}"
                + (corridor.SharedBy.Count > 0 ? $", verdeeld naar {Keys(corridor.SharedBy, population.FixedShares)}" : "");
        foreach (var index in population.Index) yield return $"index {index.Year}: OVA {Show.Decimal(index.ForecastOva)}%, PPC {Show.Decimal(index.ForecastPpc)}%{(index.PreviousForecastOva.Length > 0 ? ", met nacalculatie" : "")}";
        if (population.ExecutionCost is { } band) yield return $"uitvoeringskosten {Percent(band.Lower)} tot {Percent(band.Upper)} van het budget";
        if (population.ReserveCapShare.Length > 0) yield return $"reserve hoogstens {Percent(population.ReserveCapShare)} van het budget";
    }

    private static string Keys(IReadOnlyList<KeyShare> keys, IReadOnlyList<MunicipalityShare> parts) =>
        string.Join(", ", keys.Select(key => keys.Count == 1 ? Kind(key.Kind) : $"{Percent(key.Share)} {Kind(key.Kind)}"))
        + (keys.Any(key => key.Kind == KeyKind.Fixed) ? $" ({string.Join(", ", parts.Select(part => $"{part.MunicipalityCode} {Percent(part.Share)}"))})" : "");

    private static string Kind(KeyKind kind) => Names.Of(kind) ?? "-";

    /// <summary>With the decimals that it has, and no more.</summary>
    private static string Percent(string share) => Formats.ExactShare(share) ?? "-";
}
