using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>A lot as it was settled over a year, with what decides when it is due.</summary>
public sealed record LotToPay
{
    public required string LotId { get; init; }
    public required string ProviderCode { get; init; }
    public required FundingTerms Terms { get; init; }
    /// <summary>Without advances taken off; null when it could not be settled.</summary>
    public required IReadOnlyList<Payable>? Payables { get; init; }
    /// <summary>The same by product and month.</summary>
    public IReadOnlyList<SettledPart> Parts { get; init; } = [];
    /// <summary>All that was recorded for it in the year.</summary>
    public RecordedFacts Facts { get; init; } = new();
    /// <summary>For breaches that were found by now; negative.</summary>
    public long DiscountCents { get; init; }
    public string NotSettledCode { get; init; } = "";
    public string NotSettledText { get; init; } = "";
    /// <summary>In equal instalments until the year is settled (voorschot).</summary>
    public bool InAdvance { get; init; }
    /// <summary>How advances go over the municipalities of the first day of the year; needed when they are paid.</summary>
    public IReadOnlyList<KeyPart> Key { get; init; } = [];
    /// <summary>From its own day on the heir of a municipality bears what that would have.</summary>
    public IReadOnlyList<Merger> Mergers { get; init; } = [];
    /// <summary>Products whose trajectories are paid on start.</summary>
    public IReadOnlySet<string> OnStartProducts { get; init; } = new HashSet<string>();
    public IReadOnlyList<Trajectory> Trajectories { get; init; } = [];
    /// <summary>Paid outside the runs.</summary>
    public IReadOnlyList<AdvancePaid> Recorded { get; init; } = [];

    public bool IsPaidByTheYear => Terms is TaskBasedTerms or PopulationTerms or SubsidyTerms;
}

/// <summary>What is due under a lot in a year, and what was paid for it before, runs and recorded advances together.</summary>
/// <param name="LeftOutCode">Why nothing is paid under it now; empty when something can be.</param>
public sealed record LotDue(IReadOnlyList<LotAmount> Due, IReadOnlyList<LotAmount> Before, string LeftOutCode = "", string LeftOutText = "")
{
    /// <summary>What is due on a day, by the payment timing (betaalmoment) of the contract: in arrears and on result as it is settled; on start the whole price of a trajectory;
    /// in advance the instalments until the year is settled, and from then on what was settled.
    /// Advances that were recorded outside the runs come off when the year is settled, under every timing.</summary>
    /// <param name="running">The days of the contract in the year.</param>
    /// <param name="until">The last day of the year that counts.</param>
    /// <param name="yearIsOver">Seen from the moment of asking.</param>
    /// <param name="paid">Under this lot and year, in runs that count.</param>
    public static LotDue Of(LotToPay lot, Period running, DateOnly until, bool yearIsOver, IReadOnlyList<LotAmount> paid, IReadOnlyList<DisputedAmount> disputes)
    {
        var discounted = paid.Where(line => DiscountDue.IsKey(line.Key)).ToList();
        var due = OfCare(lot, running, until, yearIsOver, [.. paid.Where(line => !DiscountDue.IsKey(line.Key))], disputes);
        if (lot.DiscountCents == 0 && discounted.Count == 0) return due;
        var key = SplitKeys.After(lot.Key, lot.Mergers, until);
        return due with { Due = [.. due.Due, .. DiscountDue.Of(lot, running.From.Year, lot.DiscountCents, key, discounted)], Before = [.. due.Before, .. discounted] };
    }

