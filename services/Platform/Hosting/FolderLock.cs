using Inkoop.Platform.Data;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// One host for each service on a folder of SQLite files: a second one would judge, publish and pay beside the first. The system lets go of it when
/// the process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly List<FileStream> held = [];

    /// <exception cref="InvalidOperationException">Another host has the folder.</exception>
    public FolderLock(DatabaseOptions data, IEnumerable<string> services)
    {
        if (data.Engine != "sqlite")
            return;
        foreach (var service in services)
        {
            try
            {
                held.Add(new FileStream(Path.Combine(data.DataDirectory, $".{service}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                Dispose();
                throw new InvalidOperationException(
                    $"De gegevensmap {data.DataDirectory} is in gebruik door een ander proces van Inkoop ({service}): stop dat, of geef een "
                    + "andere map op.");
            }
        }
    }

    public void Dispose()
    {
        held.ForEach(file => file.Dispose());
        held.Clear();
    }
}
