using Inkoop.Admin.Forms;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

/// <summary>Reads the arrangement of one lot from the form; the opposite of <see cref="FundingForm"/>.</summary>
public sealed class FundingReader(FormValues form)
{
    public FundingArrangement Read(string at)
    {
        var funding = new FundingArrangement { Article = form[$"{at}.article"], StatementCheck = (StatementCheck)ContractForm.Choice(form[$"{at}.statement_check"]) };
        if (funding.StatementCheck == StatementCheck.Sampled) funding.StatementSampleShare = form.Share($"{at}.statement_sample_share");
        var (mix, shares) = (Keys($"{at}.division.mix"), Municipalities($"{at}.division.fixed_shares"));
        if (mix.Count + shares.Count > 0) funding.Division = new DivisionKey { Mix = { mix }, FixedShares = { shares } };
        switch ((FundingArrangement.ModelOneofCase)ContractForm.Choice(form[at]))
        {
            case FundingArrangement.ModelOneofCase.PriceTimesQuantity: funding.PriceTimesQuantity = Effort($"{at}.price_times_quantity"); break;
            case FundingArrangement.ModelOneofCase.Output:
                funding.Output = new OutputFunding
                {
                    Variant = (OutputVariant)ContractForm.Choice(form[$"{at}.output.variant"]),
                    MonthsOfPart = Small($"{at}.output.months_of_part", required: false),
                    Phases = { Each($"{at}.output.phases", row => new OutputPhase { Name = form[$"{row}.name"], Share = form.Share($"{row}.share") }) },
                };
                break;
            case FundingArrangement.ModelOneofCase.TaskBased: funding.TaskBased = Task($"{at}.task_based"); break;
            case FundingArrangement.ModelOneofCase.Population: funding.Population = Population($"{at}.population"); break;
            case FundingArrangement.ModelOneofCase.Outcome:
                funding.Outcome = new OutcomeFunding { ReferenceShare = form.Share($"{at}.outcome.reference_share"), PricePerResultCents = form.Cents($"{at}.outcome.price_per_result_cents") };
                break;
            case FundingArrangement.ModelOneofCase.Subsidy:
                funding.Subsidy = new SubsidyFunding { GrantedCents = form.Cents($"{at}.subsidy.granted_cents"), AdvanceShare = form.Share($"{at}.subsidy.advance_share") };
                break;
        }
        return funding;
    }

    private PriceTimesQuantity Effort(string at) => new()
    {
        TariffMoment = (TariffMoment)ContractForm.Choice(form[$"{at}.tariff_moment"]),
        Stays =
        {
            Each($"{at}.stays", row => new StayPrice
            {
                ProductId = form[$"{row}.product_id"],
                Tiers = { Each($"{row}.tiers", tier => new StayTier { UpToDay = Small($"{tier}.up_to_day", required: false), RateEur = form.Decimal($"{tier}.rate_eur") }) },
            }),
        },
        MonthProductIds = { Each($"{at}.month_product_ids", row => form[$"{row}.product_id"]) },
        Caps =
        {
            Each($"{at}.caps", row => new SpendingCap
            {
                From = form[$"{row}.from"],
                Until = form[$"{row}.until"],
                Cents = form.Cents($"{row}.cents"),
                SignalShare = form.Share($"{row}.signal_share"),
            }),
        },
    };

    private TaskBasedFunding Task(string at) => new()
    {
        ReferenceVolume = form.Whole($"{at}.reference_volume"),
        AnnualBudgetCents = form.Cents($"{at}.annual_budget_cents"),
        VolumeSource = (VolumeSource)ContractForm.Choice(form[$"{at}.volume_source"]),
        MinimumCareDays = Small($"{at}.minimum_care_days", required: false),
        ValveAbove = Optional($"{at}.valve_above"),
        Bands =
        {
            Each($"{at}.bands", row => new VolumeBand
            {
                From = form.Share($"{row}.from"),
                Until = Optional($"{row}.until"),
                ShareAbove = form.Share($"{row}.share_above"),
                ShareBelow = form.Share($"{row}.share_below"),
            }),
        },
        Kpis = { Each($"{at}.kpis", row => new Inkoop.Wire.Contracts.V1.KpiPart { IndicatorCode = form[$"{row}.indicator_code"], ShareOfBudget = form.Share($"{row}.share_of_budget") }) },
    };

    private PopulationFunding Population(string at)
    {
        var population = new PopulationFunding
        {
            AnnualBudgetCents = form.Cents($"{at}.annual_budget_cents"),
            Instalments = Small($"{at}.instalments", required: false),
            ReserveCapShare = Optional($"{at}.reserve_cap_share"),
            Weights =
            {
                Each($"{at}.weights", row => new PopulationWeight
                {
                    MunicipalityCode = form[$"{row}.municipality_code"],
                    Weight = form.Decimal($"{row}.weight"),
                    Year = Small($"{row}.year", required: false),
                }),
            },
            Key = { Keys($"{at}.key") },
            FixedShares = { Municipalities($"{at}.fixed_shares") },
            Index =
            {
                Each($"{at}.index", row => new IndexYear
                {
                    Year = Small($"{row}.year", required: true),
                    ForecastOva = form.Decimal($"{row}.forecast_ova"),
                    ForecastPpc = form.Decimal($"{row}.forecast_ppc"),
                    PreviousForecastOva = Percentage($"{row}.previous_forecast_ova"),
                    PreviousForecastPpc = Percentage($"{row}.previous_forecast_ppc"),
                    PreviousDefinitiveOva = Percentage($"{row}.previous_definitive_ova"),
                    PreviousDefinitivePpc = Percentage($"{row}.previous_definitive_ppc"),
                }),
            },
        };
        // Nothing filled in is no agreement; one field is an agreement that lacks the others.
        if (form.Count($"{at}.corridor.shared_by") > 0 || AnyOf($"{at}.corridor.reference_youths", $"{at}.corridor.upper", $"{at}.corridor.buyer_share"))
            population.Corridor = new PopulationCorridor
            {
                ReferenceYouths = form.Whole($"{at}.corridor.reference_youths"),
                Upper = form.Share($"{at}.corridor.upper"),
                BuyerShare = form.Share($"{at}.corridor.buyer_share"),
                SharedBy = { Keys($"{at}.corridor.shared_by") },
            };
        if (AnyOf($"{at}.execution_cost.lower", $"{at}.execution_cost.upper"))
            population.ExecutionCost = new ExecutionCostBand { Lower = form.Share($"{at}.execution_cost.lower"), Upper = form.Share($"{at}.execution_cost.upper") };
        return population;
    }

    private List<KeyShare> Keys(string list) => Each(list, row => new KeyShare { Kind = (KeyKind)ContractForm.Choice(form[$"{row}.kind"]), Share = form.Share($"{row}.share") });

    private List<MunicipalityShare> Municipalities(string list) =>
        Each(list, row => new MunicipalityShare { MunicipalityCode = form[$"{row}.municipality_code"], Share = form.Share($"{row}.share") });

    private List<T> Each<T>(string list, Func<string, T> read) => [.. Enumerable.Range(0, form.Count(list)).Select(i => read($"{list}[{i}]"))];

    private bool AnyOf(params string[] paths) => paths.Any(path => form[path].Length > 0);

    private string Optional(string path) => form[path].Length == 0 ? "" : form.Share(path);

    private string Percentage(string path) => form[path].Length == 0 ? "" : form.Decimal(path);

    private int Small(string path, bool required) => (int)Math.Min(form.Whole(path, required), int.MaxValue);
}
