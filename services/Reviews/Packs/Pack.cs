using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Reviews.Statistics;
using Inkoop.Wire;
using Inkoop.Wire.Reviews.V1;
using Action = Inkoop.Wire.Reviews.V1.Action;

namespace Inkoop.Reviews.Packs;

/// <summary>Makes the pack (gespreksstuk) of one contract and quarter from what is known: no clock, no database.</summary>
public static class Pack
{
    public const int TrendQuarters = 8;
    /// <summary>Fewer clients than this are not shown: a small count can point at a child.</summary>
    public const long FewestClients = 10;
    public const long Suppressed = -1;
    private const int DaysBeforeEscalation = 14;

    /// <param name="today">Dutch day on which the pack is opened: it decides what is late and overdue.</param>
    public static Review Build(PackFacts facts, Quarter quarter, DateOnly today)
    {
        var indicators = Indicators(facts, quarter, today);
        var review = new Review
        {
            ContractId = facts.Contract.ContractId.ToString(),
            ContractNumber = facts.Contract.Number,
            ContractTitle = facts.Contract.Title,
            ProviderId = facts.Contract.ProviderId.ToString(),
            ProviderName = facts.Contract.ProviderName,
            Quarter = quarter.ToString(),
            Version = facts.Review?.Version ?? 0,
            Budget = Budget(facts, quarter),
        };
        review.Volumes.AddRange(Volumes(facts, quarter));
        review.Lots.AddRange(Standing.Lots(facts.Standings));
        review.Indicators.AddRange(indicators);
        review.Missing.AddRange(Missing(indicators, quarter, today));
        review.Changes.AddRange(Changes(facts, indicators, quarter, today));
        review.Actions.AddRange(Actions(facts.Actions, quarter, today, FrozenPack.ActionsOf(facts.Review)));
        review.History.AddRange(TrendOf(facts.Contract, quarter).Select(past => new QuarterProduction { Quarter = past.ToString(), ProducedCents = Produced(facts, past) }));
        review.ContentDigest = FrozenPack.ContentDigest(review);
        Sign(review, facts.Review);
        return review;
    }

    /// <summary>Actions of the quarter, and older ones that are still open: those are carried on until somebody closes them. What a signed report carried stays in it, with how it ended.</summary>
    /// <param name="carried">Ids of the actions in the signed report.</param>
    public static IEnumerable<Action> Actions(IEnumerable<ActionRow> actions, Quarter quarter, DateOnly today, IReadOnlySet<string>? carried = null) =>
        actions
            .Where(action => action.RaisedIn == quarter.ToString()
                || (string.CompareOrdinal(action.RaisedIn, quarter.ToString()) < 0 && (action.ClosedOn is null || carried?.Contains(action.ActionId.ToString()) == true)))
            .OrderBy(action => action.DueOn).ThenBy(action => action.ActionId)
            .Select(action => ToAction(action, today));

    public static Action ToAction(ActionRow action, DateOnly today) => new()
    {
        ActionId = action.ActionId.ToString(),
        Version = action.Version,
        Text = action.Text,
        Owner = action.Owner,
        DueOn = Iso(action.DueOn),
        Status = action.ClosedOn is null ? ActionStatus.Open : ActionStatus.Closed,
        RaisedIn = action.RaisedIn,
        ClosedOn = action.ClosedOn is { } closed ? Iso(closed) : "",
        Result = action.Result ?? "",
        Overdue = action.ClosedOn is null && today > action.DueOn,
        Escalated = action.ClosedOn is null && today.AddDays(-DaysBeforeEscalation) > Later(action.DueOn, action.RaisedOn),
    };

    // Nobody is late with what was agreed a moment ago, whatever day it names.
    private static DateOnly Later(DateOnly dueOn, DateOnly? raisedOn) => raisedOn is { } raised && raised > dueOn ? raised : dueOn;

    /// <summary>Up to eight quarters in which the contract was in force, oldest first, ending with <paramref name="quarter"/>.</summary>
    public static IEnumerable<Quarter> TrendOf(ContractRow contract, Quarter quarter) =>
        Enumerable.Range(1 - TrendQuarters, TrendQuarters).Select(quarter.Plus).Where(contract.InForceIn);

    /// <summary>Share or mean with four decimals, half away from zero; empty: none.</summary>
    public static string Four(decimal? value) =>
        value is { } known ? Math.Round(known, 4, MidpointRounding.AwayFromZero).ToString("0.0000", CultureInfo.InvariantCulture) : "";

