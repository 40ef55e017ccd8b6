using System.Globalization;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Demo.Plan;

/// <summary>How a planned contract is paid for, beyond price times quantity.</summary>
public enum Arrangement
{
    Plain,
    /// <summary>Price times quantity within a spending cap a year (bestedingsruimte).</summary>
    Capped,
    /// <summary>Price times quantity, with one product paid by the day of stay at falling rates (verblijfsduurprikkel).</summary>
    ByStay,
    Output,
    TaskBased,
    Population,
    Subsidy,
}

/// <summary>Which contract shows which funding model (bekostiging), with terms of the size that regions agree.</summary>
public static class FundingPlanning
{
    private const string JeugdzorgPlus = "43A12";
    private const string Preventive = "49";

    public static Arrangement Of(Segment segment, int index) => (segment, index) switch
    {
        (Segment.Trajectory, _) => Arrangement.Output,
        (Segment.Consultation, _) => Arrangement.TaskBased,
        (Segment.Residential, 4) => Arrangement.ByStay,
        (Segment.Ambulant, 13) => Arrangement.Capped,
        (Segment.Support, 31) => Arrangement.Subsidy,
        (Segment.Ambulant, 39) => Arrangement.Population,
        _ => Arrangement.Plain,
    };

    /// <summary>A population pays all care of its kind, so what it buys has a category that no other contract has: else its youth-days would be paid twice.</summary>
    public static IReadOnlyList<CatalogueProduct> ProductsOf(Segment segment, Arrangement arrangement) => arrangement == Arrangement.Population
        ? [.. Catalogue.Of(segment).Select(product => product with { Category = Preventive, Code = Preventive + product.Code[Preventive.Length..], Description = "Preventieve " + char.ToLowerInvariant(product.Description[0]) + product.Description[1..] })]
        : Catalogue.Of(segment);

    /// <summary>What is paid as a whole, by the day of stay or by what a trajectory reached, is not declared line by line.</summary>
    public static bool IsDeclared(PlannedContract contract, string code) => contract.Arrangement switch
    {
        Arrangement.TaskBased or Arrangement.Population or Arrangement.Subsidy or Arrangement.Output => false,
        Arrangement.ByStay => code != JeugdzorgPlus,
        _ => true,
    };

    public static PaymentTiming TimingOf(PlannedContract contract) => contract.Arrangement switch
    {
        Arrangement.Output => PaymentTiming.OnResult,
        Arrangement.TaskBased or Arrangement.Population or Arrangement.Subsidy => PaymentTiming.Advance,
        _ => PaymentTiming.InArrears,
    };

