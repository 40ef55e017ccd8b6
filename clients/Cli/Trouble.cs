using System.Globalization;
using Google.Rpc;
using Grpc.Core;

namespace Inkoop.Cli;

/// <summary>One bad field: its path in the request, the stable code, the sentence.</summary>
internal sealed record TroubleField(string Field, string Code, string Text);

/// <summary>What went wrong, for a person and for a program.</summary>
/// <param name="Status">The gRPC status in snake_case, or what stands for it.</param>
/// <param name="Code">Stable.</param>
/// <param name="Hint">What to do next, Dutch.</param>
internal sealed record Trouble(string Status, string Code, string Text, string Hint)
{
    public IReadOnlyList<TroubleField> Fields { get; init; } = [];

    /// <summary>After a stale version: the one that stands now.</summary>
    public long? CurrentVersion { get; init; }

    /// <summary>Null for a defect, which keeps its stack trace.</summary>
    /// <param name="address">What was last called.</param>
    public static Trouble? Of(Exception exception, Uri? address = null) => exception switch
    {
        Problem problem => new Trouble("client", problem.Code, problem.Message, problem.Hint),
        RpcException { StatusCode: StatusCode.Cancelled } or OperationCanceledException => new Trouble("cancelled", "cancelled", "Afgebroken.", "Wat al bevestigd was, staat; opnieuw uitvoeren kan geen kwaad."),
        RpcException rpc => Of(rpc, address),
        UnauthorizedAccessException or IOException => new Trouble("client", "file_failed", exception.Message, "Controleer de map en de rechten."),
        _ => null,
    };

    private static Trouble Of(RpcException exception, Uri? address)
    {
        var (info, bad) = Details(exception);
        if (exception.StatusCode == StatusCode.Unavailable && info is null)
        {
            return new Trouble("unavailable", "unreachable", $"Er is geen verbinding met Inkoop op {address}.",
                "Draait Inkoop daar? Geef zo nodig een ander adres met --url; gRPC heeft een eigen poort.");
        }

        var fields = (bad?.FieldViolations ?? []).Select(violation => new TroubleField(
            violation.Field, info?.Metadata.GetValueOrDefault(violation.Field) ?? "invalid", violation.Description)).ToList();
        var current = info?.Metadata.GetValueOrDefault("current_version") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (long?)null;
        return new Trouble(Name(exception.StatusCode), info?.Reason ?? Name(exception.StatusCode), Sentence(exception, fields.Count), Next(exception.StatusCode))
        {
            Fields = fields,
            CurrentVersion = current,
        };
    }

    private static (ErrorInfo? Info, BadRequest? Bad) Details(RpcException exception)
    {
        try
        {
            var status = exception.GetRpcStatus();
            return (status?.GetDetail<ErrorInfo>(), status?.GetDetail<BadRequest>());
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return (null, null); // another server's details: its status and text still stand
        }
    }

    private static string Sentence(RpcException exception, int fields) => exception.StatusCode switch
    {
        StatusCode.InvalidArgument when fields == 1 => "Eén veld klopt niet:",
        StatusCode.InvalidArgument when fields > 1 => $"{fields} velden kloppen niet:",
        StatusCode.Unauthenticated => "Uw token is niet (meer) geldig.",
        StatusCode.DeadlineExceeded => "Het antwoord kwam niet op tijd.",
        StatusCode.Unimplemented => "Deze versie van Inkoop kent deze vraag niet.",
        StatusCode.PermissionDenied when exception.Status.Detail.Length == 0 => "U heeft hier geen toegang toe.",
        _ => exception.Status.Detail.Length > 0 ? exception.Status.Detail : $"Inkoop antwoordde met {Name(exception.StatusCode)}.",
    };

    private static string Next(StatusCode status) => status switch
    {
        StatusCode.InvalidArgument => "Verbeter wat hier staat en voer de opdracht opnieuw uit.",
        StatusCode.NotFound => "Controleer het nummer of het kenmerk.",
        StatusCode.Aborted => "Haal de gegevens opnieuw op en probeer het met de huidige versie.",
        StatusCode.AlreadyExists => "Bekijk wat er al staat; gebruik zo nodig een ander nummer.",
        StatusCode.FailedPrecondition => "Er is niets gewijzigd. Los op wat hierboven staat en voer de opdracht opnieuw uit.",
        StatusCode.PermissionDenied => "Controleer met welke rol en voor welke organisatie u werkt (--as of INKOOP_TOKEN).",
        StatusCode.Unauthenticated => "Vraag een nieuw token aan.",
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => "Probeer het later opnieuw; nog eens sturen kan geen kwaad.",
        StatusCode.Unimplemented => "Controleer het adres (--url) en de versie.",
        _ => "Probeer het opnieuw; blijft het fout gaan, meld het de beheerder.",
    };

    /// <summary>NotFound becomes not_found.</summary>
    private static string Name(StatusCode status) =>
        string.Concat(status.ToString().Select((letter, index) => char.IsAsciiLetterUpper(letter) && index > 0 ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
