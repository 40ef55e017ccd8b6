namespace Inkoop.Cli.Files;

/// <summary>Files that a person names.</summary>
internal static class InputFile
{
    /// <exception cref="Problem">Absent, a folder, unreadable, or larger than <paramref name="largest"/> bytes.</exception>
    public static byte[] Read(string path, long largest)
    {
        Require(path, largest);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new Problem("file_unreadable", $"{path} kan niet worden gelezen.", "Controleer de rechten en of een ander programma het bestand vasthoudt.");
        }
    }

    public static void Require(string path, long largest)
    {
        if (Directory.Exists(path))
            throw new Problem("file_is_folder", $"{path} is een map.", "Noem een bestand.");
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new Problem("file_missing", $"{path} bestaat niet.", "Controleer de naam en de map.");
        if (file.Length == 0)
            throw new Problem("file_empty", $"{path} is leeg.");
        if (file.Length > largest)
            throw new Problem("file_too_large", $"{path} is groter dan {largest / (1024 * 1024)} MB.", "Splits het bestand.");
    }
}
