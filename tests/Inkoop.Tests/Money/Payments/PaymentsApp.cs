using System.Globalization;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Providers.V1;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Contract = Inkoop.Wire.Contracts.V1.Contract;
using Municipality = Inkoop.Wire.Providers.V1.Municipality;

namespace Inkoop.Tests.Money.Payments;

[CollectionDefinition("payments")]
public sealed class PaymentsCollection : ICollectionFixture<PaymentsApp>;

/// <summary>A region of its own, because mergers and budgets of municipalities hold for all of it. Contracts run in 2025: that year is over whenever the tests run.</summary>
public sealed class PaymentsApp : ContractsApp
{
    public const string LastDay = "2025-12-31";
    private static int code = 7_000;

    public PaymentService.PaymentServiceClient Payments(string role = Role.Finance, string provider = "", string municipality = "") => Client<PaymentService.PaymentServiceClient>(role, provider, municipality);

    /// <summary>A signed contract over 2025 at 1.45 a minute.</summary>
    public Task<Contract> ContractAsync(Action<Contract>? change = null, Provider? provider = null) => SignedAsync(provider, contract =>
    {
        (contract.StartsOn, contract.EndsOn) = ("2025-01-01", LastDay);
        contract.Buyers.Clear();
        contract.Buyers.Add(new[] { "0957", "1641" }.Select(municipality => new Buyer { MunicipalityCode = municipality, ValidFrom = "2025-01-01" }));
        contract.YearBudgets.Clear();
        contract.YearBudgets.Add(new YearBudget { Year = 2025, BudgetCents = 40_000_000 });
        contract.Products.RemoveAt(1);
        contract.Products[0].Tariffs[0].ValidFrom = "2025-01-01";
        change?.Invoke(contract);
    });

    /// <summary>The same with one lot paid otherwise.</summary>
    public Task<Contract> FundedAsync(FundingArrangement funding, params Product[] products) => ContractAsync(contract =>
    {
        contract.Lots[0].Funding = funding;
        contract.Products.Clear();
        contract.Products.Add(products);
        if (products.Length == 0)
            contract.Products.Add(new Product { LotId = "1", Category = "45", Code = "45A03", Description = "Taak", Unit = "84", Variant = DeliveryVariant.Task, PaymentTiming = PaymentTiming.Advance });
    });

    public AcceptedLine Line(Contract contract, string reference, int month, long minutes, string? credits = null, string municipality = "0957") =>
        Samples.Line(Guid.Parse(contract.ContractId), reference, new DateOnly(2025, month, 1), minutes, minutes * 145, credits is not null, credits, municipality);

    public Task JudgeAsync(Contract contract, params AcceptedLine[] lines) =>
        DeliverAsync(Samples.Judged(lines) with { ProviderId = Guid.Parse(contract.ProviderId), DeclaredMonth = new DateOnly(2025, 3, 1) });

    /// <summary>Delivers an event as the log's pump does: it returns when every consumer has finished.</summary>
    public async Task DeliverAsync<TEvent>(TEvent told) where TEvent : class =>
        await Services.GetRequiredService<IMediator>().Publish(told, Pipe.Execute<PublishContext<TEvent>>(context => context.MessageId = Guid.CreateVersion7()));

    public async Task<PaymentRun> ProposeAsync(Contract contract, string until = LastDay, string role = Role.ProcurementOfficer) =>
        (await Payments(role).ProposePaymentRunAsync(new ProposePaymentRunRequest { RequestId = Unique("propose"), Year = 2025, Until = until, ContractIds = { contract.ContractId } })).Run;

    public async Task<PaymentRun> ApproveAsync(PaymentRun run, string role = Role.Finance) =>
        (await Payments(role).ApprovePaymentRunAsync(new ApprovePaymentRunRequest { RequestId = Unique("approve"), RunId = run.RunId, ExpectedVersion = run.Version })).Run;

    public async Task<PaymentRun> PaidAsync(Contract contract, string until = LastDay) => await RecordPaidAsync(await ApproveAsync(await ProposeAsync(contract, until)));

    /// <summary>The bank carried it out today.</summary>
    public async Task<PaymentRun> RecordPaidAsync(PaymentRun run) => (await Payments().RecordPaymentRunPaidAsync(new RecordPaymentRunPaidRequest
    {
        RequestId = Unique("paid"),
        RunId = run.RunId,
        ExpectedVersion = run.Version,
        PaidOn = WireText.Day(DutchDay.Of(TimeProvider.System.GetUtcNow())),
    })).Run;

    public async Task<PaymentRun> ReverseAsync(PaymentRun run, string role = Role.ContractManager) =>
        (await Payments(role).ReversePaymentRunAsync(new ReversePaymentRunRequest { RequestId = Unique("reverse"), RunId = run.RunId, ExpectedVersion = run.Version, Reason = "Teruggestort door de bank" })).Run;

    public async Task<IReadOnlyList<PaymentLine>> LinesAsync(PaymentRun run) =>
        [.. (await Payments().ListPaymentLinesAsync(new ListPaymentLinesRequest { RunId = run.RunId, PageSize = 1_000 })).Lines];

    public async Task NothingIsOpenAsync(Contract contract) =>
        Info(await RefusedAsync(() => ProposeAsync(contract))).Reason.ShouldBe("nothing_to_pay");

    public async Task<SettlementFact> RecordAsync(SettlementFact fact) =>
        (await Client<FactService.FactServiceClient>(Role.Finance).RecordFactAsync(new RecordFactRequest { RequestId = Unique("fact"), Fact = fact })).Fact;

    public async Task<StatementRow[]> StatementAsync(Contract contract) =>
        [.. (await Payments().GetYearStatementAsync(new GetYearStatementRequest { Year = 2025, ProviderId = contract.ProviderId })).Rows];

    /// <summary>Municipalities that no other test uses.</summary>
    public async Task<string[]> MunicipalitiesAsync(int count)
    {
        var codes = Enumerable.Range(0, count).Select(_ => Interlocked.Increment(ref code).ToString(CultureInfo.InvariantCulture)).ToArray();
        using var call = Reference().LoadMunicipalities();
        await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest { RequestId = Unique("load"), ValidFrom = "2015-01-01" });
        foreach (var one in codes) await call.RequestStream.WriteAsync(new LoadMunicipalitiesRequest { Municipalities = { new Municipality { Code = one, Name = "Gemeente " + one, Province = "Limburg", Region = "Elders" } } });
        await call.RequestStream.CompleteAsync();
        await call;
        return codes;
    }

    public static string Reason(RpcException refusal) => Info(refusal).Reason;
}
