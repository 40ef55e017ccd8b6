using System.Text;
using System.Xml;
using System.Xml.Schema;
using Inkoop.Tests.Support;

namespace Inkoop.Tests.Ijw;

/// <summary>The published iJw 3.2 files: third-party test input, read where it stands and never copied.</summary>
internal static class IjwStandard
{
    private static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    public static string Example(string message) => File.ReadAllText(StandardData.PathOf("ijw-3.2", "voorbeelden", message + ".xml"));

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
        foreach (var file in Directory.GetFiles(StandardData.PathOf("ijw-3.2", "xsd"), "*.xsd").Order())
        {
            using var reader = XmlReader.Create(file);
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }
}