    internal static void Sign(Review review, ReviewRow? row)
    {
        if (row is { BuyerSignedBy: { } buyer, BuyerSignedAt: { } buyerAt })
            review.BuyerSignature = new Signature { SignedBy = buyer, SignedAt = Timestamp.FromDateTimeOffset(buyerAt), Outdated = !Signing.Holds(row.BuyerSignedDigest, review.ContentDigest) };
        if (row is { ProviderSignedBy: { } provider, ProviderSignedAt: { } providerAt })
            review.ProviderSignature = new Signature { SignedBy = provider, SignedAt = Timestamp.FromDateTimeOffset(providerAt), CounterView = row.CounterView ?? "", Outdated = !Signing.Holds(row.ProviderSignedDigest, review.ContentDigest) };
    }

    private static BudgetUse Budget(PackFacts facts, Quarter quarter)
    {
        var total = facts.Totals.FirstOrDefault(row => row.Quarter == quarter.ToString());
        var use = BudgetSignal.Of(facts.YearBudgetCents, ProducedInYear(facts, quarter));
        return new BudgetUse
        {
            YearBudgetCents = facts.YearBudgetCents ?? 0,
            ProducedQuarterCents = total?.SettledCents ?? 0,
            ProducedYearCents = ProducedInYear(facts, quarter),
            UsedShare = Four(use.Share),
            Signal = use.Signal,
            AcceptedLineCount = total?.AcceptedLineCount ?? 0,
            RejectedLineCount = total?.RejectedLineCount ?? 0,
            AllocatedClientCount = facts.ClientCount < FewestClients ? Suppressed : facts.ClientCount,
        };
    }

    private static long Produced(PackFacts facts, Quarter quarter) => facts.Totals.FirstOrDefault(row => row.Quarter == quarter.ToString())?.SettledCents ?? 0;

    private static long ProducedInYear(PackFacts facts, Quarter quarter) =>
        Enumerable.Range(1 - quarter.Number, quarter.Number).Sum(back => Produced(facts, quarter.Plus(back)));

    private static IEnumerable<VolumeRow> Volumes(PackFacts facts, Quarter quarter)
    {
        var products = facts.Products.ToDictionary(product => product.ProductId, product => product.Description);
        var municipalities = facts.Municipalities.ToDictionary(municipality => municipality.Code, municipality => municipality.Name);
        var previous = quarter.Previous.ToString();
        return facts.Cells
            .GroupBy(cell => (cell.ProductId, cell.MunicipalityCode, cell.Unit))
            .OrderBy(group => group.Key.ProductId, StringComparer.Ordinal).ThenBy(group => group.Key.MunicipalityCode, StringComparer.Ordinal).ThenBy(group => group.Key.Unit, StringComparer.Ordinal)
            .Select(group => (group.Key, Now: group.FirstOrDefault(cell => cell.Quarter == quarter.ToString()), Before: group.FirstOrDefault(cell => cell.Quarter == previous)))
            .Where(row => row.Now is not null || row.Before is not null)
            .Select(row => new VolumeRow
            {
                ProductId = row.Key.ProductId,
                ProductDescription = row.Key.ProductId.Length == 0 ? "Het hele perceel" : products.GetValueOrDefault(row.Key.ProductId, row.Key.ProductId),
                MunicipalityCode = row.Key.MunicipalityCode,
                MunicipalityName = municipalities.GetValueOrDefault(row.Key.MunicipalityCode, row.Key.MunicipalityCode),
                Unit = row.Key.Unit,
                Volume = row.Now?.Volume ?? 0,
                AmountCents = row.Now?.SettledCents ?? 0,
                LineCount = row.Now?.LineCount ?? 0,
                PreviousAmountCents = row.Before?.SettledCents ?? 0,
            });
    }

    private static List<IndicatorResult> Indicators(PackFacts facts, Quarter quarter, DateOnly today) =>
        facts.Kpis.Select(kpi => Indicator(facts, kpi, quarter, today)).ToList();

