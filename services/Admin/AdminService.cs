using Inkoop.Admin.Components;
using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Exports;
using Inkoop.Admin.Forms;
using Inkoop.Admin.Identity;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Work;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inkoop.Admin;

/// <summary>The admin UI and the demo authority, for a host of its own or beside the services in one process.</summary>
public static class AdminService
{
    public static void AddAdmin(IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "inkoop-formulier";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddAuthentication().AddCookie(SessionGate.Scheme, SessionGate.Configure).AddCookie(DemoAuthority.LoginScheme, DemoAuthority.Configure).AddOpenIdConnect(RegionSignIn.Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(RegionSignIn.Scheme).Configure<Authority, IdentityOptions, IHttpClientFactory>(RegionSignIn.Configure);
        var keys = Path.Combine(Path.GetFullPath(configuration["Inkoop:Data"] ?? "data"), "keys", "sessions");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(keys);
        else
            Directory.CreateDirectory(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddSingleton(provider => new EndedSessions(keys, provider.GetRequiredService<TimeProvider>()));
        // A form may be as large as its rows allow; more is refused while it is being read.
        services.Configure<FormOptions>(form => form.ValueCountLimit = FormRows.MostFields);
        // The keys lie in a folder that only this user may read: the warning that nothing encrypts them there tells an operator nothing to do.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddDataProtection().SetApplicationName("inkoop").PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddHttpContextAccessor();
        services.AddSingleton<DemoAuthority>();
        if (configuration.GetValue<bool>("Identity:Demo"))
            DemoServer.Add(services);
        services.AddScoped<Session>();
        services.AddScoped<Backend>();
    }

    /// <summary>
    /// Call before the platform's own mapping: nobody reaches the demo authority past this door. What comes in while the host learns where it
    /// listens waits those milliseconds.
    /// </summary>
    public static void UseDoor(WebApplication app)
    {
        var (gate, demo) = (app.Services.GetRequiredService<StartupGate>(), app.Services.GetRequiredService<DemoAuthority>());
        app.Use(async (context, next) =>
        {
            await gate.ReadyAsync(context.RequestAborted);
            if (demo.LetsIn(context.Request))
                await next(context);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }

    /// <summary>Call after the platform's own mapping, so that pages come after authentication.</summary>
    public static void MapAdmin(WebApplication app)
    {
        app.UseMiddleware<SessionGate>();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().WithMetadata(new UiEndpoint());
        app.MapSignIn();
        app.MapExports();
        app.MapFiles();
        app.MapGet("/delen/voortgang", () => new RazorComponentResult<DemoProgressPart>()).WithMetadata(new UiEndpoint());
    }
}
