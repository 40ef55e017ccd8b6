using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Inkoop.Platform.Identity;
using Microsoft.Extensions.Configuration;

namespace Inkoop.Platform.Hosting;

/// <summary>Reads the settings of a host; one that cannot be read stops the start with its name and what it wants.</summary>
internal static partial class HostSettings
{
    public static int Port(IConfiguration configuration, string key, int standard) =>
        configuration[key] is not { Length: > 0 } text ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port
        : throw new InvalidOperationException($"{key} is geen poort ({text}): geef een getal van 0 tot en met {IPEndPoint.MaxPort}.");

    /// <summary>How many of something: a whole number from 1.</summary>
    public static int Count(IConfiguration configuration, string key, int standard) =>
        configuration[key] is not { Length: > 0 } text ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InvalidOperationException($"{key} is geen aantal ({text}): geef een getal vanaf 1.");

    public static IPAddress Address(IConfiguration configuration, string key, string standard) =>
        IPAddress.TryParse(configuration[key] ?? standard, out var address) ? address
        : throw new InvalidOperationException($"{key} is geen IP-adres ({configuration[key]}): geef een adres zoals 127.0.0.1 of 0.0.0.0.");

    public static Uri ServiceAddress(string key, string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new InvalidOperationException($"{key} is geen adres ({text}): geef een http- of https-adres met poort.");

    /// <summary>mediator, or the address of a broker.</summary>
    public static string Bus(IConfiguration configuration)
    {
        var text = configuration["Inkoop:Bus"] is { Length: > 0 } given ? given : "mediator";
        return text == "mediator" || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs" && address.Host.Length > 0)
            ? text
            : throw new InvalidOperationException(
                "Inkoop:Bus is geen adres van RabbitMQ: geef mediator, of een adres zoals amqp://gebruiker:wachtwoord@server:5672.");
    }

    public static IdentityOptions Identity(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection("Identity").Get<IdentityOptions>() ?? new IdentityOptions();
        }
        catch (InvalidOperationException exception)
        {
            var key = KeyPattern().Match(exception.Message) is { Success: true } match ? match.Groups[1].Value : "Identity";
            throw new InvalidOperationException(
                $"{key} heeft een waarde die daar niet kan staan ({configuration[key]}): docs/guides/identity.md zegt wat er kan staan.");
        }
    }

    [GeneratedRegex("'(Identity:[^']+)'")]
    private static partial Regex KeyPattern();
}
