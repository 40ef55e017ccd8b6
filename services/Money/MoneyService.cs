using System.Data.Common;
using Inkoop.Money.Cells;
using Inkoop.Money.Projections;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Inkoop.Wire.Contracts.V1;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Money;

public sealed class MoneyDatabase(DatabaseOptions options, TimeProvider clock, EventSignal signal) : Database("money", options, clock, signal);

/// <summary>What contracts cost, and what of it is paid (geld). It asks nobody: contracts, lines, care and names come by events.
/// Settlements: GetSettlement, ExplainSettlement, ListSettlements, ShareCost, WhatIf, CompareSettlements.
/// Facts: RecordFact, WithdrawFact, ListFacts.
/// Payments: ProposePaymentRun, ApprovePaymentRun, DropPaymentRun, RecordPaymentRunPaid, ReversePaymentRun, GetPaymentRun, ListPaymentRuns, ListPaymentLines,
/// OpenDispute, ResolveDispute, ListDisputes, ListMunicipalityYears, GetYearStatement, ListDoublePayments.
/// Publishes FactRecorded, FactWithdrawn, FactConfirmed, PaymentRunProposed, PaymentRunApproved, PaymentRunDropped, PaymentRunPaid, PaymentRunReversed, DisputeOpened,
/// DisputeResolved, LotSettled and LotStanding.
/// Projections: KnownContracts (ContractSigned, TariffChanged, ContractRestated), Register (ProviderRegistered, MunicipalityRecorded), Ledger (LinesJudged),
/// CareGiven (CareStarted, CareStopped, ProductAllocated) and Persons (PersonTold).</summary>
public sealed class MoneyService : ServiceModule
{
    public override string Name => "money";

    public override bool CameLater => true;

    public override bool KnowsPersons => true;

    // Carried over from Contracts, the answers may be sealed with the key of that host.
    public override Task<IReadOnlyList<ProtectedSample>> ProtectedSamplesAsync(Dialect dialect, DbConnection connection, ILookup<string, string> schema) =>
        Task.FromResult<IReadOnlyList<ProtectedSample>>([]);

    public override IReadOnlyDictionary<string, string[]> ExpectedSchema => MoneySchema.Tables;

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddDatabase<MoneyDatabase>(services);
        AddProjection<KnownContracts>(services);
        AddProjection<Register>(services);
        AddProjection<CareGiven>(services);
        AddProjection<Persons>(services);
        // Last, so that when it is whole after an upgrade all is: until then SettlementStore settles nothing.
        AddProjection<Ledger>(services);
        services.AddHostedService<KeepCells>();
        services.AddSingleton<IUnfinished, CellsToMake>();
        services.AddSingleton<Payments.Arrivals>();
    }

    public override Task AfterMigrationAsync(IServiceProvider services, CancellationToken cancellationToken) => CarryOver.RunAsync(services, cancellationToken);

    public override void MapRpcs(IEndpointRouteBuilder app)
    {
        app.MapGrpcService<SettlementRpc>();
        app.MapGrpcService<FactRpc>();
        app.MapGrpcService<PaymentRpc>();
    }

    public override void AddConsumers(IRegistrationConfigurator bus)
    {
        bus.AddConsumer<KnownContracts>();
        bus.AddConsumer<Register>();
        bus.AddConsumer<Ledger>();
        bus.AddConsumer<CareGiven>();
        bus.AddConsumer<Persons>();
    }
}

/// <summary>Settlements (afrekeningen), one file per RPC in Features.</summary>
public sealed partial class SettlementRpc(MoneyDatabase database, TimeProvider clock) : SettlementService.SettlementServiceBase;

/// <summary>The register of facts that settlements need and no message brings, one file per RPC in Features.</summary>
public sealed partial class FactRpc(MoneyDatabase database) : FactService.FactServiceBase;

/// <summary>Payments (betalingen), one file per RPC in Features.</summary>
public sealed partial class PaymentRpc(MoneyDatabase database, Payments.Arrivals arrivals, TimeProvider clock) : PaymentService.PaymentServiceBase;
