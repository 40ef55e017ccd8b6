using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Agreements.Drafting;

/// <summary>
/// Reads an arrangement as somebody typed it into one that can be computed with: numbers in their shortest form, codes trimmed. What cannot be read is a fault at
/// its field, and gets a stand-in so that the rest can still be judged. Whether the numbers add up is not for here: see <see cref="FundingJudgement"/>.
/// </summary>
public sealed class FundingReading(Term term, IReadOnlySet<string> buyers, Check check)
{
    /// <summary>Above it somebody mistook cents for euros, or typed a share of a share.</summary>
    private const decimal Largest = 1_000_000m;

    public FundingArrangement Read(FundingArrangement? typed, string at)
    {
        var read = new FundingArrangement { Article = check.Text(typed?.Article, $"{at}.article", 0, 200) };
        if (typed?.Division is { } division)
            read.Division = new DivisionKey { Mix = { Keys(division.Mix, $"{at}.division.mix") }, FixedShares = { Municipalities(division.FixedShares, $"{at}.division.fixed_shares") } };
        switch (typed?.ModelCase)
        {
            case FundingArrangement.ModelOneofCase.Output: read.Output = Output(typed.Output, $"{at}.output"); break;
            case FundingArrangement.ModelOneofCase.TaskBased: read.TaskBased = TaskBased(typed.TaskBased, $"{at}.task_based"); break;
            case FundingArrangement.ModelOneofCase.Population: read.Population = Population(typed.Population, $"{at}.population"); break;
            case FundingArrangement.ModelOneofCase.Outcome:
                read.Outcome = new OutcomeFunding { ReferenceShare = Number(typed.Outcome.ReferenceShare, $"{at}.outcome.reference_share"), PricePerResultCents = typed.Outcome.PricePerResultCents };
                break;
            case FundingArrangement.ModelOneofCase.Subsidy:
                read.Subsidy = new SubsidyFunding { GrantedCents = typed.Subsidy.GrantedCents, AdvanceShare = Number(typed.Subsidy.AdvanceShare, $"{at}.subsidy.advance_share") };
                break;
            default: read.PriceTimesQuantity = PriceTimesQuantity(typed?.PriceTimesQuantity ?? new PriceTimesQuantity(), $"{at}.price_times_quantity"); break;
        }
        if (typed is not null) ReadCheck(typed, read, at);
        return read;
    }

    // Only where the provider states what it is paid by. What a draft does not say is checked: the buyer decides to trust.
    private void ReadCheck(FundingArrangement typed, FundingArrangement read, string at)
    {
        if (read.Output is null && read.TaskBased is null && read.Population is null) return;
        Known(typed.StatementCheck, $"{at}.statement_check");
        read.StatementCheck = typed.StatementCheck == StatementCheck.Unspecified ? StatementCheck.Checked : typed.StatementCheck;
        if (typed.StatementCheck != StatementCheck.Sampled) return;
        read.StatementSampleShare = Number(typed.StatementSampleShare, $"{at}.statement_sample_share");
        check.That(decimal.Parse(read.StatementSampleShare, System.Globalization.CultureInfo.InvariantCulture) is > 0m and <= 1m, $"{at}.statement_sample_share", "out_of_range",
            "Een steekproef is meer dan 0% en hoogstens 100% van de opgaven.");
    }

    private PriceTimesQuantity PriceTimesQuantity(PriceTimesQuantity typed, string at)
    {
        Known(typed.TariffMoment, $"{at}.tariff_moment");
        return new PriceTimesQuantity
        {
            TariffMoment = typed.TariffMoment,
            Stays = { Each(typed.Stays, $"{at}.stays", DraftLimits.Products, (stay, here) => new StayPrice { ProductId = ProductId(stay.ProductId, $"{here}.product_id"), Tiers = { Tiers(stay, here) } }) },
            MonthProductIds = { Each(typed.MonthProductIds, $"{at}.month_product_ids", DraftLimits.Products, ProductId) },
            Caps =
            {
                Each(typed.Caps, $"{at}.caps", DraftLimits.Caps, (cap, here) => new SpendingCap
                {
                    From = Day(cap.From, $"{here}.from"),
                    Until = Day(cap.Until, $"{here}.until"),
                    Cents = cap.Cents,
                    SignalShare = Number(cap.SignalShare, $"{here}.signal_share"),
                }),
            },
        };

        IEnumerable<StayTier> Tiers(StayPrice stay, string here) =>
            Each(stay.Tiers, $"{here}.tiers", DraftLimits.Tiers, (tier, tierAt) => new StayTier { UpToDay = tier.UpToDay, RateEur = Number(tier.RateEur, $"{tierAt}.rate_eur") });
    }

