using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Contracts.Drafting;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Check = Inkoop.Wire.Faults.Check;

namespace Inkoop.Tests.Contracts;

/// <summary>Contracts to test with; each returns a fresh one, so that a test may break it.</summary>
internal static class Samples
{
    public static readonly Guid ProviderId = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    /// <summary>A complete draft over 2026: Roermond buys ambulant help (45A03) at 1.45 a minute and a trajectory (50O01), both p×q.</summary>
    public static Contract Draft(string number = "MLO-2026-001", string providerId = "") => new()
    {
        Number = number,
        Title = "Jeugdhulp ambulant 2026",
        ProviderId = providerId,
        StartsOn = "2026-01-01",
        EndsOn = "2026-12-31",
        RoundingRule = RoundingRule.UnroundedTariff,
        Buyers = { new Buyer { MunicipalityCode = "0957", ValidFrom = "2026-01-01" }, new Buyer { MunicipalityCode = "1641", ValidFrom = "2026-01-01", ValidUntil = "2026-06-30" } },
        YearBudgets = { new YearBudget { Year = 2026, BudgetCents = 40_000_000 } },
        Lots = { new Lot { LotId = "1", Name = "Ambulant", Funding = new FundingArrangement { PriceTimesQuantity = new PriceTimesQuantity() } } },
        Products =
        {
            new Product
            {
                LotId = "1", Category = "45", Code = "45A03", Description = "Begeleiding individueel", Unit = "01", Variant = DeliveryVariant.Effort,
                Tariffs = { new Tariff { ValidFrom = "2026-01-01", RateEur = "1.45" } },
            },
            new Product
            {
                LotId = "1", Category = "50", Code = "50O01", Description = "Traject thuis", Unit = "82", Variant = DeliveryVariant.Output,
                Tariffs = { new Tariff { ValidFrom = "2026-07-01", RateEur = "8400" } },
            },
        },
        KpiAgreements = { new KpiAgreement { IndicatorCode = "uitval", Norm = "0.1", Direction = KpiDirection.AtMost } },
    };

    public static DraftFacts Facts(bool numberTaken = false) => new()
    {
        Provider = new KnownProvider { ProviderId = ProviderId, Name = "Zorg Één", AgbCode = "01020304" },
        NumberTaken = numberTaken,
        Municipalities = new[]
        {
            new KnownMunicipality { Code = "0957", Name = "Roermond", StartsOn = new(2015, 1, 1) },
            new KnownMunicipality { Code = "1641", Name = "Maasgouw", StartsOn = new(2015, 1, 1) },
            new KnownMunicipality { Code = "0398", Name = "Heerhugowaard", StartsOn = new(2015, 1, 1), EndsOn = new(2021, 12, 31) },
        }.ToLookup(known => known.Code),
        Proportions = new HashSet<string> { "uitval" },
    };

    /// <summary>A signed contract, made by the decisions themselves.</summary>
    public static ContractState Signed(Action<Contract>? change = null, Guid? contractId = null, DateOnly? signedOn = null)
    {
        var wire = Draft(providerId: ProviderId.ToString());
        change?.Invoke(wire);
        var check = new Check();
        var draft = ContractCheck.Read(wire, contractId ?? Guid.Parse("0197a000-0000-7000-8000-0000000000c1"), 1, Facts(), check);
        check.ThrowIfAny();
        return Signing.Sign(draft, signedOn ?? new DateOnly(2025, 12, 1));
    }

    public static AcceptedLine Line(Guid contractId, string reference, DateOnly from, long volume, long cents, bool credit = false, string? previous = null,
        string municipality = "0957", string product = "45A03", string unit = "01", long rateE8 = 145_000_000, string rateUnit = "01", string rule = "unrounded_tariff") => new()
        {
            LineId = Guid.CreateVersion7(),
            ReferenceNumber = reference,
            PreviousReferenceNumber = previous,
            AllocationId = Guid.CreateVersion7(),
            ContractId = contractId,
            ContractVersion = 2,
            ProductId = product,
            MunicipalityCode = municipality,
            ClientPseudonym = "p-1",
            From = from,
            Until = new DateOnly(from.Year, from.Month, DateTime.DaysInMonth(from.Year, from.Month)),
            Volume = volume,
            Unit = unit,
            AmountCents = cents,
            Credit = credit,
            RateE8 = rateE8,
            RateUnit = rateUnit,
            RoundingRule = rule,
        };

    public static LinesJudged Judged(params IReadOnlyList<AcceptedLine> lines) => new()
    {
        MessageId = Guid.CreateVersion7(),
        Part = 1,
        ProviderId = ProviderId,
        DeclaredMonth = new DateOnly(2026, 3, 1),
        Accepted = lines,
        Rejected = [],
    };
}
