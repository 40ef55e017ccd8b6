using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Facts;

/// <summary>What a fact is judged by; all of it read before the decision.</summary>
public sealed record FactContext
{
    /// <summary>The newest signed version; null for a fact of the region.</summary>
    public ContractState? Contract { get; init; }
    public required ILookup<string, KnownMunicipality> Municipalities { get; init; }
    /// <summary>The allocation that the fact names, when it is one of the contract.</summary>
    public AllocationVersion? Allocation { get; init; }
    public bool ByProvider { get; init; }
    public DateOnly Today { get; init; }
}

/// <summary>Judges a fact before it is recorded: every fault at once, by field path. What comes out is the fact as it is kept: with its lot.</summary>
public static class FactCheck
{
    private const long MostYouths = 100_000_000;

    /// <summary>What a provider may tell about its own contract; the rest is for the buyers.</summary>
    public static bool IsForProviders(SettlementFact.KindOneofCase kind) =>
        kind is SettlementFact.KindOneofCase.Volume or SettlementFact.KindOneofCase.Cost or SettlementFact.KindOneofCase.PartReached or SettlementFact.KindOneofCase.Outcome;

    /// <summary>Holds for the region and names no contract.</summary>
    public static bool IsOfRegion(SettlementFact.KindOneofCase kind) => kind is SettlementFact.KindOneofCase.Merger or SettlementFact.KindOneofCase.MunicipalityBudget;

    public static string NameOf(SettlementFact fact) => WireText.Name(fact.KindCase);

    /// <summary>Year that the fact is about; null for a determination, which is about the whole contract.</summary>
    public static int? YearOf(SettlementFact fact) => fact.KindCase switch
    {
        SettlementFact.KindOneofCase.Population => fact.Population.Year,
        SettlementFact.KindOneofCase.Use => fact.Use.Year,
        SettlementFact.KindOneofCase.MunicipalityBudget => fact.MunicipalityBudget.Year,
        SettlementFact.KindOneofCase.Volume => fact.Volume.Year,
        SettlementFact.KindOneofCase.Kpi => fact.Kpi.Year,
        SettlementFact.KindOneofCase.Cost => fact.Cost.Year,
        SettlementFact.KindOneofCase.Merger => YearOf(fact.Merger.From),
        SettlementFact.KindOneofCase.Breach => YearOf(fact.Breach.On),
        SettlementFact.KindOneofCase.PartReached => YearOf(fact.PartReached.On),
        SettlementFact.KindOneofCase.Outcome => YearOf(fact.Outcome.On),
        SettlementFact.KindOneofCase.Advance => YearOf(fact.Advance.On),
        _ => null,
    };

    /// <summary>What a fact is about, where a newer one replaces an earlier; null where each adds to the others.</summary>
    public static string? SameAs(SettlementFact fact) => fact.KindCase switch
    {
        SettlementFact.KindOneofCase.Population => $"{fact.Population.MunicipalityCode}/{fact.Population.Year}",
        SettlementFact.KindOneofCase.Use => $"{fact.Use.MunicipalityCode}/{fact.Use.Year}",
        SettlementFact.KindOneofCase.MunicipalityBudget => $"{fact.MunicipalityBudget.MunicipalityCode}/{fact.MunicipalityBudget.Year}",
        SettlementFact.KindOneofCase.Merger => fact.Merger.OldCode,
        SettlementFact.KindOneofCase.PartReached => $"{fact.PartReached.AllocationId}/{fact.PartReached.Part}",
        SettlementFact.KindOneofCase.Outcome => fact.Outcome.Measurement.Length > 0 ? fact.Outcome.Measurement : null,
        SettlementFact.KindOneofCase.Determination => "",
        SettlementFact.KindOneofCase.Volume => $"{fact.Volume.Year}",
        SettlementFact.KindOneofCase.Kpi => $"{fact.Kpi.IndicatorCode}/{fact.Kpi.Year}",
        SettlementFact.KindOneofCase.Cost => $"{fact.Cost.Year}",
        _ => null,
    };

