using System.Globalization;
using System.Security.Cryptography;
using Inkoop.Platform.Data;

namespace Inkoop.Platform.Privacy;

/// <summary>A key that is missing, damaged or not the one that the databases were written with. The message is one Dutch sentence that says what to do.</summary>
public sealed class KeyUnusable(string sentence) : Exception(sentence);

/// <summary>
/// The folder <c>DIR/keys</c>: keys of personal data, secrets and signing keys. Nothing in it is ever replaced by the program: what is lost is
/// restored by a person, because what it closed opens with nothing else.
/// </summary>
public static class KeyFolder
{
    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The least length of a secret in characters; an empty or short one can be guessed and never matches.</summary>
    public const int LeastSecret = 32;

    public static string Of(string dataDirectory) => Path.Combine(dataDirectory, "keys");

    /// <summary>Keys of personal data.</summary>
    public const string PersonalData = "personal-data";

    /// <summary>Keys that seal which person of the region a client is (<see cref="PersonSeal"/>).</summary>
    public const string Person = "person";

    /// <summary>The file of a key; the first of its kind has no number in its name.</summary>
    public static string PathOf(string folder, int number, string kind = PersonalData) =>
        Path.Combine(folder, number == 1 ? kind + ".key" : string.Create(CultureInfo.InvariantCulture, $"{kind}.{number}.key"));

    /// <summary>Whether the first key is there: without it nobody is found any more.</summary>
    public static bool HasFirst(string folder, string kind = PersonalData) => File.Exists(PathOf(folder, 1, kind));

    /// <summary>The keys from the first to the newest.</summary>
    /// <exception cref="KeyUnusable">One is missing or is not 32 bytes.</exception>
    public static IReadOnlyList<byte[]> Read(string folder, string kind = PersonalData)
    {
        var newest = 1;
        for (var number = 2; number <= byte.MaxValue; number++)
        {
            if (File.Exists(PathOf(folder, number, kind)))
                newest = number;
        }

        return [.. Enumerable.Range(1, newest).Select(number => Find(folder, number, kind) ?? throw Missing(folder, number, kind))];
    }

    /// <summary>One key; null when it is not there.</summary>
    public static byte[]? Find(string folder, int number, string kind = PersonalData)
    {
        var path = PathOf(folder, number, kind);
        return File.Exists(path) ? Parse(path, File.ReadAllText(path)) : null;
    }

    /// <summary>Makes the first key where nothing was ever encrypted; the first of two hosts that start together wins.</summary>
    public static void MakeFirst(string folder, string kind = PersonalData) => KeyFile.ReadOrMake(PathOf(folder, 1, kind), NewKey);

    /// <summary>
    /// Puts a new key beside the others; it encrypts from the next start on, and the old ones go on opening what they closed. Gives its file.
    /// </summary>
    public static string Rotate(string folder, string kind = PersonalData)
    {
        if (!HasFirst(folder, kind))
            throw Missing(folder, 1, kind);
        var next = Read(folder, kind).Count + 1;
        if (next > byte.MaxValue)
            throw new KeyUnusable($"In {folder} staan al {byte.MaxValue} sleutels; meer kunnen het er niet zijn.");
        KeyFile.ReadOrMake(PathOf(folder, next, kind), NewKey);
        return PathOf(folder, next, kind);
    }

    /// <summary>Every secret in the folder is there as a whole, and nobody but the owner reads it.</summary>
    public static void Require(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsSecret).Order(StringComparer.Ordinal))
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, OwnerOnly);
            var fault = Fault(Path.GetFileName(path), File.ReadAllText(path));
            if (fault is not null)
                throw new KeyUnusable($"{path} {fault}: zet de map keys terug uit de reservekopie. Er is niets nieuws gemaakt.");
        }
    }

    /// <summary>What is wrong with the content of a file by what its name says that it is; null when nothing is.</summary>
    internal static string? Fault(string name, string content) => Path.GetExtension(name) switch
    {
        _ when content.Trim().Length == 0 => "is leeg",
        ".key" => IsKey(content) ? null : $"is geen sleutel van {KeyBytes} bytes ({2 * KeyBytes} hexadecimale tekens)",
        ".secret" => content.Trim().Length >= LeastSecret ? null : $"is korter dan {LeastSecret} tekens",
        ".pem" => content.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? null : "bevat geen sleutel",
        _ => null,
    };

    internal static KeyUnusable Missing(string folder, int number, string kind = PersonalData) => new(
        $"De sleutel {PathOf(folder, number, kind)} ontbreekt, en zonder haar gaat niet open wat ermee is versleuteld: zet de map keys terug uit de "
        + "reservekopie. Er is geen nieuwe sleutel gemaakt.");

    // What another host is writing beside them has an extension of its own until it is whole.
    private static bool IsSecret(string path) => Path.GetExtension(path) is ".key" or ".secret" or ".pem";

    private static byte[] Parse(string path, string content) => Fault(Path.GetFileName(path), content) is { } fault
        ? throw new KeyUnusable($"{path} {fault}: zet de map keys terug uit de reservekopie. Er is geen nieuwe sleutel gemaakt.")
        : Convert.FromHexString(content.Trim());

    private static bool IsKey(string content) => content.Trim() is { Length: 2 * KeyBytes } text && text.All(char.IsAsciiHexDigit);

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
}
