using System.Security.Cryptography;

namespace Inkoop.Platform.Identity;

/// <summary>Section <c>Identity</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>The issuer of tokens. With the demo issuer in the same process it is known once the port is.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The demo issuer and its sign-in page; only on loopback.</summary>
    public bool Demo { get; set; }

    /// <summary>What a service proves itself with; in a demo the file DIR/keys/service.secret.</summary>
    public string ServiceSecret { get; set; } = "";

    public const string Audience = "inkoop";

    /// <summary>The configured secret, or the one in the key folder, made when it is not there.</summary>
    public string ReadServiceSecret(string dataDirectory) =>
        ServiceSecret.Length > 0 ? ServiceSecret : KeyFile.ReadOrMake(Path.Combine(dataDirectory, "keys", "service.secret"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
}

/// <summary>Secrets on disk: mode 0600 in a folder of mode 0700.</summary>
public static class KeyFile
{
    /// <summary>Two processes that start together agree on one content: the first to create the file wins.</summary>
    public static string ReadOrMake(string path, Func<string> make)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (File.Exists(path))
            return File.ReadAllText(path);

        var own = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(own, options))
            writer.Write(make());
        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own); // another process was first: its content stands
        }

        return File.ReadAllText(path);
    }
}