    public static SettlementFact Judge(SettlementFact fact, FactContext context, Check check)
    {
        var at = $"fact.{NameOf(fact)}";
        var kind = fact.KindCase;
        if (IsOfRegion(kind)) check.That(context.Contract is null, "fact.contract_id", "of_the_region", "Dit geldt voor de regio en noemt geen contract.");
        else if (kind is not (SettlementFact.KindOneofCase.Population or SettlementFact.KindOneofCase.Use))
            check.That(context.Contract is not null, "fact.contract_id", "required", "Dit hoort bij een contract.");
        var lot = LotOf(fact, context, check);
        switch (kind)
        {
            case SettlementFact.KindOneofCase.Population: Population(fact.Population, context, at, check); break;
            case SettlementFact.KindOneofCase.Use:
                MunicipalityInYear(fact.Use.MunicipalityCode, fact.Use.Year, context, at, check);
                Count(fact.Use.Youths, $"{at}.youths", check);
                break;
            case SettlementFact.KindOneofCase.Merger: Merger(fact.Merger, context, at, check); break;
            case SettlementFact.KindOneofCase.MunicipalityBudget:
                MunicipalityInYear(fact.MunicipalityBudget.MunicipalityCode, fact.MunicipalityBudget.Year, context, at, check);
                Cents(fact.MunicipalityBudget.BudgetCents, $"{at}.budget_cents", check);
                break;
            case SettlementFact.KindOneofCase.Breach:
                check.Text(fact.Breach.Reason, $"{at}.reason", 1, 200);
                DayInContract(fact.Breach.On, $"{at}.on", context, check);
                check.That(fact.Breach.Months is >= 1 and <= 120, $"{at}.months", "out_of_range", "Een korting duurt 1 tot 120 maanden.");
                Share(fact.Breach.Share, $"{at}.share", check);
                break;
            case SettlementFact.KindOneofCase.PartReached: PartReached(fact.PartReached, lot, context, at, check); break;
            case SettlementFact.KindOneofCase.Outcome: Outcome(fact.Outcome, lot, context, at, check); break;
            case SettlementFact.KindOneofCase.Determination:
                Cents(fact.Determination.DeterminedCents, $"{at}.determined_cents", check);
                check.Text(fact.Determination.AccountabilityReportId, $"{at}.accountability_report_id", 0, 100);
                break;
            case SettlementFact.KindOneofCase.Advance:
                DayInContract(fact.Advance.On, $"{at}.on", context, check);
                check.That(fact.Advance.Cents is > 0 and <= ArrangementCheck.MostCents, $"{at}.cents", "out_of_range", "Een voorschot is positief.");
                break;
            case SettlementFact.KindOneofCase.Volume:
                YearInContract(fact.Volume.Year, $"{at}.year", context, check);
                Count(fact.Volume.Volume, $"{at}.volume", check);
                break;
            case SettlementFact.KindOneofCase.Kpi:
                YearInContract(fact.Kpi.Year, $"{at}.year", context, check);
                check.That(lot?.Funding?.TaskBased is not { } task || task.Kpis.Any(kpi => kpi.IndicatorCode == fact.Kpi.IndicatorCode), $"{at}.indicator_code", "kpi_unknown", "Op deze indicator houdt het perceel niets in.");
                Share(fact.Kpi.ReleasedShare, $"{at}.released_share", check);
                break;
            case SettlementFact.KindOneofCase.Cost:
                YearInContract(fact.Cost.Year, $"{at}.year", context, check);
                Cents(fact.Cost.ExecutionCents, $"{at}.execution_cents", check);
                check.That(fact.Cost.ReserveCents >= 0, $"{at}.reserve_cents", "reserve_negative", "Een reserve is niet negatief.");
                check.That(fact.Cost.ReserveCents <= ArrangementCheck.MostCents, $"{at}.reserve_cents", "out_of_range", "Dit bedrag is te groot.");
                break;
            default:
                check.That(false, "fact", "required", "Zeg wat er wordt vastgelegd.");
                break;
        }
        var kept = fact.Clone();
        kept.LotId = lot?.LotId ?? "";
        (kept.FactId, kept.RecordedAt, kept.RecordedBy, kept.WithdrawnAt, kept.WithdrawnReason) = ("", null, "", null, "");
        (kept.NeedsCheck, kept.ConfirmedAt, kept.ConfirmedBy) = (false, null, "");
        return kept;
    }

