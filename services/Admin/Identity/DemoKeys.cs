using System.Globalization;
using System.Security.Cryptography;
using Inkoop.Platform.Data;
using Microsoft.IdentityModel.Tokens;

namespace Inkoop.Admin.Identity;

/// <summary>
/// The keys of the demo authority: <c>DIR/keys/issuer/2026-11-28.pem</c> and so on, mode 0600. All are published; the newest whose day has come signs.
/// A key is changed by putting a file of a later day beside it, and later taking the old one away. Read at a start.
/// </summary>
internal static class DemoKeys
{
    // The library keeps signers for the whole process by key id: a second host with the same key would get the first one's, disposed.
    private static readonly CryptoProviderFactory signers = new() { CacheSignatureProviders = false };

    /// <summary>The one that signs first.</summary>
    public static IReadOnlyList<ECDsaSecurityKey> Signing(string dataDirectory, DateOnly today)
    {
        var folder = Path.Combine(dataDirectory, "keys", "issuer");
        var found = Days(folder);
        if (!found.Any(key => key.Day <= today))
        {
            // What an earlier version made goes on, so that its tokens stay good.
            var earlier = Path.Combine(dataDirectory, "keys", "issuer.pem");
            KeyFile.ReadOrMake(Path.Combine(folder, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".pem"), () => File.Exists(earlier) ? File.ReadAllText(earlier) : NewKey());
            found = Days(folder);
        }

        return [.. found.OrderBy(key => key.Day > today).ThenByDescending(key => key.Day).Select(key => Read(key.Path))];
    }

    /// <summary>What codes and refresh tokens are encrypted with: they come back to this host only.</summary>
    public static SymmetricSecurityKey Encryption(string dataDirectory) =>
        new(Convert.FromHexString(KeyFile.ReadOrMake(Path.Combine(dataDirectory, "keys", "issuer", "codes.secret"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32))))) { CryptoProviderFactory = signers };

    private static List<(DateOnly Day, string Path)> Days(string folder) =>
        !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder, "*.pem")
            .Select(path => DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(path), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? (day, path) : throw new InvalidOperationException($"{path} heeft geen datum als naam: noem een sleutel naar de dag waarop hij gaat tekenen, zoals 2026-11-28.pem."))];

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static ECDsaSecurityKey Read(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite); // also one that a person put there
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return new ECDsaSecurityKey(key) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..12]), CryptoProviderFactory = signers };
    }
}