    public static FundingArrangement Of(PlannedContract contract) => contract.Arrangement switch
    {
        Arrangement.Output => new FundingArrangement
        {
            Article = "artikel 6.1",
            StatementCheck = StatementCheck.Checked,
            Output = new OutputFunding { Phases = { Phase("Kennismaking en plan", "0.3"), Phase("Begeleiding met de mentor", "0.4"), Phase("Afronding en nazorg", "0.3") } },
        },
        Arrangement.TaskBased => new FundingArrangement
        {
            Article = "artikel 6.2",
            TaskBased = new TaskBasedFunding
            {
                ReferenceVolume = contract.Youths,
                AnnualBudgetCents = Budget(contract),
                VolumeSource = VolumeSource.Reported,
                Bands = { Band("0", "0.05", "0"), Band("0.05", "0.15", "0.5"), Band("0.15", "", "0.75") },
                ValveAbove = "0.15",
                Kpis = { new KpiPart { IndicatorCode = "tevredenheid", ShareOfBudget = "0.02" } },
            },
        },
        Arrangement.Population => new FundingArrangement
        {
            Article = "artikel 6.3",
            Population = new PopulationFunding
            {
                AnnualBudgetCents = Budget(contract),
                Weights = { contract.Buyers.Select(buyer => new PopulationWeight { MunicipalityCode = buyer.MunicipalityCode, Weight = WeightOf(buyer.MunicipalityCode) }) },
                Index = { Index(contract.StartsOn.Year + 1) },
                Corridor = new PopulationCorridor { ReferenceYouths = contract.Youths, Upper = "0.03", BuyerShare = "0.6", SharedBy = { Key(KeyKind.Weighted, "0.5"), Key(KeyKind.Use, "0.5") } },
                ExecutionCost = new ExecutionCostBand { Lower = "0.08", Upper = "0.1" },
                ReserveCapShare = "0.02",
            },
        },
        Arrangement.Subsidy => new FundingArrangement
        {
            Article = "verleningsbeschikking",
            // Granted once, for all the months of the contract.
            Subsidy = new SubsidyFunding { GrantedCents = Budget(contract) * Months(contract) / 12, AdvanceShare = "0.95" },
            Division = new DivisionKey { Mix = { Key(KeyKind.Youths, "1") } },
        },
        Arrangement.ByStay => new FundingArrangement
        {
            Article = "artikel 5.4",
            PriceTimesQuantity = new PriceTimesQuantity { Stays = { new StayPrice { ProductId = JeugdzorgPlus, Tiers = { Tier(90, "561.30"), Tier(180, "530"), Tier(0, "500") } } } },
        },
        Arrangement.Capped => new FundingArrangement
        {
            Article = "artikel 5.2",
            PriceTimesQuantity = new PriceTimesQuantity { Caps = { contract.YearBudgets.OrderBy(budget => budget.Key).Select(budget => Cap(contract, budget.Key, budget.Value)) } },
        },
        _ => new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() },
    };

    private static long Budget(PlannedContract contract) => contract.YearBudgets.Values.Max();

    private static int Months(PlannedContract contract) => ((contract.EndsOn.Year - contract.StartsOn.Year) * 12) + contract.EndsOn.Month - contract.StartsOn.Month + 1;

    private static SpendingCap Cap(PlannedContract contract, int year, long cents)
    {
        var from = contract.StartsOn.Year == year ? contract.StartsOn : new DateOnly(year, 1, 1);
        return new SpendingCap { From = Iso(from), Until = Iso(new DateOnly(year, 12, 31)), Cents = cents, SignalShare = "0.7" };
    }

    /// <summary>Forecast 4.10/2.30, and of the year before 4.70/2.20 that became 5.02/2.61: 4.249% together.</summary>
    private static IndexYear Index(int year) => new()
    {
        Year = year,
        ForecastOva = "4.10",
        ForecastPpc = "2.30",
        PreviousForecastOva = "4.70",
        PreviousForecastPpc = "2.20",
        PreviousDefinitiveOva = "5.02",
        PreviousDefinitivePpc = "2.61",
    };

    private static string WeightOf(string municipality) => municipality switch
    {
        "0957" => "1.04",
        "1711" => "0.98",
        "1641" => "0.97",
        "1669" => "0.96",
        _ => "1",
    };

    /// <summary>What is subsidised beside the care of youths: it has no iJw product, and says what is done.</summary>
    public static Lot? WithoutProduct(PlannedContract contract) => contract.Arrangement != Arrangement.Subsidy ? null : new Lot
    {
        LotId = "2",
        Name = "Buurtgerichte activiteiten",
        Activities = "Opvoedspreekuur en vrij toegankelijke groepen voor ouders en jeugdigen in de wijk.",
        Funding = new FundingArrangement
        {
            Article = "verleningsbeschikking, onderdeel 2",
            Subsidy = new SubsidyFunding { GrantedCents = 12_000_00L * Months(contract) / 12, AdvanceShare = "0.95" },
            Division = new DivisionKey { Mix = { Key(KeyKind.Youths, "1") } },
        },
    };

    private static OutputPhase Phase(string name, string share) => new() { Name = name, Share = share };

    private static VolumeBand Band(string from, string until, string share) => new() { From = from, Until = until, ShareAbove = share, ShareBelow = share };

    private static KeyShare Key(KeyKind kind, string share) => new() { Kind = kind, Share = share };

    private static StayTier Tier(int upToDay, string rate) => new() { UpToDay = upToDay, RateEur = rate };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