    private OutputFunding Output(OutputFunding typed, string at)
    {
        Known(typed.Variant, $"{at}.variant");
        return new OutputFunding
        {
            Variant = typed.Variant,
            MonthsOfPart = typed.MonthsOfPart,
            Phases =
            {
                Each(typed.Phases, $"{at}.phases", DraftLimits.Phases,
                    (phase, here) => new OutputPhase { Name = check.Text(phase.Name, $"{here}.name", 1, 100), Share = Number(phase.Share, $"{here}.share") }),
            },
        };
    }

    private TaskBasedFunding TaskBased(TaskBasedFunding typed, string at)
    {
        Known(typed.VolumeSource, $"{at}.volume_source");
        return new TaskBasedFunding
        {
            ReferenceVolume = typed.ReferenceVolume,
            AnnualBudgetCents = typed.AnnualBudgetCents,
            VolumeSource = typed.VolumeSource,
            MinimumCareDays = typed.MinimumCareDays,
            Bands =
            {
                Each(typed.Bands, $"{at}.bands", DraftLimits.Bands, (band, here) => new VolumeBand
                {
                    From = Number(band.From, $"{here}.from"),
                    Until = Optional(band.Until, $"{here}.until"),
                    ShareAbove = Number(band.ShareAbove, $"{here}.share_above"),
                    ShareBelow = Number(band.ShareBelow, $"{here}.share_below"),
                }),
            },
            ValveAbove = Optional(typed.ValveAbove, $"{at}.valve_above"),
            Kpis =
            {
                Each(typed.Kpis, $"{at}.kpis", DraftLimits.Agreements, (kpi, here) => new KpiPart
                {
                    IndicatorCode = check.Text(kpi.IndicatorCode, $"{here}.indicator_code", 1, 50),
                    ShareOfBudget = Number(kpi.ShareOfBudget, $"{here}.share_of_budget"),
                }),
            },
        };
    }

    private PopulationFunding Population(PopulationFunding typed, string at)
    {
        var read = new PopulationFunding
        {
            AnnualBudgetCents = typed.AnnualBudgetCents,
            Instalments = typed.Instalments,
            Weights = { Each(typed.Weights, $"{at}.weights", DraftLimits.Weights, Weight) },
            Key = { Keys(typed.Key, $"{at}.key") },
            FixedShares = { Municipalities(typed.FixedShares, $"{at}.fixed_shares") },
            Index = { Each(typed.Index, $"{at}.index", DraftLimits.Budgets, Index) },
            ReserveCapShare = Optional(typed.ReserveCapShare, $"{at}.reserve_cap_share"),
        };
        if (typed.Corridor is { } corridor)
            read.Corridor = new PopulationCorridor
            {
                ReferenceYouths = corridor.ReferenceYouths,
                Upper = Number(corridor.Upper, $"{at}.corridor.upper"),
                BuyerShare = Number(corridor.BuyerShare, $"{at}.corridor.buyer_share"),
                SharedBy = { Keys(corridor.SharedBy, $"{at}.corridor.shared_by") },
            };
        if (typed.ExecutionCost is { } band)
            read.ExecutionCost = new ExecutionCostBand { Lower = Number(band.Lower, $"{at}.execution_cost.lower"), Upper = Number(band.Upper, $"{at}.execution_cost.upper") };
        return read;
    }

    private PopulationWeight Weight(PopulationWeight weight, string at)
    {
        check.That(weight.Year == 0 || !term.IsKnown || (weight.Year >= term.StartsOn.Year && weight.Year <= term.EndsOn.Year), $"{at}.year", "outside_contract", "Dit jaar valt buiten de looptijd.");
        return new PopulationWeight { MunicipalityCode = Buyer(weight.MunicipalityCode, at), Weight = Number(weight.Weight, $"{at}.weight"), Year = weight.Year };
    }

