using System.Security.Cryptography;
using System.Text.Json;

namespace Inkoop.Demo.Plan;

/// <summary>
/// Everything that will happen in a demonstration region, worked out before anything is sent: pure, so that an interrupted load can
/// make it again and go on where it was.
/// </summary>
public sealed record DemoPlan
{
    public required DemoRegion Region { get; init; }
    public required IReadOnlyList<PlannedProvider> Providers { get; init; }
    public required IReadOnlyList<PlannedContract> Contracts { get; init; }
    public required IReadOnlyList<PlannedClient> Clients { get; init; }
    public required IReadOnlyList<PlannedDeclaration> Declarations { get; init; }
    public required IReadOnlyList<PlannedSubmission> Submissions { get; init; }
    public required IReadOnlyList<PlannedReview> Reviews { get; init; }
    public required IReadOnlyList<PlannedFact> Facts { get; init; }
    public required IReadOnlyList<PlannedPart> Parts { get; init; }

    public static DemoPlan For(DemoRegion region)
    {
        var providers = ProviderPlanning.Providers(region);
        var contracts = ContractPlanning.Contracts(region, providers);
        var clients = ClientPlanning.Clients(region, contracts);
        // What care costs decides the budgets, also where it is paid as a whole and nobody declares it.
        var delivered = DeclarationPlanning.Declarations(region, contracts, clients);
        var budgeted = ContractPlanning.WithBudgets(region, contracts, delivered);
        return new DemoPlan
        {
            Region = region,
            Providers = providers,
            Contracts = budgeted,
            Clients = clients,
            Declarations = DeclarationPlanning.Declared(contracts, delivered),
            Submissions = SubmissionPlanning.Submissions(region, contracts, providers, clients),
            Reviews = ReviewPlanning.Reviews(region, contracts),
            Facts = FactPlanning.Facts(region, budgeted, clients),
            Parts = FactPlanning.Parts(region, budgeted, clients),
        };
    }

    public IEnumerable<PlannedAllocation> Allocations => Clients.SelectMany(client => client.Allocations);

    /// <summary>SHA-256 of the whole plan, 64 hexadecimal characters.</summary>
    public string Digest()
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            JsonSerializer.Serialize(stream, new { Providers, Contracts, Clients, Declarations, Submissions, Reviews, Facts, Parts });
        return Convert.ToHexStringLower(hash.Hash!);
    }
}

