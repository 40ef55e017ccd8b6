namespace Inkoop.Funding;

/// <summary>The stable names of the rules that make an amount, and what each makes of its inputs, in cents. An explanation names its rule and gives the inputs, so
/// anybody can do the sum again. Inputs that end in _cents are cents, in _eur euros; shares are fractions of 1.</summary>
public static class PayRules
{
    /// <summary>Whole cents of children; no inputs.</summary>
    public const string Sum = "sum";
    public const string PriceTimesQuantity = "price_times_quantity";
    /// <summary>A part of the days of a line at the tariff of those days.</summary>
    public const string PriceTimesQuantityByDay = "price_times_quantity_by_day";
    public const string VolumeIsAmount = "volume_is_amount";
    public const string NoTariff = "no_tariff";
    public const string SpendingCap = "spending_cap";
    public const string StayTier = "stay_tier";
    public const string MonthTariff = "month_tariff";
    public const string BreachDiscount = "breach_discount";
    public const string ShareOfPrice = "share_of_price";
    public const string ShareOfKey = "share_of_key";
    public const string ResultAboveReference = "result_above_reference";
    public const string NotVerified = "not_verified";
    public const string LowestOf = "lowest_of";
    public const string HighestAbove = "above_limit_returned";
    public const string Recorded = "recorded_amount";
    public const string TakenOff = "taken_off";
    /// <summary>What was about one client each, added up for whoever does not work with clients.</summary>
    public const string RowsOfClients = "rows_of_clients";
    public const string BandShare = "band_share";
    public const string KpiWithheld = "kpi_withheld";
    public const string KpiReleased = "kpi_released";
    public const string CorridorShare = "corridor_share";
    public const string IndexedBudget = "indexed_budget";
    public const string HoursAtRate = "hours_at_rate";
    public const string GrowthVolume = "growth_volume";
    public const string GrowthPrice = "growth_price";
    public const string GrowthPlace = "growth_place";
    public const string GrowthRest = "growth_rest";

    public static IReadOnlyCollection<string> Names => formulas.Keys;

    /// <exception cref="ArgumentException">No such rule, or an input that it needs is missing.</exception>
    public static Fraction Compute(string rule, IReadOnlyList<ExplainedInput> inputs) =>
        formulas.TryGetValue(rule, out var formula) ? formula(new Named(inputs)) : throw new ArgumentException($"No rule {rule}.", nameof(rule));

    private static readonly Dictionary<string, Func<Named, Fraction>> formulas = new()
    {
        [PriceTimesQuantity] = x => x["volume"] * x["tariff_eur"] * 100 / x["per"],
        [PriceTimesQuantityByDay] = x => x["volume"] * x["tariff_eur"] * 100 / x["per"] * x["days"] / x["days_of_line"],
        [VolumeIsAmount] = x => x["volume"],
        [NoTariff] = _ => Fraction.Zero,
        [SpendingCap] = x => Fraction.Min(0, x["remaining_cents"] - x["amount_cents"]),
        [StayTier] = x => x["days"] * x["tariff_eur"] * 100,
        [MonthTariff] = x => x["tariff_eur"] * 100,
        [BreachDiscount] = x => -(x["budget_cents"] / 12 * x["months"] * x["share"]),
        [ShareOfPrice] = x => x["price_cents"] * x["share"],
        [ShareOfKey] = x => x["whole_cents"] * x["weight"] / x["weight_of_all"],
        [ResultAboveReference] = x => Fraction.Max(0, x["results"] - (x["reference_share"] * x["participants"])) * x["price_cents"],
        [NotVerified] = _ => Fraction.Zero,
        [LowestOf] = x => Fraction.Min(x["granted_cents"], x["determined_cents"]),
        [HighestAbove] = x => -Fraction.Max(0, x["amount_cents"] - (x["budget_cents"] * x["share"])),
        [Recorded] = x => x["amount_cents"],
        [TakenOff] = x => -x["amount_cents"],
        [RowsOfClients] = x => x["amount_cents"],
        [BandShare] = x => x["units"] * x["price_cents"] * x["share"] * x["side"],
        [KpiWithheld] = x => -(x["budget_cents"] * x["share"]),
        [KpiReleased] = x => x["budget_cents"] * x["share"] * x["released"],
        [CorridorShare] = x => Fraction.Max(0, x["actual"] - (x["reference"] * (Fraction.One + x["corridor"]))) * x["share"] * x["budget_cents"] / x["reference"],
        [IndexedBudget] = x => x["budget_cents"] * x["index"],
        [HoursAtRate] = x => Fraction.Min(x["hours"] * x["rate_eur"] * 100, x["limit_cents"]),
        [GrowthVolume] = x => (x["clients_now"] - x["clients_before"]) * x["cost_before_cents"] / x["clients_before"],
        [GrowthPrice] = x => x["cost_now_cents"] - (x["clients_now"] * x["cost_before_cents"] / x["clients_before"]),
        [GrowthPlace] = x => x["clients_now"] * (x["share_now"] - x["share_before"]) * x["price_before_cents"],
        [GrowthRest] = x => x["growth_cents"] - x["explained_cents"],
    };

    private readonly struct Named(IReadOnlyList<ExplainedInput> inputs)
    {
        public Fraction this[string name]
        {
            get
            {
                foreach (var input in inputs)
                    if (input.Name == name) return input.Number ?? throw new ArgumentException($"Input {name} is not a number.");
                throw new ArgumentException($"Input {name} is missing.");
            }
        }
    }
}
