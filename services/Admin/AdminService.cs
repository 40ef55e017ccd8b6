using Inkoop.Admin.Components;
using Inkoop.Admin.Components.Parts;
using Inkoop.Admin.Exports;
using Inkoop.Admin.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inkoop.Admin;

/// <summary>The admin UI and the demo issuer, for a host of its own or beside the services in one process.</summary>
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
        services.AddAuthentication().AddCookie(SessionGate.Scheme, SessionGate.Configure);
        var keys = Path.Combine(Path.GetFullPath(configuration["Inkoop:Data"] ?? "data"), "keys", "sessions");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(keys);
        else
            Directory.CreateDirectory(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName("inkoop").PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddHttpContextAccessor();
        services.AddHttpClient("identity");
        services.AddSingleton<DemoIssuer>();
        services.AddSingleton<OpenIdConnectFlow>();
        services.AddSingleton<ServiceChannels>();
        services.AddScoped<Session>();
        services.AddScoped<Backend>();
    }

    /// <summary>Call after the platform's own mapping, so that pages come after authentication.</summary>
    public static void MapAdmin(WebApplication app)
    {
        app.UseMiddleware<SessionGate>();
        app.UseAntiforgery();
        app.MapDemoIssuer();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().WithMetadata(new UiEndpoint());
        app.MapSignIn();
        app.MapExports();
        app.MapFiles();
        app.MapGet("/delen/voortgang", () => new RazorComponentResult<DemoProgressPart>()).WithMetadata(new UiEndpoint());
    }
}
