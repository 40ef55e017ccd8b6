using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Admin.Identity;

/// <summary>
/// What the demo issuer publishes: discovery, its key and a token endpoint. All of it answers 404 unless the issuer is active,
/// so a misconfigured production host shows nothing.
/// </summary>
public static class DemoEndpoints
{
    public const string DemoGrant = "urn:inkoop:demo";

    public static void MapDemoIssuer(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").DisableAntiforgery().AllowAnonymous().AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<DemoIssuer>().Active ? await next(context) : Results.NotFound());
        group.MapGet("/.well-known/openid-configuration", (DemoIssuer issuer) => Results.Json(issuer.Discovery()));
        group.MapGet("/.well-known/jwks.json", (DemoIssuer issuer) => Results.Json(issuer.Jwks()));
        group.MapPost("/connect/token", TokenAsync);
    }

    private static async Task<IResult> TokenAsync(HttpContext context, DemoIssuer issuer, Backend backend)
    {
        if (!context.Request.HasFormContentType)
            return Error("invalid_request", "Stuur application/x-www-form-urlencoded.");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        switch (form["grant_type"].ToString())
        {
            case "client_credentials":
                var client = form["client_id"].ToString();
                if (!client.StartsWith("service:", StringComparison.Ordinal) || client.Length is < 9 or > 60 || !issuer.IsServiceSecret(form["client_secret"].ToString()))
                    return Error("invalid_client", "Onbekende dienst of onjuist geheim.", StatusCodes.Status401Unauthorized);
                return Token(issuer, new TokenSubject(client, Role.Service, client["service:".Length..], [], null));
            case DemoGrant:
                var (who, fault) = await DemoSubjectAsync(issuer, backend, form["role"].ToString(), form["provider"].ToString(), form["municipality"].ToString(), context.RequestAborted);
                return who is null ? Error("invalid_request", fault) : Token(issuer, who);
            default:
                return Error("unsupported_grant_type", "Gebruik client_credentials of urn:inkoop:demo.");
        }
    }

    /// <summary>The subject for a demo role; the fault in Dutch when role, provider or municipality do not fit each other.</summary>
    public static async Task<(TokenSubject? Who, string Fault)> DemoSubjectAsync(DemoIssuer issuer, Backend backend, string role, string provider, string municipality, CancellationToken cancel)
    {
        if (!RoleNames.IsPersonal(role))
            return (null, "Kies een van de rollen.");
        if (role == Role.CouncilReader)
        {
            return municipality.Length == 4 && municipality.All(char.IsAsciiDigit)
                ? (new TokenSubject("demo:" + role, role, "gemeente " + municipality, [], municipality), "")
                : (null, "Geef de gemeentecode van vier cijfers.");
        }
        if (role != Role.Provider)
            return (new TokenSubject("demo:" + role, role, "regio", [], null), "");
        if (Guid.TryParse(provider, out var id))
            return (ProviderSubject(id), "");
        if (provider.Length != 8 || !provider.All(char.IsAsciiDigit))
            return (null, "Geef de aanbieder: een AGB-code van acht cijfers of een id.");
        try
        {
            var reader = backend.As(issuer.Issue(new TokenSubject("demo:lookup", Role.ProcurementOfficer, "regio", [], null)));
            var found = await reader.Providers.GetProviderAsync(new GetProviderRequest { AgbCode = provider }, cancellationToken: cancel);
            return (ProviderSubject(Guid.Parse(found.Provider.ProviderId)), "");
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound)
        {
            return (null, "Er is geen aanbieder met deze AGB-code.");
        }
    }

    private static TokenSubject ProviderSubject(Guid id) => new("demo:provider:" + id, Role.Provider, id.ToString(), [id], null);

    private static IResult Token(DemoIssuer issuer, TokenSubject who) =>
        Results.Json(new { access_token = issuer.Issue(who), token_type = "Bearer", expires_in = (int)DemoIssuer.Lifetime.TotalSeconds });

    private static IResult Error(string code, string text, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error = code, error_description = text }, statusCode: status);
}
