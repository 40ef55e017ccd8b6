namespace Inkoop.Funding;

/// <summary>Something that happened, as recorded: the event that brought it and the moment from which it was known.</summary>
public abstract record Fact
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What was known at a moment: a settlement as of then sees no later fact.</summary>
    public static IReadOnlyList<T> Known<T>(IEnumerable<T> facts, DateTimeOffset asOf) where T : Fact => [.. facts.Where(fact => fact.RecordedAt <= asOf)];
}

/// <summary>Something that the settlement found and somebody must see: a drop-out (uitval), a valve that opened, a signal on spending. Money never hides in it.</summary>
public sealed record Finding(string Code, string Text, string Subject, DateOnly? On = null, Guid? EventId = null)
{
    public const string DropOut = "drop_out";
    public const string SafetyValve = "safety_valve";
    public const string SpendingSignal = "spending_signal";
    public const string AboveSpendingCap = "above_spending_cap";
    public const string NoTariff = "no_tariff";
    public const string NotVerified = "outcome_not_verified";
    public const string ExecutionCostAboveBand = "execution_cost_above_band";
    public const string ExecutionCostBelowBand = "execution_cost_below_band";
    public const string ReserveAboveCap = "reserve_above_cap";
    public const string MoreFindings = "more_findings";
    /// <summary>The lot states no key and nobody was in care: the municipalities bear equal parts.</summary>
    public const string DividedEqually = "divided_equally";
    /// <summary>Lines were declared on a lot that is not paid by the line.</summary>
    public const string DeclaredOutsideModel = "declared_outside_model";

    /// <summary>A count below this is not told to whoever does not work with clients.</summary>
    public const int SmallestCount = 10;

    private bool IsOfOneClient => Code is DropOut or SpendingSignal or AboveSpendingCap or NoTariff;

    /// <summary>For whoever does not work with clients (Regeling Jeugdwet 6b): what was found of one client each is counted.</summary>
    public static IReadOnlyList<Finding> WithoutClients(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        return
        [
            .. all.Where(finding => !finding.IsOfOneClient),
            .. all.Where(finding => finding.IsOfOneClient).GroupBy(finding => (finding.Code, finding.Text)).Select(group => new Finding(
                group.Key.Code,
                group.Count() < SmallestCount ? $"{group.Key.Text} (minder dan {SmallestCount} keer)" : $"{group.Key.Text} ({group.Count()} keer)",
                "")),
        ];
    }
}

/// <summary>One amount that is payable to one provider by one municipality, found again by its key when it is settled anew.</summary>
public sealed record Payable(string Key, string MunicipalityCode, string ProviderCode, long Cents);

/// <summary>A part of the total as it is counted: by product, municipality and month. Empty: the part has no such thing.</summary>
/// <param name="Volume">In the unit: debits less credits, days of stay, months, trajectories.</param>
public sealed record SettledPart(string ProductId, string MunicipalityCode, string Month, string Unit, long Volume, long Cents, long LineCount);

/// <summary>The outcome of a settlement (afrekening).</summary>
public sealed record Settled
{
    public required Explained Total { get; init; }
    /// <summary>Beside the total, never in it: discounts for breach (korting).</summary>
    public Explained? Discount { get; init; }
    /// <summary>Parts of the total by municipality and provider; empty where the model leaves the division to a key.</summary>
    public IReadOnlyList<Payable> Payables { get; init; } = [];
    /// <summary>Parts of the total by month and by what was delivered; empty where the model pays by the year. No municipality: a key divides it.</summary>
    public IReadOnlyList<SettledPart> Parts { get; init; } = [];
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>How much more is asked of the same facts in a what-if: youths (volume) and prices, as factors of what was.</summary>
public sealed record Stress(Fraction Youths, Fraction Price)
{
    public static Stress None { get; } = new(Fraction.One, Fraction.One);
}
