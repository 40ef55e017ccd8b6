using System.Net;
using System.Reflection;
using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client.Balancer;
using Inkoop.Platform.Addresses;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Log;
using Inkoop.Platform.Privacy;
using Inkoop.Platform.Rpc;
using Inkoop.Platform.Work;
using Inkoop.Wire.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Inkoop.Platform.Hosting;

/// <summary>Builds and runs a host of one service or of all: the same wiring everywhere, so that a policy or a fault means the same.</summary>
public static class InkoopHost
{
    /// <summary>The largest single message that a host takes, in bytes, also after unpacking. Files come in chunks.</summary>
    public const int MostRequestBytes = 8 * 1024 * 1024;

    /// <summary>Runs one service as a process of its own; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, params ServiceModule[] modules)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            if (args is ["rotate-key", ..])
                return RotateKey(builder.Configuration["Inkoop:Data"] ?? "data");
            AddPlatform(builder, modules);
            await using var app = builder.Build();
            MapPlatform(app, modules);
            await StartAsync(app);
            Console.WriteLine($"{app.Services.GetRequiredService<HostName>().Value}: gRPC on {app.Services.GetRequiredService<ServiceAddresses>()[modules[0].Name]}");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Puts a new key of personal data beside the others of a data folder and says so; returns the exit code.</summary>
    /// <exception cref="KeyUnusable">The folder misses a key already.</exception>
    public static int RotateKey(string dataDirectory)
    {
        var folder = KeyFolder.Of(Path.GetFullPath(dataDirectory));
        var path = KeyFolder.Rotate(folder);
        Console.WriteLine($"Nieuwe sleutel: {path}. Zij versleutelt vanaf de volgende start; bewaar ook de oudere sleutels, die openen wat er al stond.");
        if (KeyFolder.HasFirst(folder, KeyFolder.Person))
            Console.WriteLine($"Nieuwe sleutel: {KeyFolder.Rotate(folder, KeyFolder.Person)}. Zij verzegelt vanaf de volgende start welke persoon een cliënt is.");
        return 0;
    }

    /// <summary>Everything that every host needs. The caller adds what is its own.</summary>
    public static void AddPlatform(WebApplicationBuilder builder, params IReadOnlyList<ServiceModule> modules)
    {
        var configuration = builder.Configuration;
        var services = builder.Services;
        var data = new DatabaseOptions
        {
            DataDirectory = Path.GetFullPath(configuration["Inkoop:Data"] ?? "data"),
            Engine = configuration["Inkoop:Database"] ?? "sqlite",
        };
        WritableFolder.Require(data.DataDirectory);
        var identity = HostSettings.Identity(configuration);
        identity.Require();

        var http = HostSettings.Port(configuration, "Inkoop:HttpPort", 5080);
        var grpc = HostSettings.Port(configuration, "Inkoop:GrpcPort", 5081);
        var address = HostSettings.Address(configuration, "Inkoop:Address", "127.0.0.1");
        if (identity.Demo && !IPAddress.IsLoopback(address))
            throw new InvalidOperationException(
                "Identity:Demo kan alleen op het eigen adres van deze computer (loopback): zet Identity:Demo uit, of Inkoop:Address op 127.0.0.1.");
        var certificate = TlsEndpoint.Certificate(configuration, TimeProvider.System);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // What is more than CallLimits takes is refused by name, not by ending the connection.
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = 128 * 1024;
            kestrel.Limits.MaxRequestBodySize = 32 * 1024 * 1024;
            kestrel.Listen(address, http, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(address, grpc, listen => listen.Protocols = HttpProtocols.Http2);
            if (certificate is not null)
            {
                TlsEndpoint.Listen(kestrel, address, configuration, certificate);
                TlsEndpoint.ListenForPages(kestrel, address, configuration, certificate);
            }
        });

