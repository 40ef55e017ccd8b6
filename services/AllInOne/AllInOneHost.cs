using Inkoop.Admin;
using Inkoop.Contracts;
using Inkoop.Demo;
using Inkoop.Demo.Plan;
using Inkoop.Dispositions;
using Inkoop.Indicators;
using Inkoop.Money;
using Inkoop.Platform.Hosting;
using Inkoop.Providers;
using Inkoop.Reviews;

namespace Inkoop.AllInOne;

/// <summary>What the command line can say.</summary>
public sealed record AllInOneOptions
{
    /// <summary>Folder for databases, spool files and keys.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Pages; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>gRPC (h2c); 0 takes a free one.</summary>
    public int GrpcPort { get; init; } = 5081;

    /// <summary>The demo region to load, or none.</summary>
    public string Demo { get; init; } = "none";

    /// <summary>A demo region that has no name on the command line, for tests.</summary>
    public DemoRegion? Region { get; init; }

    /// <summary>Further settings, for tests.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public Action<ILoggingBuilder>? Logging { get; init; }
}

/// <summary>Every service and the admin UI in one process, on SQLite, with events through the mediator: the embedded default.</summary>
public sealed class AllInOneHost : IAsyncDisposable
{
    private AllInOneHost(WebApplication app, Uri pages, Uri grpc)
    {
        App = app;
        Pages = pages;
        Grpc = grpc;
    }

    public WebApplication App { get; }

    public Uri Pages { get; }

    public Uri Grpc { get; }

    public static IReadOnlyList<ServiceModule> Modules() =>
        [new ProvidersService(), new ContractsService(), new MoneyService(), new DispositionsService(), new IndicatorsService(), new ReviewsService()];

    public static async Task<AllInOneHost> StartAsync(AllInOneOptions options, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AllInOneHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentName(),
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Inkoop:Data"] = options.Data,
            ["Inkoop:HttpPort"] = options.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Inkoop:GrpcPort"] = options.GrpcPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Inkoop:Bus"] = "mediator",
            ["Identity:Demo"] = builder.Configuration["Identity:Demo"] ?? "true",
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        options.Logging?.Invoke(builder.Logging);

        var modules = Modules();
        InkoopHost.AddPlatform(builder, modules);
        AdminService.AddAdmin(builder.Services, builder.Configuration);
        if ((options.Region ?? DemoRegion.Find(options.Demo)) is { } region)
            builder.Services.AddDemo(region);
        var app = builder.Build();
        AdminService.UseDoor(app);
        InkoopHost.MapPlatform(app, modules);
        AdminService.MapAdmin(app);
        try
        {
            await InkoopHost.StartAsync(app, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var (pages, grpc) = InkoopHost.BoundAddresses(app);
        return new AllInOneHost(app, pages, grpc);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    // An unset environment means Production to .NET; a person who runs this without one looks at a demo.
    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Demo";
}
