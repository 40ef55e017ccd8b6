using System.Globalization;
using System.Security.Cryptography;
using Inkoop.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace Inkoop.Platform.Privacy;

/// <summary>
/// Seals which person of the region a client of a municipality is, from the service that knows who clients are to the one that counts their days. Only those two
/// hold the key: a file beside the others where they share a data folder, else the setting <c>Inkoop:PersonKey</c> of both (docs/decisions/0025).
/// </summary>
/// <param name="keys">The newest seals, every one opens what it sealed.</param>
public sealed class PersonSeal(PersonalData keys)
{
    /// <summary>The setting that holds the keys of hosts with a data folder of their own: 64 hexadecimal characters each, the oldest first, with commas.</summary>
    public const string Setting = "Inkoop:PersonKey";

    /// <summary>The keys of this host, which its start has looked at.</summary>
    public static PersonSeal Of(IConfiguration configuration, DatabaseOptions options) => new(Keys(configuration, options));

    /// <summary>For one client and version: what is put beside another client does not open. Never the same bytes twice.</summary>
    public byte[] Seal(string clientPseudonym, long version, string person) => keys.Protect(Context(clientPseudonym, version), Convert.FromHexString(person));

    /// <exception cref="KeyUnusable">It was sealed with a key that this host does not have, or for another client.</exception>
    public string Open(string clientPseudonym, long version, byte[] value)
    {
        try
        {
            return Convert.ToHexStringLower(keys.Unprotect(Context(clientPseudonym, version), value));
        }
        catch (CryptographicException)
        {
            throw new KeyUnusable($"Wat dispositions over een persoon verzegelde, gaat hier niet open: geef money en dispositions dezelfde sleutels ({Setting}), en stuur de gebeurtenis dan opnieuw.");
        }
    }

    internal static bool IsSet(IConfiguration configuration) => configuration["Inkoop:PersonKey"] is { Length: > 0 };

    /// <exception cref="KeyUnusable">One is missing or is not 32 bytes.</exception>
    internal static PersonalData Keys(IConfiguration configuration, DatabaseOptions options) => configuration["Inkoop:PersonKey"] is not { Length: > 0 } given
        ? new PersonalData(KeyFolder.Of(options.DataDirectory), KeyFolder.Person)
        : new PersonalData([.. given.Split(',', StringSplitOptions.TrimEntries).Select(key => KeyFolder.Fault(".key", key) is { } fault
            ? throw new KeyUnusable($"Wat in {Setting} staat, {fault}; scheid meer sleutels met een komma, de oudste eerst.")
            : Convert.FromHexString(key))]);

    private static string Context(string clientPseudonym, long version) => string.Create(CultureInfo.InvariantCulture, $"person/{clientPseudonym}/{version}");
}
