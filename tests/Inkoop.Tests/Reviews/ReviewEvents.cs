using Inkoop.Wire.Events;

namespace Inkoop.Tests.Reviews;

/// <summary>Events as the other services publish them, with everything in them that these tests do not look at.</summary>
internal static class ReviewEvents
{
    public static ContractTerms Terms(Guid providerId, string number = "JH-1", string title = "Ambulante jeugdhulp", long budgetCents = 40_000_000, params IReadOnlyList<KpiTerm> kpis) => new()
    {
        Number = number,
        Title = title,
        ProviderId = providerId,
        ProviderName = "Stichting De Brug",
        StartsOn = new DateOnly(2025, 1, 1),
        EndsOn = new DateOnly(2027, 12, 31),
        SignedOn = new DateOnly(2024, 12, 1),
        RoundingRule = "unrounded_tariff",
        Buyers = [new BuyerTerm { MunicipalityCode = "0513", ValidFrom = new DateOnly(2025, 1, 1) }],
        YearBudgets = [new YearBudgetTerm { Year = 2025, BudgetCents = budgetCents }, new YearBudgetTerm { Year = 2026, BudgetCents = budgetCents }],
        Lots = [],
        Products = [new ProductTerm { ProductId = "45A03", LotId = "1", Category = "45", Code = "45A03", Description = "Begeleiding", Unit = "01", Variant = "effort", Tariffs = [] }],
        KpiAgreements = kpis,
    };

    public static KpiTerm Kpi(string code, long normE8, bool atMost = false, bool duty = false) => new() { IndicatorCode = code, NormE8 = normE8, AtMost = atMost, IsDuty = duty };

    public static AcceptedLine Line(Guid contractId, string from, long cents, bool credit = false, string municipality = "0513") => new()
    {
        LineId = Guid.CreateVersion7(),
        ReferenceNumber = "r",
        AllocationId = Guid.CreateVersion7(),
        ContractId = contractId,
        ContractVersion = 1,
        ProductId = "45A03",
        MunicipalityCode = municipality,
        ClientPseudonym = "p",
        From = DateOnly.Parse(from),
        Until = DateOnly.Parse(from).AddMonths(1).AddDays(-1),
        Volume = cents / 100,
        Unit = "01",
        AmountCents = cents,
        Credit = credit,
        RateE8 = 100_000_000,
        RateUnit = "01",
        RoundingRule = "unrounded_tariff",
    };

    public static LotSettled Settled(Guid contractId, long version, int year, int month, long cents, string municipality = "0513") => new()
    {
        ContractId = contractId,
        Version = version,
        Year = year,
        LotId = "1",
        Months =
        [
            new SettledMonth
            {
                Month = month,
                Amounts = [new SettledAmount { ProductId = "45A03", MunicipalityCode = municipality, Unit = "01", Volume = cents / 100, LineCount = 2, AwardedCents = cents, SettledCents = cents }],
            },
        ],
    };

    public static LinesJudged Judged(string month, IReadOnlyList<AcceptedLine> accepted, IReadOnlyList<RejectedLine>? rejected = null) => new()
    {
        MessageId = Guid.CreateVersion7(),
        Part = 1,
        ProviderId = Guid.CreateVersion7(),
        DeclaredMonth = DateOnly.Parse(month),
        Accepted = accepted,
        Rejected = rejected ?? [],
    };

    public static ProductAllocated Allocated(Guid allocationId, long version, Guid contractId, string pseudonym, string startsOn, string? endsOn = null, bool removed = false) => new()
    {
        AllocationId = allocationId,
        Version = version,
        Number = 1,
        DispositionId = Guid.CreateVersion7(),
        ClientPseudonym = pseudonym,
        MunicipalityCode = "0513",
        ContractId = contractId,
        ProviderId = Guid.CreateVersion7(),
        ProductId = "45A03",
        Volume = 60,
        Unit = "01",
        Frequency = "2",
        StartsOn = DateOnly.Parse(startsOn),
        EndsOn = endsOn is null ? null : DateOnly.Parse(endsOn),
        Removed = removed,
    };

    public static IndicatorSubmitted Submitted(Guid contractId, string code, string quarter, long version, long numerator, long denominator) => new()
    {
        SubmissionId = Guid.CreateVersion7(),
        Version = version,
        ContractId = contractId,
        ProviderId = Guid.CreateVersion7(),
        IndicatorCode = code,
        IndicatorVersion = 1,
        Quarter = quarter,
        Numerator = numerator,
        Denominator = denominator,
        Late = version > 1,
        SubmittedAt = DateTimeOffset.UnixEpoch,
    };

    public static CareStopped Stopped(Guid stopId, Guid contractId, string stoppedOn, string reason, bool withdrawn = false) => new()
    {
        StopId = stopId,
        AllocationId = Guid.CreateVersion7(),
        ContractId = contractId,
        ProviderId = Guid.CreateVersion7(),
        ProductId = "45A03",
        MunicipalityCode = "0513",
        ClientPseudonym = "p",
        StartedOn = new DateOnly(2025, 1, 1),
        StoppedOn = DateOnly.Parse(stoppedOn),
        Reason = reason,
        Withdrawn = withdrawn,
    };

    public static (Guid Id, object Event) New(object @event) => (Guid.CreateVersion7(), @event);
}
