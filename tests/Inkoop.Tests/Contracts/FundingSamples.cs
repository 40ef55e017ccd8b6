using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Contracts.Drafting;
using Inkoop.Wire.Contracts.V1;
using Check = Inkoop.Wire.Faults.Check;
using FundingOf = Inkoop.Agreements.FundingOf;
using FundingTerms = Inkoop.Funding.FundingTerms;
using Merger = Inkoop.Funding.Merger;

namespace Inkoop.Tests.Contracts;

/// <summary>Arrangements as a buyer would draft them; each returns a fresh one, so that a test may break it.</summary>
internal static class FundingSamples
{
    public const string Maassluis = "0556", Schiedam = "0606", Vlaardingen = "0622";

    /// <summary>A budget of 6 million for 800 youths: 5% own risk, then half shared, three quarters above 15%; 2% depends on an indicator.</summary>
    public static FundingArrangement TaskBased() => new()
    {
        Article = "artikel 7",
        StatementCheck = StatementCheck.Automatic,
        TaskBased = new TaskBasedFunding
        {
            ReferenceVolume = 800,
            AnnualBudgetCents = 600_000_000,
            VolumeSource = VolumeSource.Reported,
            Bands = { Band("0", "0.05", "0"), Band("0.05", "0.15", "0.5"), Band("0.15", "", "0.75") },
            ValveAbove = "0.15",
            Kpis = { new KpiPart { IndicatorCode = "tevredenheid", ShareOfBudget = "0.02" } },
        },
    };

    public static VolumeBand Band(string from, string until, string share) => new() { From = from, Until = until, ShareAbove = share, ShareBelow = share };

    /// <summary>43 million for the youths of three municipalities, by weight, with a corridor of 3% above 3,800 in care.</summary>
    public static FundingArrangement Population() => new()
    {
        StatementCheck = StatementCheck.Automatic,
        Population = new PopulationFunding
        {
            AnnualBudgetCents = 4_300_000_000,
            Weights = { Weight(Maassluis, "0.94"), Weight(Vlaardingen, "1.02"), Weight(Schiedam, "1.04") },
            Corridor = new PopulationCorridor { ReferenceYouths = 3_800, Upper = "0.03", BuyerShare = "0.6", SharedBy = { Key(KeyKind.Weighted, "1") } },
            ExecutionCost = new ExecutionCostBand { Lower = "0.08", Upper = "0.1" },
            ReserveCapShare = "0.02",
        },
    };

    public static PopulationWeight Weight(string municipality, string weight, int year = 0) => new() { MunicipalityCode = municipality, Weight = weight, Year = year };

    public static KeyShare Key(KeyKind kind, string share) => new() { Kind = kind, Share = share };

    public static FundingArrangement Output() => new()
    {
        StatementCheck = StatementCheck.Automatic,
        Output = new OutputFunding { Phases = { Phase("Start", "0.3"), Phase("Behandeling", "0.4"), Phase("Afronding", "0.3") } },
    };

    public static OutputPhase Phase(string name, string share) => new() { Name = name, Share = share };

    public static FundingArrangement PriceTimesQuantity() => new()
    {
        PriceTimesQuantity = new PriceTimesQuantity
        {
            Stays = { new StayPrice { ProductId = "43A12", Tiers = { Tier(90, "310"), Tier(180, "285"), Tier(0, "240") } } },
            MonthProductIds = { "48A03" },
            Caps = { new SpendingCap { From = "2026-01-01", Until = "2026-12-31", Cents = 40_000_000, SignalShare = "0.7" } },
        },
    };

    public static StayTier Tier(int upTo, string rate) => new() { UpToDay = upTo, RateEur = rate };

    public static FundingArrangement Outcome() => new() { Outcome = new OutcomeFunding { ReferenceShare = "0.3", PricePerResultCents = 1_200_000 } };

    public static FundingArrangement Subsidy() => new() { Subsidy = new SubsidyFunding { GrantedCents = 120_000_000, AdvanceShare = "0.95" } };

    public static Product Product(string id, string unit, string rate, DeliveryVariant variant = DeliveryVariant.Effort) => new()
    {
        LotId = "1",
        Category = id[..2],
        Code = id,
        Description = $"Product {id}",
        Unit = unit,
        Variant = variant,
        Tariffs = { new Tariff { ValidFrom = "2026-01-01", RateEur = rate } },
    };

    /// <summary>A draft over 2026 with one lot; three municipalities of the Nieuwe Waterweg Noord buy.</summary>
    public static Contract Draft(FundingArrangement funding, params Product[] products) => new()
    {
        Number = "NWN-2026-001",
        Title = "Jeugdhulp 2026",
        StartsOn = "2026-01-01",
        EndsOn = "2026-12-31",
        RoundingRule = RoundingRule.UnroundedTariff,
        Buyers = { new[] { Maassluis, Schiedam, Vlaardingen }.Select(code => new Buyer { MunicipalityCode = code, ValidFrom = "2026-01-01" }) },
        YearBudgets = { new YearBudget { Year = 2026, BudgetCents = 40_000_000 } },
        Lots = { new Lot { LotId = "1", Name = "Perceel 1", Funding = funding } },
        Products = { products },
    };

    public static DraftFacts Facts { get; } = Samples.Facts() with
    {
        Municipalities = new[] { Maassluis, Schiedam, Vlaardingen }.Select(code => new KnownMunicipality { Code = code, Name = code, StartsOn = new(2015, 1, 1) }).ToLookup(known => known.Code),
    };

    /// <summary>The faults of a draft, such as "task_based.bands[1].from gap": those of the first lot's arrangement without their first steps.</summary>
    public static IReadOnlyList<string> Faults(Contract contract)
    {
        var check = new Check();
        ContractCheck.Read(contract, Guid.CreateVersion7(), 1, Facts, check);
        return [.. check.Faults.Select(fault => $"{fault.Field.Replace("contract.lots[0].funding.", "", StringComparison.Ordinal).Replace("contract.", "", StringComparison.Ordinal)} {fault.Code}")];
    }

    /// <summary>What the kernel settles by in a year, after the draft was checked, stored and read back.</summary>
    public static FundingTerms Terms(Contract contract, int year = 2026, params Merger[] mergers)
    {
        var check = new Check();
        var state = ContractCheck.Read(contract, Guid.CreateVersion7(), 1, Facts, check);
        check.ThrowIfAny();
        var stored = ContractState.FromJson(state.ToJson());
        return FundingOf.Terms(stored, stored.Lots[0], year, mergers);
    }
}
