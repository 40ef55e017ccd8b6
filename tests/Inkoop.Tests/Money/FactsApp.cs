using Google.Protobuf.WellKnownTypes;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Inkoop.Tests.Money;

/// <summary>A product of its own: facts of the region hold for every contract in it.</summary>
[CollectionDefinition("facts")]
public sealed class FactsCollection : ICollectionFixture<ContractsApp>;

/// <summary>Recording what happened under a contract, and settling it with everything added up again.</summary>
internal static class FactsApp
{
    public static FactService.FactServiceClient Facts(this ContractsApp app, string role = Role.Finance, string provider = "") => app.Client<FactService.FactServiceClient>(role, provider);

    /// <summary>A signed contract over 2026 with one lot; Roermond and Maasgouw buy.</summary>
    public static async Task<Contract> SignedAsync(this ContractsApp app, FundingArrangement funding, params Product[] products) =>
        await app.SignAsync(await app.DraftAsync(await app.RegisterProviderAsync(), contract =>
        {
            contract.Buyers.Clear();
            contract.Buyers.Add(new[] { "0957", "1641", "1669" }.Select(code => new Buyer { MunicipalityCode = code, ValidFrom = "2026-01-01" }));
            contract.Lots[0].Funding = funding;
            contract.Products.Clear();
            contract.Products.Add(products.Length > 0 ? products : [FundingSamples.Product("45A03", "01", "1.45")]);
        }));

    public static async Task<SettlementFact> RecordAsync(this ContractsApp app, SettlementFact fact, string role = Role.Finance, string provider = "") =>
        (await app.Facts(role, provider).RecordFactAsync(new RecordFactRequest { RequestId = ContractsApp.Unique("fact"), Fact = fact })).Fact;

    public static SettlementFact Fact(Contract? contract, Action<SettlementFact> content)
    {
        var fact = new SettlementFact { ContractId = contract?.ContractId ?? "" };
        content(fact);
        return fact;
    }

    /// <summary>Delivers an event as the log's pump does: it returns when every consumer has finished.</summary>
    public static Task TellAsync<TEvent>(this ContractsApp app, TEvent e, Guid? eventId = null) where TEvent : class =>
        app.Services.GetRequiredService<IMediator>().Publish(e, Pipe.Execute<PublishContext<TEvent>>(context => context.MessageId = eventId ?? Guid.CreateVersion7()));

    public static CareStarted Started(Contract contract, Guid allocation, string product, DateOnly from, string client = "p-1", string municipality = "0957", Guid? id = null, bool withdrawn = false) => new()
    {
        StartId = id ?? Guid.CreateVersion7(),
        AllocationId = allocation,
        ContractId = Guid.Parse(contract.ContractId),
        ProviderId = Guid.Parse(contract.ProviderId),
        ProductId = product,
        MunicipalityCode = municipality,
        ClientPseudonym = client,
        StartedOn = from,
        Withdrawn = withdrawn,
        RecordedAt = TimeProvider.System.GetUtcNow(),
    };

    public static CareStopped Stopped(Contract contract, Guid allocation, string product, DateOnly from, DateOnly on, string client = "p-1", string municipality = "0957", Guid? id = null, bool withdrawn = false) => new()
    {
        StopId = id ?? Guid.CreateVersion7(),
        AllocationId = allocation,
        ContractId = Guid.Parse(contract.ContractId),
        ProviderId = Guid.Parse(contract.ProviderId),
        ProductId = product,
        MunicipalityCode = municipality,
        ClientPseudonym = client,
        StartedOn = from,
        StoppedOn = on,
        Reason = "32",
        Withdrawn = withdrawn,
        RecordedAt = TimeProvider.System.GetUtcNow(),
    };

    public static ProductAllocated Allocated(Contract contract, Guid allocation, string product, string client = "p-1", string municipality = "0957") => new()
    {
        AllocationId = allocation,
        Version = 1,
        Number = 1,
        DispositionId = Guid.CreateVersion7(),
        ClientPseudonym = client,
        MunicipalityCode = municipality,
        ContractId = Guid.Parse(contract.ContractId),
        ProviderId = Guid.Parse(contract.ProviderId),
        ProductId = product,
        Volume = 1,
        Unit = "82",
        Frequency = "6",
        StartsOn = new(2026, 1, 1),
        Removed = false,
        Kind = "specific",
        Category = product[..2],
        RecordedAt = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>Lines that were accepted now.</summary>
    public static Task DeclareAsync(this ContractsApp app, Contract contract, params IReadOnlyList<AcceptedLine> lines) => app.TellAsync(Samples.Judged(lines) with
    {
        ProviderId = Guid.Parse(contract.ProviderId),
        RecordedAt = TimeProvider.System.GetUtcNow(),
    });

    /// <summary>A line of a product of one euro apiece: what it says is what it is worth.</summary>
    public static AcceptedLine Euros(Contract contract, string reference, int month, long euros, string kind = "specific", string product = "45E01", string client = "p-1", string municipality = "0957") =>
        Samples.Line(Guid.Parse(contract.ContractId), reference, new(2026, month, 1), euros, euros * 100, product: product, unit: "84", rateUnit: "84", municipality: municipality) with { AllocationKind = kind, ClientPseudonym = client };

    public static async Task<Settlement> SettleAsync(this ContractsApp app, Contract contract, string from = "2026-01-01", string until = "2026-12-31", Timestamp? asOf = null)
    {
        var settlement = (await app.Settlements().GetSettlementAsync(new GetSettlementRequest { ContractId = contract.ContractId, From = from, Until = until, AsOf = asOf, Explain = true })).Settlement;
        Recount.Check(settlement);
        return settlement;
    }

    public static IEnumerable<Explanation> All(Explanation tree) => tree.Children.SelectMany(All).Prepend(tree);

    public static Explanation Find(Settlement settlement, string title) => All(settlement.Explanation).First(node => node.Title.StartsWith(title, StringComparison.Ordinal));
}
