using System.Globalization;
using Dapper;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Inkoop.Contracts;
using Inkoop.Money;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Providers;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Providers.V1;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Contract = Inkoop.Wire.Contracts.V1.Contract;

namespace Inkoop.Tests.Contracts;

[CollectionDefinition("contracts")]
public sealed class ContractsCollection : ICollectionFixture<ContractsApp>;

/// <summary>A running product with what the tests of Providers and Contracts do all the time. Tests share it, so each uses providers and numbers of its own.</summary>
public class ContractsApp : InkoopApp
{
    private static int last = 1_000;

    public ProviderService.ProviderServiceClient Providers(string role = Role.ProcurementOfficer, string provider = "") => Client<ProviderService.ProviderServiceClient>(role, provider);

    public ReferenceService.ReferenceServiceClient Reference(string role = Role.ProcurementOfficer, string municipality = "") => Client<ReferenceService.ReferenceServiceClient>(role, "", municipality);

    public ContractService.ContractServiceClient Contracts(string role = Role.ProcurementOfficer, string provider = "", string municipality = "") =>
        Client<ContractService.ContractServiceClient>(role, provider, municipality);

    public SettlementService.SettlementServiceClient Settlements(string role = Role.Finance, string provider = "") => Client<SettlementService.SettlementServiceClient>(role, provider);

    /// <summary>Different in every call: a request id, a contract number.</summary>
    public static string Unique(string prefix) => $"{prefix}-{Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture)}";

    public static string UniqueDigits() => Interlocked.Increment(ref last).ToString("00000000", CultureInfo.InvariantCulture);

    public async Task<Provider> RegisterProviderAsync(string name = "Zorg Één", string? agbCode = null) =>
        (await Providers().RegisterProviderAsync(new RegisterProviderRequest { RequestId = Unique("register"), Name = name, KvkNumber = UniqueDigits(), AgbCode = agbCode ?? UniqueDigits() })).Provider;

    /// <summary>Drafts, once the register has told Contracts about the provider and the municipalities.</summary>
    public async Task<Contract> DraftAsync(Provider provider, Action<Contract>? change = null)
    {
        var contract = Samples.Draft(Unique("MLO"), provider.ProviderId);
        change?.Invoke(contract);
        var request = new DraftContractRequest { RequestId = Unique("draft"), Contract = contract };
        var (reply, _) = await Eventually.GetsAsync(async () =>
        {
            try
            {
                return (Reply: (DraftContractReply?)await Contracts().DraftContractAsync(request), Fault: "");
            }
            catch (RpcException exception) when (Faults(exception).Any(fault => fault.EndsWith("_unknown", StringComparison.Ordinal)))
            {
                return (Reply: (DraftContractReply?)null, Fault: exception.Status.Detail);
            }
        }, last => last.Reply is not null);
        return reply!.Contract;
    }

    public async Task<Contract> SignAsync(Contract draft, string signedOn = "2025-11-01") =>
        await ToldAsync((await Contracts().SignContractAsync(new SignContractRequest { RequestId = Unique("sign"), ContractId = draft.ContractId, ExpectedVersion = draft.Version, SignedOn = signedOn })).Contract);

    /// <summary>The version, once the money of it can be asked for.</summary>
    private async Task<Contract> ToldAsync(Contract contract)
    {
        await KnowsAsync(contract);
        return contract;
    }

    public async Task KnowsAsync(Contract contract) =>
        await Eventually.GetsAsync(() => Services.GetRequiredService<MoneyDatabase>().ReadAsync(connection => connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM known_contract_version WHERE contract_id = @ContractId AND version = @Version", new { contract.ContractId, contract.Version }), default), known => known == 1);

    public async Task<Contract> SignedAsync(Provider? provider = null, Action<Contract>? change = null) =>
        await SignAsync(await DraftAsync(provider ?? await RegisterProviderAsync(), change));

    public async Task<Contract> ChangeTariffAsync(Contract contract, string from, string rate) =>
        await ToldAsync((await Contracts().ChangeTariffAsync(new ChangeTariffRequest
        {
            RequestId = Unique("tariff"),
            ContractId = contract.ContractId,
            ExpectedVersion = contract.Version,
            ProductId = "45A03",
            ValidFrom = from,
            RateEur = rate,
            Reason = "Indexatie",
        })).Contract);

    /// <summary>Delivers an event as the log's pump does: it returns when every consumer has finished.</summary>
    public Task DeliverAsync(LinesJudged judged, Guid eventId) =>
        Services.GetRequiredService<IMediator>().Publish(judged, Pipe.Execute<PublishContext<LinesJudged>>(context => context.MessageId = eventId));

    /// <summary>Stops once all is delivered: the bus logs a delivery that a shutdown cuts off as an error, though nothing is lost by it.</summary>
    public override async Task DisposeAsync()
    {
        foreach (Database database in new Database[] { Services.GetRequiredService<ProvidersDatabase>(), Services.GetRequiredService<ContractsDatabase>(), Services.GetRequiredService<MoneyDatabase>() })
            await Eventually.GetsAsync(
                () => database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM event WHERE published_at IS NULL"), default), waiting => waiting == 0);
        await base.DisposeAsync();
    }

    /// <summary>Field and code of every fault in the answer, such as "contract.number number_taken".</summary>
    public static IReadOnlyList<string> Faults(RpcException exception) =>
        [.. Detail<BadRequest>(exception)?.FieldViolations.Select(violation => $"{violation.Field} {violation.Reason}") ?? []];

    public static ErrorInfo Info(RpcException exception) => Detail<ErrorInfo>(exception)!;

    public static async Task<RpcException> RefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<RpcException>(call);

    private static TDetail? Detail<TDetail>(RpcException exception) where TDetail : class, IMessage<TDetail>, new() =>
        exception.GetRpcStatus()?.GetDetail<TDetail>();
}
