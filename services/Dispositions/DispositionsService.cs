using System.Data.Common;
using Inkoop.Dispositions.Clients;
using Inkoop.Dispositions.Judging;
using Inkoop.Dispositions.Messages;
using Inkoop.Dispositions.Reactions;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;
using MassTransit;

namespace Inkoop.Dispositions;

public sealed class DispositionsDatabase(DatabaseOptions options, TimeProvider clock, EventSignal signal) : Database("dispositions", options, clock, signal);

/// <summary>
/// Dispositions (beschikkingen), allocations (toewijzingen) and the iJw messages about them. The only service that knows who a client is.
/// </summary>
public sealed class DispositionsService : ServiceModule
{
    public override string Name => "dispositions";

    public override async Task<IReadOnlyList<ProtectedSample>> ProtectedSamplesAsync(Dialect dialect, DbConnection connection, ILookup<string, string> schema) =>
        !schema.Contains("client") ? []
        : [.. await base.ProtectedSamplesAsync(dialect, connection, schema), .. await ClientRecords.SamplesAsync(dialect, connection)];

    public override bool KnowsPersons => true;

    public override IReadOnlyDictionary<string, string[]> ExpectedSchema => Schema.Tables;

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddDatabase<DispositionsDatabase>(services);
        services.AddInkoopClient<ContractService.ContractServiceClient>("contracts");
        services.AddInkoopClient<ReferenceService.ReferenceServiceClient>("providers");
        services.AddSingleton<ClientRecords>();
        services.AddHostedService<TellPersons>();
        services.AddSingleton<IUnfinished, PersonsToTell>();
        services.AddSingleton<MessageStore>();
        services.AddSingleton<MissingBodies>();
        services.AddHealthChecks().AddCheck<MissingBodies>("bodies");
        services.AddSingleton<OutgoingMessages>();
        services.AddSingleton<Judge>();
        services.AddHostedService<JudgeWorker>();
        AddProjection<KnownProviders>(services);
        AddProjection<KnownMunicipalities>(services);
        AddProjection<KnownAgreements>(services);
    }

    public override void MapRpcs(IEndpointRouteBuilder app)
    {
        app.MapGrpcService<DispositionRpc>();
        app.MapGrpcService<MessageRpc>();
    }

    public override void AddConsumers(IRegistrationConfigurator bus)
    {
        bus.AddConsumer<KnownProviders>();
        bus.AddConsumer<KnownMunicipalities>();
        bus.AddConsumer<KnownAgreements>();
    }
}

/// <summary>Features: IssueDisposition, AllocateProduct, RemoveAllocation, GetDisposition, ListDispositions, ListAllocations.</summary>
public sealed partial class DispositionRpc(DispositionsDatabase database, ClientRecords clients, OutgoingMessages outgoing, ContractService.ContractServiceClient contracts,
    ReferenceService.ReferenceServiceClient reference, TimeProvider clock)
    : DispositionService.DispositionServiceBase;

/// <summary>Features: SendMessage, GetMessage, ListMessages, DownloadMessage.</summary>
public sealed partial class MessageRpc(DispositionsDatabase database, MessageStore store, Judge judge, TimeProvider clock) : MessageService.MessageServiceBase;
