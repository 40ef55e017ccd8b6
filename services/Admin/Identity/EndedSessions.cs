using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;

namespace Inkoop.Admin.Identity;

/// <summary>
/// Sessions that somebody signed out of: a copy of their cookie lets nobody in, also after a restart and on another instance that shares the key folder.
/// One empty file for each, until no cookie of it can be valid any more.
/// </summary>
public sealed class EndedSessions(string folder, TimeProvider clock)
{
    private const string Id = "inkoop.session";

    /// <summary>Of a cookie that is renewed while in use: a session may live longer, but not once it is ended.</summary>
    private static readonly TimeSpan keptFor = SessionGate.Lifetime * 2;

    /// <summary>Gives a session the name that it can be ended by.</summary>
    public static void Name(AuthenticationProperties session)
    {
        if (!session.Items.ContainsKey(Id))
            session.Items[Id] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>True also for a session without a name: nobody could end that.</summary>
    public bool IsEnded(AuthenticationProperties session) => PathOf(session) is not { } path || File.Exists(path);

    public void End(AuthenticationProperties? session)
    {
        if (session is null || PathOf(session) is not { } path)
            return;
        Forget();
        File.WriteAllBytes(path, []);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
    }

    private void Forget()
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.ended").Where(file => file.LastWriteTimeUtc < (clock.GetUtcNow() - keptFor).UtcDateTime))
            file.Delete();
    }

    // Hashed, so that the folder does not tell the names.
    private string? PathOf(AuthenticationProperties session) =>
        session.Items.TryGetValue(Id, out var name) && name is { Length: > 0 } ? Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))) + ".ended") : null;
}
