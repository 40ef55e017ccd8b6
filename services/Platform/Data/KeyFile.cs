namespace Inkoop.Platform.Data;

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
