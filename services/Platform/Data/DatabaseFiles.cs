using System.Text;

namespace Inkoop.Platform.Data;

/// <summary>
/// Which SQLite files once stood in a data folder: a marker a database in <c>DIR/keys/databases</c>. One that is gone or empty is never made anew beside
/// the others: what was decided and paid would be decided and paid again.
/// </summary>
internal static class DatabaseFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly byte[] header = Encoding.ASCII.GetBytes("SQLite format 3\0");

    /// <summary>Before anything is opened: opening makes a file where there is none.</summary>
    /// <param name="services">The services of this host; <c>CameLater</c> for one whose database an upgrade may still have to make.</param>
    /// <exception cref="DatabaseUnusable">A database is gone that was there.</exception>
    public static void Require(DatabaseOptions options, IReadOnlyList<(string Name, bool CameLater)> services)
    {
        if (options.Engine != "sqlite" || services.Count == 0)
            return;
        var markers = Path.Combine(options.DataDirectory, "keys", "databases");
        var isMarked = Directory.Exists(markers);
        var present = Directory.EnumerateFiles(options.DataDirectory, "*.db").Where(IsDatabase).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        var lost = services
            .Where(service => !present.Contains(service.Name) && !HoldsSomethingElse(PathOf(options, service.Name))
                && (isMarked ? File.Exists(Path.Combine(markers, Marker(service.Name))) : present.Count > 0 && !service.CameLater))
            .Select(service => service.Name).ToList();
        if (lost.Count > 0)
            throw new DatabaseUnusable(
                $"In de gegevensmap {options.DataDirectory} ontbreekt of is leeg wat er eerder stond: {string.Join(", ", lost.Select(name => name + ".db"))}. "
                + "Zet de reservekopie van de hele map terug; er is niets nieuws gemaakt.");
        if (!isMarked)
            MarkAll(markers, present);
        foreach (var (name, _) in services)
            Close(PathOf(options, name));
    }

    /// <summary>Once its tables are there.</summary>
    public static void Mark(DatabaseOptions options, string service)
    {
        if (options.Engine != "sqlite")
            return;
        var marker = Path.Combine(options.DataDirectory, "keys", "databases", Marker(service));
        if (!File.Exists(marker))
            File.WriteAllText(marker, "");
    }

    private static string Marker(string service) => service + ".database";

    private static string PathOf(DatabaseOptions options, string service) => Path.Combine(options.DataDirectory, service + ".db");

    // Whole at once: a kill in between must not leave a folder that knows half of them.
    private static void MarkAll(string markers, IEnumerable<string> present)
    {
        var own = $"{markers}.{Guid.CreateVersion7():N}";
        Directory.CreateDirectory(own);
        foreach (var name in present)
            File.WriteAllText(Path.Combine(own, Marker(name)), "");
        try
        {
            Directory.Move(own, markers);
        }
        catch (IOException) when (Directory.Exists(markers))
        {
            Directory.Delete(own, recursive: true); // another host was first
        }
    }

    // Made before it is opened, because the engine makes it readable for everybody; its log takes the rights of the file itself.
    private static void Close(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (!File.Exists(path))
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
        foreach (var file in new[] { path, path + "-wal", path + "-shm" }.Where(File.Exists))
            File.SetUnixFileMode(file, OwnerOnly);
    }

    private static bool IsDatabase(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = new byte[header.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(header);
    }

    // What is no database is named as such by who opens it.
    private static bool HoldsSomethingElse(string path) => File.Exists(path) && new FileInfo(path).Length > 0 && !IsDatabase(path);
}