public sealed record PlannedProvider
{
    public required int Index { get; init; }
    public required string Name { get; init; }
    public required string KvkNumber { get; init; }
    public required string AgbCode { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public required string Street { get; init; }
    public required string PostalCode { get; init; }
    public required string City { get; init; }
    public required string MunicipalityCode { get; init; }

    /// <summary>Clients come in proportion to this: few providers are large.</summary>
    public required double Size { get; init; }

    /// <summary>Share of the care that one side breaks off: what makes one provider's drop-out red and another's green.</summary>
    public required double DropOut { get; init; }

    /// <summary>Share of submissions that come late or not at all.</summary>
    public required double Tardiness { get; init; }
}

public sealed record PlannedContract
{
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required int ProviderIndex { get; init; }
    public required string AgbCode { get; init; }
    public required Segment Segment { get; init; }
    public required Arrangement Arrangement { get; init; }
    public required DateOnly SignedOn { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>Municipality and the day from which it buys.</summary>
    public required IReadOnlyList<PlannedBuyer> Buyers { get; init; }
    public required IReadOnlyList<CatalogueProduct> Products { get; init; }

    /// <summary>Years on whose first day every tariff of the contract rises.</summary>
    public required IReadOnlyList<int> IndexedIn { get; init; }
    public required IReadOnlyList<PlannedKpi> Kpis { get; init; }
    public required double Size { get; init; }
    public required double DropOut { get; init; }

    /// <summary>Euro cents a year; filled once the production is known.</summary>
    public IReadOnlyDictionary<int, long> YearBudgets { get; init; } = new Dictionary<int, long>();

    /// <summary>Youths a year that the budget is for; filled with the budgets.</summary>
    public long Youths { get; init; }

    /// <summary>The tariff in euro cents for one unit of <paramref name="product"/> on <paramref name="day"/>.</summary>
    public int RateOn(CatalogueProduct product, DateOnly day)
    {
        var rate = (decimal)product.RateCents;
        foreach (var year in IndexedIn)
            if (day.Year >= year)
                rate = decimal.Round(rate * (1 + Catalogue.IndexOf(year)), MidpointRounding.AwayFromZero);
        return (int)rate;
    }

    public bool BuysFor(string municipality, DateOnly day) => Buyers.Any(buyer => buyer.MunicipalityCode == municipality && buyer.From <= day);
}

public sealed record PlannedBuyer(string MunicipalityCode, DateOnly From);

/// <param name="NormHundredths">A share or mean times 100.</param>
public sealed record PlannedKpi(string Indicator, int NormHundredths, bool AtMost, bool IsDuty);

public sealed record PlannedClient
{
    public required int Index { get; init; }
    public required string Bsn { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required string Gender { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Prefix { get; init; }
    public required string Street { get; init; }
    public required int HouseNumber { get; init; }
    public required string PostalCode { get; init; }
    public required string City { get; init; }
    public required string MunicipalityCode { get; init; }
    public required string DispositionNumber { get; init; }
    public required DateOnly IssuedOn { get; init; }

    /// <summary>TypeVerwijzer (COD327).</summary>
    public required int Referrer { get; init; }
    public required bool Forced { get; init; }

    /// <summary>Whether start and stop are reported.</summary>
    public required bool Reported { get; init; }
    public required IReadOnlyList<PlannedAllocation> Allocations { get; init; }
}

public sealed record PlannedAllocation
{
    public required int ClientIndex { get; init; }

    /// <summary>ToewijzingNummer, unique in the region.</summary>
    public required int Number { get; init; }
    public required string MunicipalityCode { get; init; }
    public required int ContractIndex { get; init; }
    public required CatalogueProduct Product { get; init; }
    public required int Volume { get; init; }

    /// <summary>Frequentie (WMO757).</summary>
    public required int Frequency { get; init; }
    public required DateOnly StartsOn { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required DateOnly StartedOn { get; init; }

    /// <summary>Last day of care; null while it runs on after the last quarter.</summary>
    public required DateOnly? StoppedOn { get; init; }

    /// <summary>RedenBeeindiging (JZ588); empty while care runs on.</summary>
    public required string StopReason { get; init; }
}

/// <summary>One JW323: what a provider declares to a municipality for a month.</summary>
public sealed record PlannedDeclaration
{
    public required int ProviderIndex { get; init; }
    public required string AgbCode { get; init; }
    public required string MunicipalityCode { get; init; }
    public required DateOnly Month { get; init; }
    public required IReadOnlyList<PlannedLine> Lines { get; init; }
}

public sealed record PlannedLine
{
    public required string Reference { get; init; }
    public required string PreviousReference { get; init; }
    public required string Bsn { get; init; }
    public required int AllocationNumber { get; init; }
    public required int ContractIndex { get; init; }
    public required string Category { get; init; }
    public required string Code { get; init; }
    public required string Unit { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
    public required int Volume { get; init; }
    public required int TariffCents { get; init; }
    public required bool Credit { get; init; }

    /// <summary>Empty, or the retour code that it is made to earn.</summary>
    public required string RejectedFor { get; init; }

    public long AmountCents => (long)Volume * TariffCents;

    /// <summary>What it adds to what is payable; a rejected line adds nothing.</summary>
    public long PayableCents => RejectedFor.Length > 0 ? 0 : Credit ? -AmountCents : AmountCents;
}

/// <summary>When a row of an indicator comes in, as seen from its due day.</summary>
public enum Arrival { OnTime, Late, Missing }

public sealed record PlannedSubmission
{
    public required int ContractIndex { get; init; }
    /// <summary>Such as 2026-Q1.</summary>
    public required string Quarter { get; init; }
    public required string Indicator { get; init; }
    public required long Numerator { get; init; }
    public required long Denominator { get; init; }
    public required Arrival Arrival { get; init; }

    /// <summary>The numerator of a later correction, or null.</summary>
    public required long? CorrectedNumerator { get; init; }
}

public sealed record PlannedReview
{
    public required int ContractIndex { get; init; }
    /// <summary>Such as 2026-Q1.</summary>
    public required string Quarter { get; init; }
    public required IReadOnlyList<PlannedAction> Actions { get; init; }
    public required bool BuyerSigns { get; init; }
    public required bool ProviderSigns { get; init; }

    /// <summary>Zienswijze; empty: none.</summary>
    public required string CounterView { get; init; }
}

/// <param name="Result">What came of it in the quarter after; empty: still open.</param>
public sealed record PlannedAction(string Text, string Owner, DateOnly DueOn, string Result);
