using Xunit;

namespace Inkoop.Tests.Support;

/// <summary>The standard's own files, read where they stand and never copied: INKOOP_STANDARD_DATA, or shared/data beside the checkout.</summary>
public static class StandardData
{
    public static string? Folder { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Folder ?? throw new InvalidOperationException("No standard data."), .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("INKOOP_STANDARD_DATA") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "ijw-3.2")))
                return candidate;
        }

        return null;
    }
}

/// <summary>A test that reads the standard's files; skipped with the reason when they are absent.</summary>
public sealed class StandardDataFactAttribute : FactAttribute
{
    public StandardDataFactAttribute()
    {
        if (StandardData.Folder is null)
            Skip = "No standard data: set INKOOP_STANDARD_DATA.";
    }
}

/// <summary>A theory that reads the standard's files; skipped with the reason when they are absent.</summary>
public sealed class StandardDataTheoryAttribute : TheoryAttribute
{
    public StandardDataTheoryAttribute()
    {
        if (StandardData.Folder is null)
            Skip = "No standard data: set INKOOP_STANDARD_DATA.";
    }
}
