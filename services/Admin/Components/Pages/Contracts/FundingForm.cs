using System.Globalization;
using Inkoop.Admin.Forms;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>The funding arrangement (bekostiging) of a lot between the wire and what a person types: shares as percentages, money in euros.</summary>
public static class FundingForm
{
    public static void Fill(FormValues form, string at, FundingArrangement funding)
    {
        form[at] = Text((int)funding.ModelCase);
        form[$"{at}.article"] = funding.Article;
        form[$"{at}.statement_check"] = Text((int)funding.StatementCheck);
        form[$"{at}.statement_sample_share"] = Percent(funding.StatementSampleShare);
        Keys(form, $"{at}.division.mix", funding.Division?.Mix ?? []);
        Municipalities(form, $"{at}.division.fixed_shares", funding.Division?.FixedShares ?? []);
        switch (funding.ModelCase)
        {
            case FundingArrangement.ModelOneofCase.PriceTimesQuantity: Effort(form, $"{at}.price_times_quantity", funding.PriceTimesQuantity); break;
            case FundingArrangement.ModelOneofCase.Output:
                form[$"{at}.output.variant"] = Text((int)funding.Output.Variant);
                form[$"{at}.output.months_of_part"] = Whole(funding.Output.MonthsOfPart);
                Each($"{at}.output.phases", funding.Output.Phases, (row, phase) => (form[$"{row}.name"], form[$"{row}.share"]) = (phase.Name, Percent(phase.Share)));
                break;
            case FundingArrangement.ModelOneofCase.TaskBased: Task(form, $"{at}.task_based", funding.TaskBased); break;
            case FundingArrangement.ModelOneofCase.Population: Population(form, $"{at}.population", funding.Population); break;
            case FundingArrangement.ModelOneofCase.Outcome:
                form[$"{at}.outcome.reference_share"] = Percent(funding.Outcome.ReferenceShare);
                form[$"{at}.outcome.price_per_result_cents"] = Show.TypedCents(funding.Outcome.PricePerResultCents);
                break;
            case FundingArrangement.ModelOneofCase.Subsidy:
                form[$"{at}.subsidy.granted_cents"] = Show.TypedCents(funding.Subsidy.GrantedCents);
                form[$"{at}.subsidy.advance_share"] = Percent(funding.Subsidy.AdvanceShare);
                break;
        }
    }

    /// <summary>As the contract names it: a code that does not begin with its category gets it put in front.</summary>
    public static string ProductId(string category, string code) => (code.StartsWith(category, StringComparison.Ordinal) ? code : category + code).ToUpperInvariant();

    private static void Effort(FormValues form, string at, PriceTimesQuantity effort)
    {
        form[$"{at}.tariff_moment"] = Text((int)effort.TariffMoment);
        Each($"{at}.stays", effort.Stays, (row, stay) =>
        {
            form[$"{row}.product_id"] = stay.ProductId;
            Each($"{row}.tiers", stay.Tiers, (tierAt, tier) => (form[$"{tierAt}.up_to_day"], form[$"{tierAt}.rate_eur"]) = (Whole(tier.UpToDay), Show.Typed(tier.RateEur)));
        });
        Each($"{at}.month_product_ids", effort.MonthProductIds, (row, id) => form[$"{row}.product_id"] = id);
        Each($"{at}.caps", effort.Caps, (row, cap) =>
        {
            (form[$"{row}.from"], form[$"{row}.until"]) = (cap.From, cap.Until);
            (form[$"{row}.cents"], form[$"{row}.signal_share"]) = (Show.TypedCents(cap.Cents), Percent(cap.SignalShare));
        });
    }

