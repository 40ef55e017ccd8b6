using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;
using Shouldly;

namespace Inkoop.Tests.Money.Settlements;

/// <summary>Facts to settle, and settling with every tree done again.</summary>
internal static class Kernel
{
    public static readonly DateTimeOffset Recorded = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Later = new(2027, 6, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly Period Year2026 = Period.Year(2026);

    public static Guid Event(int number) => new($"01890000-0000-7000-8000-{number:D12}");

    public static Settled Settle(FundingTerms terms, RecordedFacts facts, Period? period = null, DateTimeOffset? asOf = null, Stress? stress = null)
    {
        var settled = SettlementKernel.Settle(terms, facts, period ?? Year2026, asOf ?? Later, stress);
        Readd(settled);
        return settled;
    }

    public static Settled Readd(Settled settled)
    {
        Readd(settled.Total);
        if (settled.Discount is { } discount) Readd(discount);
        if (settled.Payables.Count > 0) settled.Payables.Sum(payable => payable.Cents).ShouldBe(settled.Total.Cents);
        return settled;
    }

    public static Explained Readd(Explained tree)
    {
        ExplainedCheck.Faults(tree).ShouldBeEmpty();
        return tree;
    }

    /// <summary>Any node whose title begins so.</summary>
    public static Explained Find(Explained tree, string title) => All(tree).First(node => node.Title.StartsWith(title, StringComparison.Ordinal));

    public static IEnumerable<Explained> All(Explained tree) => tree.Children.SelectMany(All).Prepend(tree);

    public static PriceTimesQuantityTerms MinuteTerms(Fraction euro, string rule = LineAmount.UnroundedTariff) => new()
    {
        RoundingRule = rule,
        Products = [Product("45A04", "01", euro)],
    };

    public static ProductPrice Product(string id, string unit, Fraction euro) => new() { ProductId = id, RateUnit = unit, Rates = [new RateStep(new(2025, 1, 1), null, euro)] };

    public static CareLine Line(string reference, DateOnly starts, long volume, string unit = "01", string product = "45A04", string municipality = "0957", bool credit = false,
        string? previous = null, AllocationKind kind = AllocationKind.Specific, DateTimeOffset? accepted = null, string client = "", string provider = "") => new()
        {
            EventId = Event(Math.Abs(reference.GetHashCode(StringComparison.Ordinal)) % 1_000_000),
            RecordedAt = accepted ?? Recorded,
            ReferenceNumber = reference,
            PreviousReferenceNumber = previous,
            IsCredit = credit,
            ProductId = product,
            MunicipalityCode = municipality,
            ProviderCode = provider,
            ClientId = client,
            StartsOn = starts,
            EndsOn = starts.AddMonths(1).AddDays(-starts.Day),
            Volume = volume,
            Unit = unit,
            Kind = kind,
            AcceptedAt = accepted ?? Recorded,
        };

    public static T[] Shuffled<T>(IEnumerable<T> facts, int seed)
    {
        var all = facts.ToArray();
        new Random(seed).Shuffle(all);
        return all;
    }
}
