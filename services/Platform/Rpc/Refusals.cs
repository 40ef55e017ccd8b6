using Google.Protobuf;
using Grpc.Core;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Faults;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Platform.Rpc;

/// <summary>
/// Answers a call that is let in by nobody as gRPC does, with one sentence that says what to do: without it a client sees the number of an HTTP status.
/// </summary>
public sealed class Refusals(IdentityOptions options, ProviderCertificates certificates) : IAuthorizationMiddlewareResultHandler
{
    /// <summary>The policy of the RPC does not name the caller's role.</summary>
    public const string RoleNotPermitted = "role_not_permitted";

    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            await standard.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        // Asked again, the handler gives the answer that it gave for this request.
        var (status, code, text) = authorizeResult.Challenged ? Explain(context, (await context.AuthenticateAsync()).Failure)
            : context.User.FindFirst("role") is null ? (StatusCode.PermissionDenied, "role_missing", "Uw account heeft geen rol in Inkoop: vraag de beheerder om een rol.")
            : (StatusCode.PermissionDenied, RoleNotPermitted, "Uw rol geeft hier geen toegang toe.");
        Answer(context.Response, status, code, text);
    }

    /// <summary>A gRPC answer before any RPC has it: status, sentence and reason as every refusal.</summary>
    internal static void Answer(HttpResponse response, StatusCode status, string code, string text)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(text);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(FaultInterceptor.Details(status, code, text).ToByteArray());
    }

    internal static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;

    private (StatusCode Status, string Code, string Text) Explain(HttpContext context, Exception? failure) =>
        failure switch
        {
            IdentityUnavailable unavailable => (StatusCode.Unavailable, "authority_unavailable", unavailable.Message),
            IdentityRefused refused => (StatusCode.Unauthenticated, refused.Code, refused.Message),
            null => (StatusCode.Unauthenticated, "token_missing", "Inkoop moet weten wie u bent: stuur een token van de inlogdienst mee (authorization: Bearer ...)."),
            _ when context.Request.Headers.Authorization.Count > 0 => Explain(failure),
            _ => (StatusCode.Unauthenticated, "certificate_invalid", context.Connection.ClientCertificate is { } certificate && certificates.Fault(certificate) is { } fault ? fault
                : "Dit certificaat komt niet van een uitgever die hier wordt vertrouwd: gebruik het certificaat dat bij de beheerder bekend is."),
        };

    private (StatusCode Status, string Code, string Text) Explain(Exception failure)
    {
        var (code, text) = failure switch
        {
            SecurityTokenExpiredException => ("token_expired", "Uw token is verlopen: haal een nieuw token op."),
            SecurityTokenNotYetValidException => ("token_not_yet_valid", "Uw token is nog niet geldig: zet de klok van deze computer gelijk."),
            SecurityTokenInvalidTypeException =>
                ("token_type", $"Dit is geen token om iets mee op te vragen, of het eist wat hier niet wordt begrepen: vraag een access token bij {options.Authority}."),
            SecurityTokenInvalidAudienceException => ("token_audience", $"Dit token is voor een andere toepassing uitgegeven: vraag een token voor {options.Audience}."),
            SecurityTokenInvalidIssuerException => ("token_issuer", $"Dit token komt van een andere inlogdienst: vraag een token bij {options.Authority}."),
            SecurityTokenInvalidAlgorithmException or SecurityTokenInvalidSignatureException =>
                ("token_signature", $"De handtekening van dit token klopt niet: vraag een token bij {options.Authority}, getekend met RS256 of ES256."),
            _ => ("token_invalid", $"Dit token is niet te lezen of onvolledig: vraag een nieuw token bij {options.Authority}."),
        };
        return (StatusCode.Unauthenticated, code, text);
    }
}