    private static void Task(FormValues form, string at, TaskBasedFunding task)
    {
        form[$"{at}.reference_volume"] = task.ReferenceVolume.ToString(CultureInfo.InvariantCulture);
        form[$"{at}.annual_budget_cents"] = Show.TypedCents(task.AnnualBudgetCents);
        form[$"{at}.volume_source"] = Text((int)task.VolumeSource);
        form[$"{at}.minimum_care_days"] = Whole(task.MinimumCareDays);
        form[$"{at}.valve_above"] = Percent(task.ValveAbove);
        Each($"{at}.bands", task.Bands, (row, band) =>
        {
            (form[$"{row}.from"], form[$"{row}.until"]) = (Percent(band.From), Percent(band.Until));
            (form[$"{row}.share_above"], form[$"{row}.share_below"]) = (Percent(band.ShareAbove), Percent(band.ShareBelow));
        });
        Each($"{at}.kpis", task.Kpis, (row, kpi) => (form[$"{row}.indicator_code"], form[$"{row}.share_of_budget"]) = (kpi.IndicatorCode, Percent(kpi.ShareOfBudget)));
    }

    private static void Population(FormValues form, string at, PopulationFunding population)
    {
        form[$"{at}.annual_budget_cents"] = Show.TypedCents(population.AnnualBudgetCents);
        form[$"{at}.instalments"] = Whole(population.Instalments);
        form[$"{at}.reserve_cap_share"] = Percent(population.ReserveCapShare);
        Each($"{at}.weights", population.Weights, (row, weight) =>
            (form[$"{row}.municipality_code"], form[$"{row}.weight"], form[$"{row}.year"]) = (weight.MunicipalityCode, Show.Typed(weight.Weight), Whole(weight.Year)));
        Keys(form, $"{at}.key", population.Key);
        Municipalities(form, $"{at}.fixed_shares", population.FixedShares);
        Each($"{at}.index", population.Index, (row, index) =>
        {
            form[$"{row}.year"] = Text(index.Year);
            foreach (var (name, percentage) in Percentages(index)) form[$"{row}.{name}"] = Show.Typed(percentage);
        });
        if (population.Corridor is { } corridor)
        {
            form[$"{at}.corridor.reference_youths"] = corridor.ReferenceYouths.ToString(CultureInfo.InvariantCulture);
            form[$"{at}.corridor.upper"] = Percent(corridor.Upper);
            form[$"{at}.corridor.buyer_share"] = Percent(corridor.BuyerShare);
            Keys(form, $"{at}.corridor.shared_by", corridor.SharedBy);
        }
        if (population.ExecutionCost is { } band)
            (form[$"{at}.execution_cost.lower"], form[$"{at}.execution_cost.upper"]) = (Percent(band.Lower), Percent(band.Upper));
    }

    /// <summary>By the name of their field.</summary>
    internal static IEnumerable<(string Name, string Percentage)> Percentages(IndexYear index) =>
    [
        ("forecast_ova", index.ForecastOva), ("forecast_ppc", index.ForecastPpc), ("previous_forecast_ova", index.PreviousForecastOva), ("previous_forecast_ppc", index.PreviousForecastPpc),
        ("previous_definitive_ova", index.PreviousDefinitiveOva), ("previous_definitive_ppc", index.PreviousDefinitivePpc),
    ];

    private static void Keys(FormValues form, string at, IEnumerable<KeyShare> keys) =>
        Each(at, keys, (row, key) => (form[$"{row}.kind"], form[$"{row}.share"]) = (Text((int)key.Kind), Percent(key.Share)));

    private static void Municipalities(FormValues form, string at, IEnumerable<MunicipalityShare> shares) =>
        Each(at, shares, (row, part) => (form[$"{row}.municipality_code"], form[$"{row}.share"]) = (part.MunicipalityCode, Percent(part.Share)));

    private static void Each<T>(string list, IEnumerable<T> items, Action<string, T> fill)
    {
        var i = 0;
        foreach (var item in items) fill($"{list}[{i++}]", item);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Empty for the zero that means that the usual holds.</summary>
    private static string Whole(int value) => value == 0 ? "" : Text(value);

    private static string Percent(string share) => Show.Parse(share) is { } value ? Show.Typed((value * 100m).ToString("0.######", CultureInfo.InvariantCulture)) : "";
}
