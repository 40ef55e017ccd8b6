using System.Data.Common;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Inkoop.Platform.Work;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.Platform.Hosting;

/// <summary>One service of Inkoop: what it registers, maps and consumes. A host runs one or all of them.</summary>
public abstract class ServiceModule
{
    /// <summary>Lower case; names the database, the address and the log.</summary>
    public abstract string Name { get; }

    /// <summary>Tables and their columns as this service's code expects them.</summary>
    public abstract IReadOnlyDictionary<string, string[]> ExpectedSchema { get; }

    /// <summary>Whether its database came with a later release, so that a folder of an earlier one rightly has none.</summary>
    public virtual bool CameLater => false;

    /// <summary>Whether it holds the key under which it is told which person of the region a client is (<see cref="PersonSeal"/>).</summary>
    public virtual bool KnowsPersons => false;

    /// <summary>
    /// Some of what stands encrypted in a database from before check values: the answers that were stored last. Those of a service may be sealed
    /// with the key of another; such a service gives none of them.
    /// </summary>
    public virtual async Task<IReadOnlyList<ProtectedSample>> ProtectedSamplesAsync(Dialect dialect, DbConnection connection, ILookup<string, string> schema) =>
        !schema.Contains("answer") ? []
        : [.. (await connection.QueryAsync<byte[]>(dialect.Page("SELECT reply FROM answer ORDER BY answered_at DESC"), new { skip = 0, take = 5 })).Select(reply => new ProtectedSample("answer", reply))];

    public abstract void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>What a database needs once its tables are there and before anything reads it: such as the rows of an earlier version that stood elsewhere.</summary>
    public virtual Task AfterMigrationAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;

    public abstract void MapRpcs(IEndpointRouteBuilder app);

    public abstract void AddConsumers(IRegistrationConfigurator bus);

    protected void AddDatabase<TDatabase>(IServiceCollection services) where TDatabase : Database
    {
        services.AddSingleton<TDatabase>();
        services.AddSingleton<Database>(provider => provider.GetRequiredService<TDatabase>());
        services.AddSingleton(provider => new ServiceDatabase(this, provider.GetRequiredService<TDatabase>()));
        services.AddSingleton<IHostedService>(provider => new EventPump(
            provider.GetRequiredService<TDatabase>(), provider, provider.GetRequiredService<StartupGate>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<EventPump>>()));
        services.AddSingleton<IHostedService>(provider => new RebuildWorker(
            provider.GetRequiredService<TDatabase>(), provider.GetRequiredService<Rebuilds>(), provider.GetRequiredService<StartupGate>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RebuildWorker>>()));
    }

    /// <summary>Makes a projection known to replay; its consumer is added by <see cref="AddConsumers"/> like any other.</summary>
    protected static void AddProjection<TProjection>(IServiceCollection services) where TProjection : Projection
    {
        services.AddSingleton<TProjection>();
        services.AddSingleton<Projection>(provider => provider.GetRequiredService<TProjection>());
    }
}

/// <summary>A service's database as the host sees it: to migrate, to watch, to read the log of.</summary>
public sealed record ServiceDatabase(ServiceModule Module, Database Database);
