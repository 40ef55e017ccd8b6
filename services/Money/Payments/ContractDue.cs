using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Period = Inkoop.Ijw.Period;

namespace Inkoop.Money.Payments;

/// <summary>What happened before to the payments of a contract in a year.</summary>
internal sealed record PaymentHistory
{
    /// <summary>How often something happened to them; an approval holds against this.</summary>
    public required long PaymentCount { get; init; }
    /// <summary>In runs that count: approved, paid or not.</summary>
    public required IReadOnlyList<LotAmount> Paid { get; init; }
    /// <summary>What of it is in runs that were approved and not paid by the day asked about.</summary>
    public IReadOnlyList<LotAmount> Approved { get; init; } = [];
    public required IReadOnlyList<DisputedAmount> Disputes { get; init; }
    /// <summary>On claims: payable beside what is settled.</summary>
    public IReadOnlyList<LotAmount> Agreed { get; init; } = [];
    /// <summary>The last day that an earlier run paid until; null when none did.</summary>
    public required DateOnly? PaidUntil { get; init; }
}

/// <summary>A lot of which nothing can be paid now, and why.</summary>
internal sealed record LeftOut(string LotId, string Code, string Text);

/// <summary>What one contract owes in a year by a moment, with what was paid for it before.</summary>
internal sealed record ContractDue
{
    public required ContractState Contract { get; init; }
    public required int Year { get; init; }
    public required DateOnly Until { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<LotToPay> Lots { get; init; }
    public required IReadOnlyList<LotAmount> Due { get; init; }
    public required IReadOnlyList<LotAmount> Before { get; init; }
    /// <summary>Of <see cref="Before"/>: approved and not paid yet.</summary>
    public required IReadOnlyList<LotAmount> Approved { get; init; }
    public required IReadOnlyList<Hold> Holds { get; init; }
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }
    public required IReadOnlyList<Merger> Mergers { get; init; }
    public required Credits Credits { get; init; }
    public required long PaymentCount { get; init; }
    /// <summary>Recorded as paid in advance outside the runs.</summary>
    public required long AdvancedCents { get; init; }

    public IReadOnlyList<RunLine> Lines() => RunLines.Of(Due, Before, Holds, Mergers, Today);

    public IReadOnlyList<StatementLine> Statement() =>
        YearStatement.Of(Due, Before, Holds, Mergers, Inkoop.Ijw.Dates.Earliest(Today, new DateOnly(Year, 12, 31)), Today, Approved);

    /// <summary>Decides what is due from all that was read. A run never counts to an earlier day than one before it: what was paid until then stays due.</summary>
    public static ContractDue Of(ContractState contract, ContractFacts facts, int year, DateOnly until, DateTimeOffset asOf, PaymentHistory history)
    {
        var today = DutchDay.Of(asOf);
        if (history.PaidUntil > until) until = history.PaidUntil.Value;
        var running = new Period(contract.StartsOn.Year < year ? new DateOnly(year, 1, 1) : contract.StartsOn, contract.EndsOn.Year > year ? new DateOnly(year, 12, 31) : contract.EndsOn);
        var asked = new Period(new DateOnly(year, 1, 1), until);
        var leftOut = new List<LeftOut>();
        var lots = contract.Lots.Select(lot => Lot(contract, lot, facts, year, asked, asOf, leftOut)).Where(lot => lot is not null).Select(lot => lot!).ToList();
        // A correction is due as it was agreed, and what was paid of it plays no part in what its lot owes.
        var due = new List<LotAmount>(Corrections.Due(history.Agreed));
        var before = history.Paid.Where(line => Corrections.IsKey(line.Key)).ToList();
        var paid = history.Paid.Where(line => !Corrections.IsKey(line.Key)).ToList();
        foreach (var lot in lots)
        {
            var one = FundingFaults.Told(() => LotDue.Of(lot, running, until, today.Year > year,
                [.. paid.Where(line => line.LotId == lot.LotId)], [.. history.Disputes.Where(dispute => dispute.LotId == lot.LotId)]));
            due.AddRange(one.Due);
            before.AddRange(one.Before);
            if (one.LeftOutCode.Length > 0) leftOut.Add(new LeftOut(lot.LotId, one.LeftOutCode, one.LeftOutText));
        }
        leftOut = Named(leftOut, facts.Register.Waiting.Where(fact => fact.Year is null || fact.Year == year));
        // Of a lot that could not even be read, or that the contract dropped, what was paid stays as it is.
        var unread = paid.Where(line => lots.TrueForAll(lot => lot.LotId != line.LotId)).ToList();
        due.AddRange(unread);
        before.AddRange(unread);
        var credits = new Credits(facts.Care.Lines);
        return new ContractDue
        {
            Contract = contract,
            Year = year,
            Until = until,
            Today = today,
            Lots = lots,
            Due = due,
            Before = before,
            Approved = history.Approved,
            Holds = Payments.Holds.Of([.. history.Disputes.Select(dispute => RunLines.Heir(dispute.Key, dispute.MunicipalityCode, facts.Mergers, today) is var (key, code) ? dispute with { Key = key, MunicipalityCode = code } : dispute)],
                RunLines.Heirs(due, facts.Mergers, today), credits),
            LeftOut = leftOut,
            Mergers = facts.Mergers,
            Credits = credits,
            PaymentCount = history.PaymentCount,
            AdvancedCents = facts.Register.For(null, Period.Year(year)).Advances.Sum(advance => advance.Cents),
        };
    }