    private IndexYear Index(IndexYear index, string at)
    {
        check.That(!term.IsKnown || (index.Year >= term.StartsOn.Year && index.Year <= term.EndsOn.Year), $"{at}.year", "outside_contract", "Dit jaar valt buiten de looptijd.");
        var read = new IndexYear
        {
            Year = index.Year,
            ForecastOva = Percentage(index.ForecastOva, $"{at}.forecast_ova"),
            ForecastPpc = Percentage(index.ForecastPpc, $"{at}.forecast_ppc"),
        };
        // The after-correction takes what was forecast from what became of it, for wages and for prices: with three of the four there is none.
        if (index.PreviousForecastOva.Length + index.PreviousForecastPpc.Length + index.PreviousDefinitiveOva.Length + index.PreviousDefinitivePpc.Length == 0) return read;
        read.PreviousForecastOva = Percentage(index.PreviousForecastOva, $"{at}.previous_forecast_ova");
        read.PreviousForecastPpc = Percentage(index.PreviousForecastPpc, $"{at}.previous_forecast_ppc");
        read.PreviousDefinitiveOva = Percentage(index.PreviousDefinitiveOva, $"{at}.previous_definitive_ova");
        read.PreviousDefinitivePpc = Percentage(index.PreviousDefinitivePpc, $"{at}.previous_definitive_ppc");
        return read;
    }

    private IReadOnlyList<KeyShare> Keys(IReadOnlyList<KeyShare> typed, string at)
    {
        var seen = new HashSet<KeyKind>();
        return Each(typed, at, DraftLimits.Keys, (share, here) =>
        {
            check.That(share.Kind != KeyKind.Unspecified && Enum.IsDefined(share.Kind), $"{here}.kind", "required", "Kies waarnaar wordt verdeeld.");
            check.That(share.Kind == KeyKind.Unspecified || seen.Add(share.Kind), $"{here}.kind", "duplicate", "Deze sleutel staat er al.");
            return new KeyShare { Kind = share.Kind, Share = Number(share.Share, $"{here}.share") };
        });
    }

    private IReadOnlyList<MunicipalityShare> Municipalities(IReadOnlyList<MunicipalityShare> typed, string at)
    {
        var seen = new HashSet<string>();
        return Each(typed, at, DraftLimits.Buyers, (part, here) =>
        {
            var code = Buyer(part.MunicipalityCode, here);
            check.That(seen.Add(code), $"{here}.municipality_code", "duplicate", "Deze gemeente heeft al een deel.");
            var share = Number(part.Share, $"{here}.share");
            check.That(!share.StartsWith('-'), $"{here}.share", "negative", "Een deel is niet negatief.");
            return new MunicipalityShare { MunicipalityCode = code, Share = share };
        });
    }

    private string Buyer(string typed, string at)
    {
        var code = typed.Trim();
        check.That(buyers.Contains(code), $"{at}.municipality_code", "not_a_buyer", "Deze gemeente koopt niet in met dit contract.");
        return code;
    }

    private string ProductId(string typed, string at) => check.Text(typed.ToUpperInvariant(), at, 1, 10);

    private List<T> Each<T>(IReadOnlyList<T> typed, string at, int most, Func<T, string, T> read)
    {
        check.That(typed.Count <= most, at, "too_many", $"Hoogstens {most}.");
        return [.. typed.Take(most).Select((one, i) => read(one, $"{at}[{i}]"))];
    }

    private string Day(string typed, string at)
    {
        var day = check.Date(typed, at);
        check.That(term.Holds(day), at, "outside_contract", "Deze dag valt buiten de looptijd van het contract.");
        return WireText.Day(day);
    }

    private string Number(string typed, string at)
    {
        var number = check.Decimal(typed, at, -Largest, Largest);
        return number is >= -Largest and <= Largest ? E8.Text(E8.Of(number)) : "0";
    }

    // Open rather than zero when it cannot be read, so that one slip is one fault and not also a gap beside it.
    private string Optional(string typed, string at)
    {
        if (typed.Length == 0) return "";
        var before = check.Faults.Count;
        var number = Number(typed, at);
        return check.Faults.Count == before ? number : "";
    }

    private string Percentage(string typed, string at)
    {
        var number = Number(typed, at);
        check.That(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture) is >= -50m and <= 50m, at, "out_of_range", "Een percentage ligt tussen -50 en 50.");
        return number;
    }

    private void Known<T>(T value, string at) where T : struct, Enum => check.That(Enum.IsDefined(value), at, "unknown", "Kies een van de mogelijkheden.");
}
