using System.Text;
using System.Xml;
using System.Xml.Schema;
using Xunit;

namespace Inkoop.Tests.Ijw;

/// <summary>The published iJw 3.2 files: third-party test input, read where it stands and never copied.</summary>
internal static class IjwStandard
{
    private static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    public static string? Folder { get; } = Find();

    public static string Example(string message) => File.ReadAllText(Path.Combine(Folder!, "voorbeelden", message + ".xml"));

    public static string Data(string file) => File.ReadAllText(Path.Combine(Folder!, file));

    /// <summary>The first thing that XML Schema validation has against the text; null when it is valid.</summary>
    public static string? Complaint(string xml)
    {
        string? complaint = null;
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = Schemas.Value,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,

            // No AllowXmlAttributes: XML Schema has xml:lang refused unless declared. Warnings: an unknown root is only warned of.
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, e) => complaint ??= e.Message;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(xml)), settings);
            while (reader.Read())
            {
            }
        }
        catch (XmlException e)
        {
            complaint ??= e.Message;
        }

        return complaint;
    }

    private static XmlSchemaSet Load()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var file in Directory.GetFiles(Path.Combine(Folder!, "xsd"), "*.xsd").Order())
        {
            using var reader = XmlReader.Create(file);
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("INKOOP_STANDARD_DATA") is { Length: > 0 } set)
            return Directory.Exists(Path.Combine(set, "ijw-3.2")) ? Path.Combine(set, "ijw-3.2") : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "ijw-3.2");
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}

/// <summary>A test that needs the published files of the standard, skipped in sight where they are not.</summary>
internal sealed class StandardFactAttribute : FactAttribute
{
    public StandardFactAttribute()
    {
        if (IjwStandard.Folder is null) Skip = "no iJw 3.2 files: set INKOOP_STANDARD_DATA";
    }
}
