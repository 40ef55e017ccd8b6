using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;

namespace Inkoop.Platform.Hosting;

/// <summary>What keeps a host from starting, in one sentence that says what to do; null for a defect, which keeps its stack trace.</summary>
public static partial class StartFailure
{
    [GeneratedRegex("https?://[^ ]*[^ :]")]
    private static partial Regex AddressPattern();

    public static string? Explain(Exception exception) => exception switch
    {
        FolderNotWritable or Data.DatabaseUnusable or Privacy.KeyUnusable => exception.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{AddressPattern().Match(exception.Message).Value} is al in gebruik: kies een andere poort, of stop het programma dat hem gebruikt.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "Deze poort mag hier niet worden geopend; kies er een boven 1024.",
        InvalidOperationException { InnerException: null } when exception.Source?.StartsWith("Inkoop", StringComparison.Ordinal) == true => exception.Message,
        _ when Data.StorageFault.Of(exception) is { } fault => $"De start is gestopt ({exception.GetBaseException().Message}). {fault.Text}",
        _ => null,
    };
}

/// <summary>The data folder cannot be written.</summary>
public sealed class FolderNotWritable(string folder, Exception reason)
    : Exception($"De gegevensmap {folder} kan niet worden beschreven ({reason.Message}). Geef met --data of Inkoop:Data een map op waarin geschreven mag worden.", reason);

/// <summary>Finds out at once, with a clear sentence, instead of at the first change.</summary>
public static class WritableFolder
{
    public static void Require(string folder)
    {
        try
        {
            // Pseudonyms and amounts are not for every user of the machine.
            if (OperatingSystem.IsWindows() || Directory.Exists(folder))
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var probe = Path.Combine(folder, $".probe-{Guid.CreateVersion7():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FolderNotWritable(folder, exception);
        }
    }
}