    /// <summary>The lot that it is about: as named, or the only one that it can be about. An advance that held for two lots would be taken off twice.</summary>
    private static LotState? LotOf(SettlementFact fact, FactContext context, Check check)
    {
        var contract = context.Contract;
        if (fact.LotId.Length > 0)
        {
            var named = contract?.Lots.FirstOrDefault(lot => lot.LotId == fact.LotId);
            check.That(named is not null, "fact.lot_id", "lot_unknown", "Dit perceel staat niet in het contract.");
            check.That(named is null || Fits(fact, named), "fact.lot_id", "model_mismatch", "Dit past niet bij de bekostiging van dit perceel.");
            return named;
        }
        if (contract is null || fact.KindCase is SettlementFact.KindOneofCase.Population or SettlementFact.KindOneofCase.Use) return null;
        var fitting = contract.Lots.Where(lot => Fits(fact, lot)).ToList();
        if (fact.KindCase == SettlementFact.KindOneofCase.PartReached && context.Allocation is { } allocation)
            fitting = [.. fitting.Where(lot => contract.Products.Any(product => product.LotId == lot.LotId && (product.ProductId == allocation.ProductId || product.Category == allocation.ProductId)))];
        check.That(fitting.Count > 0, "fact.lot_id", "model_mismatch", "Geen perceel van dit contract wordt zo bekostigd.");
        check.That(fitting.Count <= 1, "fact.lot_id", "required", "Zeg bij welk perceel dit hoort.");
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool Fits(SettlementFact fact, LotState lot) => fact.KindCase switch
    {
        SettlementFact.KindOneofCase.PartReached => lot.FundingModel == FundingModels.Output,
        SettlementFact.KindOneofCase.Outcome => lot.FundingModel == FundingModels.Outcome,
        SettlementFact.KindOneofCase.Determination => lot.FundingModel == FundingModels.Subsidy,
        SettlementFact.KindOneofCase.Advance => lot.FundingModel is FundingModels.TaskBased or FundingModels.Subsidy,
        SettlementFact.KindOneofCase.Volume or SettlementFact.KindOneofCase.Kpi => lot.FundingModel == FundingModels.TaskBased,
        SettlementFact.KindOneofCase.Cost => lot.FundingModel == FundingModels.Population,
        _ => true,
    };

    private static void Population(Wire.Contracts.V1.PopulationCounted count, FactContext context, string at, Check check)
    {
        MunicipalityInYear(count.MunicipalityCode, count.Year, context, at, check);
        Count(count.Inhabitants, $"{at}.inhabitants", check);
        Count(count.Youths, $"{at}.youths", check);
        check.That(count.Inhabitants == 0 || count.Youths <= count.Inhabitants, $"{at}.youths", "above_inhabitants", "Er zijn meer jeugdigen dan inwoners.");
    }

    private static void Merger(MunicipalityMerged merger, FactContext context, string at, Check check)
    {
        var from = check.Date(merger.From, $"{at}.from");
        check.That(context.Municipalities.Contains(merger.OldCode), $"{at}.old_code", "municipality_unknown", "Deze gemeente is niet bekend.");
        check.That(context.Municipalities.Contains(merger.NewCode), $"{at}.new_code", "municipality_unknown", "Deze gemeente is niet bekend.");
        check.That(merger.OldCode != merger.NewCode, $"{at}.new_code", "same_municipality", "Een gemeente gaat niet in zichzelf op.");
        check.That(from == default || !context.Municipalities.Contains(merger.NewCode) || context.Municipalities[merger.NewCode].Any(known => known.Covers(from)), $"{at}.from", "municipality_not_then", "Op die dag is er geen gemeente met de nieuwe code.");
    }

    private static void PartReached(Wire.Contracts.V1.PartReached reached, LotState? lot, FactContext context, string at, Check check)
    {
        if (check.Id(reached.AllocationId, $"{at}.allocation_id") != default)
            check.That(context.Allocation is not null, $"{at}.allocation_id", "allocation_unknown", "Deze toewijzing is bij dit contract niet bekend.");
        var output = lot?.Funding?.Output;
        check.That(reached.Part >= 1 && (output is null || reached.Part <= output.Phases.Count), $"{at}.part", "out_of_range",
            output is null ? "Het eerste deel is 1." : $"De prijs van dit perceel heeft {output.Phases.Count} delen.");
        check.That(output?.Variant != Wire.Contracts.V1.OutputVariant.Periodic, $"{at}.part", "periodic", "Dit perceel wordt per periode betaald; delen volgen uit de datum.");
        var on = DayInContract(reached.On, $"{at}.on", context, check);
        check.That(on <= context.Today, $"{at}.on", "in_the_future", "Een deel is niet in de toekomst bereikt.");
    }

    private static void Outcome(Wire.Contracts.V1.OutcomeMeasured outcome, LotState? lot, FactContext context, string at, Check check)
    {
        DayInContract(outcome.On, $"{at}.on", context, check);
        Count(outcome.Participants, $"{at}.participants", check);
        Count(outcome.Results, $"{at}.results", check);
        var price = lot?.Funding?.Outcome?.PricePerResultCents ?? 0;
        check.That(outcome.Results is < 0 or > MostYouths || (Int128)price * outcome.Results <= ArrangementCheck.MostCents, $"{at}.results", "amount_too_large",
            "Zoveel resultaten tegen de prijs van dit perceel is meer dan honderd miljard euro.");
        check.That(outcome.Results <= outcome.Participants, $"{at}.results", "above_participants", "Er zijn meer resultaten dan deelnemers.");
        check.That(outcome.MunicipalityCode.Length == 0 || context.Contract is null || context.Contract.Buyers.Any(buyer => buyer.MunicipalityCode == outcome.MunicipalityCode),
            $"{at}.municipality_code", "not_a_buyer", "Deze gemeente koopt niet in met dit contract.");
        check.Text(outcome.VerifiedBy, $"{at}.verified_by", 0, 200);
        check.Text(outcome.Measurement, $"{at}.measurement", 0, 100);
        check.That(!context.ByProvider || outcome.VerifiedBy.Length == 0, $"{at}.verified_by", "not_by_provider", "Een toets is onafhankelijk; een aanbieder legt hem niet zelf vast.");
    }

    private static void MunicipalityInYear(string code, int year, FactContext context, string at, Check check)
    {
        if (context.Contract is not null) YearInContract(year, $"{at}.year", context, check);
        else check.That(year is >= 2015 and <= 2200, $"{at}.year", "out_of_range", "Kies een jaar vanaf 2015.");
        var known = context.Municipalities[code].Any(one => one.StartsOn.Year <= year && (one.EndsOn is not { } end || end.Year >= year));
        check.That(known, $"{at}.municipality_code", "municipality_unknown", "Deze gemeente is in dat jaar niet bekend.");
    }

    private static DateOnly DayInContract(string text, string field, FactContext context, Check check)
    {
        var day = check.Date(text, field);
        check.That(day == default || context.Contract is not { } contract || (contract.StartsOn <= day && day <= contract.EndsOn), field, "outside_contract", "Deze dag valt buiten de looptijd van het contract.");
        return day;
    }

    private static void YearInContract(int year, string field, FactContext context, Check check) =>
        check.That(context.Contract is not { } contract || (contract.StartsOn.Year <= year && year <= contract.EndsOn.Year), field, "outside_contract", "Dit jaar valt buiten de looptijd van het contract.");

    private static void Share(string text, string field, Check check) => check.Decimal(text, field, 0m, 1m);

    private static void Count(long count, string field, Check check) => check.That(count is >= 0 and <= MostYouths, field, "out_of_range", "Een aantal is niet negatief.");

    private static void Cents(long cents, string field, Check check) => check.That(cents is >= 0 and <= ArrangementCheck.MostCents, field, "out_of_range", "Een bedrag is niet negatief, tot honderd miljard euro.");

    private static int? YearOf(string day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", out var parsed) ? parsed.Year : null;
}