        services.AddSingleton(data);
        services.AddSingleton(_ => new FolderLock(data, modules.Select(module => module.Name)));
        // What keeps a host from starting is said once, in a sentence, by who started it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        services.AddSingleton(new HostName(modules.Count == 1 ? modules[0].Name : configuration["Inkoop:Name"] ?? "all-in-one"));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EventSignal>();
        services.AddSingleton<StartupGate>();
        services.AddSingleton<PersonalData>();
        services.AddSingleton<OldestWaiting>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<Rebuilds>();
        services.AddSingleton(new ExpectedTables(modules.ToDictionary(module => module.Name, module => module.ExpectedSchema)));
        services.AddHttpContextAccessor();
        services.AddSingleton(Addresses(configuration));
        services.AddSingleton<ServiceChannels>();
        services.AddSingleton<ResolverFactory, OwnServices>();
        InkoopAuthentication.Add(services, identity);
        services.AddAuthorization();
        CallLimits.Add(services, CallLimits.Of(configuration));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<FaultInterceptor>();
            options.Interceptors.Add<RequestCheck>();
            options.MaxReceiveMessageSize = MostRequestBytes;
            options.CompressionProviders = [new BoundedGzip(MostRequestBytes)];
        });
        services.AddHostedService<Housekeeping>();
        services.AddHealthChecks().AddCheck<LogHealth>("log").AddCheck<StorageHealth>("storage").AddCheck<RebuildHealth>("rebuild").AddCheck<StartupHealth>("started", tags: ["ready"]);
        services.AddGrpcHealthChecks();
        services.Configure<HealthCheckPublisherOptions>(publisher =>
        {
            // Who watches health hears of a change within seconds. That a host is starting or loads a demo is asked for at /healthz/ready, and is no
            // fault to log every few seconds.
            (publisher.Delay, publisher.Period) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
            publisher.Predicate = check => !check.Tags.Contains("ready");
        });
        services.AddGrpcReflection();
        Telemetry.Add(services, configuration, modules);
        if (modules.Any(module => module.KnowsPersons))
            services.AddSingleton(_ => PersonSeal.Of(configuration, data));
        foreach (var module in modules)
            module.AddServices(services, configuration);
        foreach (var service in EventCatalog.Services)
            services.AddInkoopClient<Wire.Platform.V1.EventLogService.EventLogServiceClient>(service, "log-" + service);
        Bus.Add(services, configuration, modules);
        services.AddSingleton(ConsumerQueues.Of(services, configuration));
        services.AddSingleton<DeadLetters>();
        services.AddHostedService<FirstBinding>();
        services.AddHostedService<LogWatch>();
    }

    public static void MapPlatform(WebApplication app, params IReadOnlyList<ServiceModule> modules)
    {
        CallLimits.UseBounds(app);
        InkoopAuthentication.Use(app);
        app.UseRateLimiter();
        var rpcs = app.WithPolicies();
        foreach (var module in modules)
            module.MapRpcs(rpcs);
        if (modules.Count > 0)
            rpcs.MapGrpcService<EventLogRpc>();
        NameInHealth(app);
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcReflectionService().AllowAnonymous();
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { ResponseWriter = SayWhyAsync }).AllowAnonymous();
    }

    /// <summary>The state on the first line, as ever; below it what keeps the host from being ready, and what else is worth knowing.</summary>
    private static Task SayWhyAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy || entry.Value.Description is not null).Select(entry => $"{entry.Key}: {entry.Value.Description ?? entry.Value.Status.ToString()}");
        return context.Response.WriteAsync(string.Join('\n', reasons.Prepend(report.Status.ToString())));
    }

    // A load balancer asks for the service it sends calls to by name; the package knows the empty name only.
    private static void NameInHealth(WebApplication app)
    {
        var health = app.Services.GetRequiredService<IOptions<GrpcHealthChecksOptions>>().Value;
        foreach (var service in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.ServiceName).OfType<string>().Distinct())
            health.Services.Map(service, _ => true);
    }

    /// <summary>Migrates, starts listening, learns its own addresses, then lets background work begin.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellationToken = default)
    {
        var services = app.Services;
        services.GetRequiredService<FolderLock>();
        var databases = services.GetServices<ServiceDatabase>().Select(one => (one.Module, one.Database,
            Migrations: Migration.Find(one.Database.Dialect.Name, Assembly.GetExecutingAssembly(), one.Module.GetType().Assembly))).ToList();
        var data = services.GetRequiredService<DatabaseOptions>();
        KeyFolder.Require(KeyFolder.Of(data.DataDirectory));
        DatabaseFiles.Require(data, [.. databases.Select(one => (one.Module.Name, one.Module.CameLater))]);
        foreach (var (_, database, migrations) in databases)
            await Migrator.CheckAsync(database.Dialect, migrations, cancellationToken); // all of them before the first is changed
        if (databases.Count > 0)
            await KeyGuard.RequireAsync(data, app.Configuration, [.. services.GetServices<ServiceDatabase>()], cancellationToken);
        foreach (var (module, database, migrations) in databases)
        {
            var keys = services.GetRequiredService<PersonalData>();
            database.AnswerProtection = keys;
            await Migrator.RunAsync(database.Dialect, migrations, Expected(module), services.GetRequiredService<TimeProvider>(), cancellationToken);
            var persons = module.KnowsPersons ? PersonSeal.Keys(app.Configuration, data) : null;
            await KeyGuard.RecordAsync(database, keys, persons, cancellationToken);
            DatabaseFiles.Mark(data, module.Name);
        }
        foreach (var (module, _, _) in databases)
            await module.AfterMigrationAsync(services, cancellationToken);
        foreach (var (_, database, _) in databases)
            await services.GetRequiredService<Rebuilds>().KnowAsync(database, cancellationToken);

        await app.StartAsync(cancellationToken);
        var bound = BoundAddresses(app);
        var addresses = services.GetRequiredService<ServiceAddresses>();
        foreach (var (module, _) in services.GetServices<ServiceDatabase>())
            addresses[module.Name] = bound.Grpc;
        var identity = services.GetRequiredService<IdentityOptions>();
        if (identity.Authority.Length == 0 && identity.Demo)
            identity.Authority = bound.Http.ToString().TrimEnd('/');
        services.GetRequiredService<StartupGate>().Open();
    }

    /// <summary>The two addresses that the host listens on: pages and health, gRPC.</summary>
    public static (Uri Http, Uri Grpc) BoundAddresses(WebApplication app)
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(text => new Uri(text)).ToList();
        return (bound[0], bound[1]);
    }

    private static Dictionary<string, string[]> Expected(ServiceModule module) => new(module.ExpectedSchema)
    {
        ["event"] = ["sequence", "event_id", "type", "subject", "subject_version", "actor", "occurred_at", "payload", "published_at", "traceparent"],
        ["event_delivery"] = ["sequence", "attempt_count", "next_attempt_at", "reason", "parked_at"],
        ["inbox"] = ["event_id", "consumer", "consumed_at"],
        ["answer"] = ["organisation", "method", "request_id", "digest", "reply", "answered_at"],
        ["projection"] =
        [
            "name", "shape", "generation", "last_generation", "cleaned_generation", "next_shape", "started_at", "read_count", "total_count", "rebuilt_at", "digest_before", "digest_after",
        ],
        ["projection_cursor"] = ["projection", "service", "sequence"],
        ["lease"] = ["name", "holder", "expires_at"],
        ["key_check"] = ["number", "value", "recorded_at"],
    };

    private static ServiceAddresses Addresses(ConfigurationManager configuration)
    {
        var addresses = new ServiceAddresses();
        foreach (var service in configuration.GetSection("Inkoop:Services").GetChildren())
            addresses[service.Key] = HostSettings.ServiceAddress("Inkoop:Services:" + service.Key, service.Value);
        return addresses;
    }
}