    // What waits for a check is no fault of the lot: it is named beside what else keeps it out.
    private static List<LeftOut> Named(List<LeftOut> leftOut, IEnumerable<StoredFact> waiting)
    {
        var named = leftOut.DistinctBy(lot => lot.LotId).ToList();
        foreach (var lot in waiting.GroupBy(fact => fact.LotId).OrderBy(lot => lot.Key, StringComparer.Ordinal))
        {
            var text = Facts.StatementChecks.InWords([.. lot.Select(fact => fact.Content())]);
            var at = named.FindIndex(one => one.LotId == lot.Key);
            if (at < 0) named.Add(new LeftOut(lot.Key, AwaitsCheck, text));
            else named[at] = named[at] with { Text = $"{named[at].Text} {text}" };
        }
        return named;
    }

    /// <summary>What a provider stated waits for a buyer.</summary>
    public const string AwaitsCheck = "awaits_check";

    private static LotToPay? Lot(ContractState contract, LotState lot, ContractFacts facts, int year, Period asked, DateTimeOffset asOf, List<LeftOut> leftOut)
    {
        try
        {
            var settled = LotSettlement.Settle(contract, lot, facts, asked, asOf);
            var terms = FundingOf.Terms(contract, lot, year, facts.Mergers);
            var recorded = facts.For(contract, lot.LotId, Period.Year(year)).AsOf(asOf);
            var firstDay = Inkoop.Ijw.Dates.Latest(contract.StartsOn, new DateOnly(year, 1, 1));
            var products = contract.Products.Where(product => product.LotId == lot.LotId).ToList();
            // Settled only in part is not settled: what is missing would be asked back.
            var isSettled = settled.Settled is not null && settled.NotSettled is null;
            return new LotToPay
            {
                LotId = lot.LotId,
                ProviderCode = contract.ProviderId?.ToString() ?? "",
                Terms = terms,
                Payables = isSettled ? settled.Payables : null,
                Parts = isSettled ? settled.Parts : [],
                DiscountCents = Breaches.Discount(terms, recorded.Breaches, new Period(asked.From, Inkoop.Ijw.Dates.Earliest(asked.Until, DutchDay.Of(asOf))))?.Cents ?? 0,
                NotSettledCode = settled.NotSettled?.Code ?? "",
                NotSettledText = settled.NotSettled?.Message ?? "",
                InAdvance = InAdvance(terms, products) && (terms is TaskBasedTerms or PopulationTerms or SubsidyTerms || Advances.Sum(terms).Cents != 0),
                Key = terms is PopulationTerms population ? Population.Key(population, population.Key, recorded, firstDay) : LotPayables.Key(contract, lot, recorded, facts.Mergers, firstDay),
                Mergers = facts.Mergers,
                OnStartProducts = products.Where(product => product.PaymentTiming == "on_start").Select(product => product.ProductId).ToHashSet(),
                Trajectories = recorded.Trajectories,
                Recorded = recorded.Advances,
                Facts = recorded,
            };
        }
        catch (FaultyTerms faulty)
        {
            leftOut.Add(new LeftOut(lot.LotId, faulty.Faults[0].Code, FundingFaults.Text(faulty)));
            return null;
        }
        catch (OverflowException)
        {
            leftOut.Add(new LeftOut(lot.LotId, LotSettlement.TooLarge, LotSettlement.TooLargeText));
            return null;
        }
    }

    // A population and a subsidy say themselves how they are advanced; a task without products has nothing to say it with, and is not paid a year late for that.
    private static bool InAdvance(FundingTerms terms, IReadOnlyList<ProductTerm> products) =>
        terms is PopulationTerms or SubsidyTerms || (terms is TaskBasedTerms && products.Count == 0) || products.Any(product => product.PaymentTiming == "advance");
}