    private static LotDue OfCare(LotToPay lot, Period running, DateOnly until, bool yearIsOver, IReadOnlyList<LotAmount> paid, IReadOnlyList<DisputedAmount> disputes)
    {
        if (lot.Terms is SubsidyTerms { Term: { } term } && term.From.Year != term.Until.Year) return OverYears(lot, term, running, until, paid);
        var year = Period.Year(running.From.Year);
        // A subsidy is final once it was determined (vastgesteld), whatever is left of the year.
        var isFinal = (yearIsOver && until == year.Until) || (lot.Terms is SubsidyTerms && lot.Payables is not null);
        var instalments = lot.InAdvance ? Advances.Divide(Advances.Sum(lot.Terms), lot.Key, running, lot.Mergers) : [];
        var covered = Advances.Covered(instalments, [.. lot.Recorded.Where(advance => lot.Terms is SubsidyTerms || year.Holds(advance.On))], lot.Key, lot.Mergers);
        if (lot.Payables is not null && (isFinal || !(lot.InAdvance || lot.IsPaidByTheYear)))
            return new LotDue(Settled(lot, running, until), isFinal ? [.. paid, .. covered.Select(part => Advances.Amount(part, lot.LotId, lot.ProviderCode))] : paid);
        if (!lot.InAdvance) return NotSettled(lot, paid);

        // The year was settled and paid before, and cannot be settled any more: what was paid then stays until it can.
        if (paid.Any(line => !Advances.IsKey(lot.LotId, line.Key) && line.Cents != 0)) return NotSettled(lot, paid);
        var due = covered.Where(part => instalments.Count > 0 && part.On <= until).ToList();
        var heldBack = disputes.Where(dispute => Advances.IsKey(lot.LotId, dispute.Key)).Select(dispute => new LotAmount(lot.LotId, dispute.Key, dispute.MunicipalityCode, lot.ProviderCode, dispute.DisputedCents));
        return new LotDue(
            Advances.Due(lot.LotId, lot.ProviderCode, instalments, due, [.. paid, .. heldBack], until),
            [.. paid, .. due.Select(part => Advances.Amount(part, lot.LotId, lot.ProviderCode))],
            isFinal ? lot.NotSettledCode : "",
            lot.NotSettledText);
    }

    // A subsidy is granted once for all its years: the advance is due in the first and stays due there; in the last one it comes off what was determined.
    private static LotDue OverYears(LotToPay lot, Period term, Period running, DateOnly until, IReadOnlyList<LotAmount> paid)
    {
        var instalments = Advances.Divide(Advances.Sum(lot.Terms), lot.Key, new Period(term.From, term.From), lot.Mergers);
        var covered = Advances.Covered(instalments, lot.Recorded, lot.Key, lot.Mergers).Select(part => Advances.Amount(part, lot.LotId, lot.ProviderCode)).ToList();
        if (running.From.Year == term.From.Year && instalments.Count > 0)
            return new LotDue(Advances.Due(lot.LotId, lot.ProviderCode, instalments, Advances.Covered(instalments, lot.Recorded, lot.Key, lot.Mergers), paid, until), [.. paid, .. covered]);
        if (running.From.Year != term.Until.Year) return new LotDue([], paid);
        if (lot.Payables is null) return NotSettled(lot, paid);
        var advanced = instalments.Select(part => Advances.Amount(part, lot.LotId, lot.ProviderCode)).Select(part => part with { Cents = -part.Cents });
        return new LotDue([.. Settled(lot, running, until), .. advanced], instalments.Count > 0 ? paid : [.. paid, .. covered]);
    }

    // What was paid counts as due, so that nothing is asked back for want of a figure.
    private static LotDue NotSettled(LotToPay lot, IReadOnlyList<LotAmount> paid) => lot.NotSettledCode == LotSettlement.NotBegun
        ? new(paid, paid)
        : lot.Payables is null ? new(paid, paid, lot.NotSettledCode, lot.NotSettledText)
        : new(paid, paid, LotSettlement.AfterTheYear, "Dit perceel wordt over het hele jaar afgerekend, dus pas in een betaalrun tot en met 31 december.");

    private static IReadOnlyList<LotAmount> Settled(LotToPay lot, Period running, DateOnly until)
    {
        var settled = lot.Payables!.Select(payable => new LotAmount(lot.LotId, payable.Key, payable.MunicipalityCode, payable.ProviderCode, payable.Cents));
        if (lot.Terms is not OutputTerms output || lot.OnStartProducts.Count == 0) return [.. settled];
        var onStart = lot.Trajectories.Where(trajectory => lot.OnStartProducts.Contains(trajectory.ProductId)).ToList();
        var keys = onStart.SelectMany(OnStart.Keys).ToHashSet();
        return [.. settled.Where(line => !keys.Contains(line.Key)), .. OnStart.Due(lot.LotId, output, onStart, Period.Year(running.From.Year), until,
            lot.Terms.Term is { } term && term.Until.Year == running.From.Year)];
    }
}