    private static IndicatorResult Indicator(PackFacts facts, KpiRow kpi, Quarter quarter, DateOnly today)
    {
        var definition = DefinitionOf(facts.Definitions, kpi.IndicatorCode, quarter);
        var mean = definition?.Kind == "mean";
        var result = Find(facts, kpi.IndicatorCode, quarter);
        var norm = new Norm(kpi.NormE8, kpi.AtMost, kpi.IsDuty);
        var verdict = Judgement.Of(result is null ? null : new Measured(mean, result.Numerator, result.Denominator), norm);
        var row = new IndicatorResult
        {
            IndicatorCode = kpi.IndicatorCode,
            Name = definition?.Name ?? kpi.IndicatorCode,
            Numerator = result?.Numerator ?? 0,
            Denominator = result?.Denominator ?? 0,
            Value = Four(verdict.Value),
            IntervalLow = Four((decimal?)verdict.Interval?.Low),
            IntervalHigh = Four((decimal?)verdict.Interval?.High),
            Norm = Four(norm.Value),
            AtMost = kpi.AtMost,
            IsDuty = kpi.IsDuty,
            Colour = verdict.Colour,
            Verdict = verdict.Text,
            Late = result?.Late ?? today > quarter.DueOn,
            SubmissionVersion = result?.Version ?? 0,
        };
        row.Trend.AddRange(TrendOf(facts.Contract, quarter).Select(past => new TrendPoint
        {
            Quarter = past.ToString(),
            Value = Find(facts, kpi.IndicatorCode, past) is { } then ? Four(new Measured(mean, then.Numerator, then.Denominator).Value) : "",
        }));
        if (facts.Derived.FirstOrDefault(derived => derived.IndicatorCode == kpi.IndicatorCode && derived.Quarter == quarter.ToString()) is { } derived)
        {
            row.HasDerived = true;
            row.DerivedNumerator = derived.Numerator;
            row.DerivedDenominator = derived.Denominator;
            row.DerivedValue = Four(new Measured(mean, derived.Numerator, derived.Denominator).Value);
        }
        return row;
    }

    internal static DefinitionRow? DefinitionOf(IEnumerable<DefinitionRow> definitions, string code, Quarter quarter) =>
        definitions.Where(definition => definition.Code == code && definition.ValidFrom <= quarter.LastDay && (definition.ValidUntil is null || definition.ValidUntil >= quarter.LastDay))
            .MaxBy(definition => definition.Version);

    private static ResultRow? Find(PackFacts facts, string code, Quarter quarter) =>
        facts.Results.FirstOrDefault(result => result.IndicatorCode == code && result.Quarter == quarter.ToString());

    private static IEnumerable<string> Missing(IEnumerable<IndicatorResult> indicators, Quarter quarter, DateOnly today) =>
        indicators.Where(indicator => indicator.Colour == Colour.Missing).DistinctBy(indicator => indicator.IndicatorCode).Select(indicator =>
            today > quarter.DueOn
                ? $"{indicator.Name}: niet aangeleverd; te laat sinds {DutchText.Day(quarter.DueOn)}."
                : $"{indicator.Name}: nog niet aangeleverd; uiterlijk {DutchText.Day(quarter.DueOn)}.");

    /// <summary>What differs from the quarter before, as far as the contract was then in force.</summary>
    private static IEnumerable<Change> Changes(PackFacts facts, IReadOnlyList<IndicatorResult> now, Quarter quarter, DateOnly today)
    {
        var previous = quarter.Previous;
        if (!facts.Contract.InForceIn(previous))
            yield break;

        if (Produced(facts, previous) != Produced(facts, quarter))
            yield return new Change { What = "Afgerekend", Before = DutchText.Euro(Produced(facts, previous)), After = DutchText.Euro(Produced(facts, quarter)) };
        if (previous.Year == quarter.Year && BudgetSignal.Of(facts.YearBudgetCents, ProducedInYear(facts, quarter)) is { Signal: true } use
            && BudgetSignal.Of(facts.YearBudgetCents, ProducedInYear(facts, previous)) is { Signal: false } before)
            yield return new Change { What = "Signaal bestedingsruimte (70%)", Before = DutchText.Percent(before.Share ?? 0), After = DutchText.Percent(use.Share ?? 0) };

        foreach (var (then, current) in Indicators(facts, previous, today).Zip(now))
        {
            if (then.Value != current.Value || then.Colour != current.Colour)
                yield return new Change { What = current.Name, Before = InWords(facts, then, previous), After = InWords(facts, current, quarter) };
        }
    }

    private static string InWords(PackFacts facts, IndicatorResult indicator, Quarter quarter)
    {
        if (indicator.Value.Length == 0)
            return DutchText.Name(indicator.Colour);
        var value = decimal.Parse(indicator.Value, CultureInfo.InvariantCulture);
        var mean = DefinitionOf(facts.Definitions, indicator.IndicatorCode, quarter)?.Kind == "mean";
        return $"{(mean ? DutchText.Decimal(value) : DutchText.Percent(value))} ({DutchText.Name(indicator.Colour)})";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
