using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkoop.AppHost;

/// <summary>What the command line asks for.</summary>
public sealed record Wishes
{
    public string? Data { get; init; }
    public required string Demo { get; init; }
    public int? PortsFrom { get; init; }
    public string? Bus { get; init; }
    public Uri? Otlp { get; init; }
    public string? Authority { get; init; }
}

/// <summary>Every part of Inkoop as a process of its own: started in order, started again when one ends by itself, stopped together.</summary>
public static class Whole
{
    private static readonly string[] services = ["providers", "contracts", "money", "dispositions", "indicators", "reviews"];

    public static IReadOnlyList<string> Hosts { get; } = ["admin", .. services];

    public static async Task<int> RunAsync(Wishes wishes, CancellationToken cancellationToken)
    {
        var data = DataFolder(wishes.Data);
        var ports = Ports.Choose(wishes.PortsFrom);
        var login = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var builder = Builder(ports, login);
        var broker = await Broker.AddAsync(builder, ports, data, wishes.Bus);
        var hosts = Hosts.Select(host => AddHost(builder, host, ports, data, broker, wishes)).ToList();
        if (wishes.Demo != "none")
            AddDemo(builder, ports, data, wishes.Demo, hosts);

        await using var app = builder.Build();
        var keeper = new Keeper(app, [.. Hosts, .. broker.Resource is null ? Array.Empty<string>() : [broker.Resource.Resource.Name]]);
        await app.StartAsync(cancellationToken);
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var keeping = keeper.RunAsync(stopping.Token);
        try
        {
            await keeper.UntilReadyAsync(stopping.Token);
            Tell(keeper, ports, data, $"http://127.0.0.1:{ports["dashboard"]}/login?t={login}", wishes.Otlp);
            if (wishes.Demo != "none")
            {
                Console.WriteLine($"Demoregio {wishes.Demo} wordt geladen; de pagina's antwoorden al en het dashboard toont onder {Keeper.Demo} hoever het is.");
                await keeper.UntilLoadedAsync(stopping.Token);
            }

            Console.WriteLine("Klaar. Ctrl-C stopt alles.");
            await keeper.UnlessHopelessAsync(() => keeping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static IDistributedApplicationBuilder Builder(Ports ports, string login)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AllowUnsecuredTransport = true, Args = [] });
        builder.Configuration["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports["dashboard"]}";
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{ports["dashboard-otlp"]}";
        builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://127.0.0.1:{ports["dashboard-resources"]}";
        builder.Configuration["AppHost:BrowserToken"] = login;
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true"; // or this process ends while the others still do
        builder.Configuration["ASPIRE_VERSION_CHECK_DISABLED"] = "true";
        builder.Configuration["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true";
        // Its own lines tell the same as the table below, in another order; what goes wrong comes through.
        foreach (var category in new[] { "Aspire", "Microsoft", "System" })
            builder.Services.AddLogging(logging => logging.AddFilter(category, LogLevel.Error));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(60));
        return builder;
    }

    private static IResourceBuilder<ExecutableResource> AddHost(
        IDistributedApplicationBuilder builder, string name, Ports ports, string data, Broker broker, Wishes wishes)
    {
        // The built program itself: "dotnet run" for each of them would keep six more processes alive that do nothing.
        var host = builder.AddExecutable(name, "dotnet", data, ProgramOf(char.ToUpperInvariant(name[0]) + name[1..]))
            .WithHttpEndpoint(port: ports[name], targetPort: ports[name], name: "http", isProxied: false)
            .WithHttpEndpoint(port: ports[name + "-grpc"], targetPort: ports[name + "-grpc"], name: "grpc", isProxied: false)
            .WithHttpHealthCheck("/healthz/ready", endpointName: "http")
            .WithOtlpExporter(OtlpProtocol.Grpc)
            .WithEnvironment("Inkoop__Data", data)
            .WithEnvironment("Inkoop__Bus", broker.Address.ToString())
            .WithEnvironment("Inkoop__HttpPort", Text(ports[name]))
            .WithEnvironment("Inkoop__GrpcPort", Text(ports[name + "-grpc"]))
            .WithEnvironment("Logging__LogLevel__Default", "Warning")
            .WithEnvironment("Logging__LogLevel__Inkoop", "Information")
            // Eight heaps of a server on one desk cost more than they gain.
            .WithEnvironment("DOTNET_gcServer", "0");
        foreach (var service in services)
            host.WithEnvironment("Inkoop__Services__" + service, Grpc(ports, service));
        if (wishes.Authority is { Length: > 0 } authority)
            host.WithEnvironment("Identity__Authority", authority);
        else
            host.WithEnvironment("Identity__Authority", Pages(ports)).WithEnvironment("Identity__Demo", "true")
                .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Demo");
        if (wishes.Otlp is { } receiver)
            host.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.ToString());
        if (broker.Resource is { } resource)
            host.WaitFor(resource);
        return host;
    }

    private static void AddDemo(IDistributedApplicationBuilder builder, Ports ports, string data, string demo, List<IResourceBuilder<ExecutableResource>> hosts)
    {
        var loader = builder.AddExecutable(Keeper.Demo, "dotnet", data,
        [
            ProgramOf("AllInOne"), "load-demo", "--data", data, "--demo", demo, "--pages", Pages(ports),
            .. services.SelectMany(service => new[] { "--grpc", $"{service}={Grpc(ports, service)}" }),
        ]);
        foreach (var host in hosts)
            loader.WaitFor(host);
    }

    private static void Tell(Keeper keeper, Ports ports, string data, string dashboard, Uri? otlp)
    {
        Console.WriteLine();
        Console.WriteLine($"{"proces",-14} {"pid",-8} {"pagina's en toestand",-28} gRPC");
        foreach (var host in Hosts)
            Console.WriteLine($"{host,-14} {keeper.PidOf(host),-8} {$"http://127.0.0.1:{ports[host]}",-28} {Grpc(ports, host)}");
        Console.WriteLine();
        Console.WriteLine($"Beheeromgeving: {Pages(ports)}");
        Console.WriteLine($"Dashboard:      {dashboard}{(otlp is null ? "" : $" (traces gaan naar {otlp})")}");
        Console.WriteLine($"Gegevens:       {data}");
        Console.WriteLine("Voor de opdrachtregel:");
        Console.WriteLine($"  export INKOOP_IDENTITY_URL={Pages(ports)}");
        Console.WriteLine($"  export INKOOP_URL={string.Join(',', services.Select(service => $"{service}={Grpc(ports, service)}"))}");
    }

    private static string Pages(Ports ports) => $"http://127.0.0.1:{ports["admin"]}";

    private static string Grpc(Ports ports, string host) => $"http://127.0.0.1:{ports[host + "-grpc"]}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>artifacts/bin/Inkoop.AppHost/debug/ has the others beside it, built in the same configuration.</summary>
    private static string ProgramOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, "Inkoop." + project, own.Name, $"Inkoop.{project}.dll");
        return File.Exists(path) ? path : throw new CannotStart($"{path} ontbreekt: bouw eerst met dotnet build.");
    }

    private static string DataFolder(string? wanted)
    {
        var folder = Path.GetFullPath(wanted ?? Path.Combine(RepositoryRoot(), "data", "apphost"));
        try
        {
            Directory.CreateDirectory(folder);
            var probe = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose };
            using (new FileStream(Path.Combine(folder, $".probe-{Guid.CreateVersion7():N}"), probe))
                return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotStart($"De gegevensmap {folder} kan niet worden beschreven ({exception.Message}). "
                + "Geef met --data een map op waarin geschreven mag worden.");
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Inkoop.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
