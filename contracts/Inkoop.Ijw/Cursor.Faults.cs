using System.Globalization;
using System.Text;
using System.Xml;

namespace Inkoop.Ijw;

// What is wrong, and how it is said.
internal sealed partial class Cursor
{
    private IjwFaultException UnknownRoot(string space)
    {
        const string family = "http://www.istandaarden.nl/ijw/";
        if (!space.StartsWith(family, StringComparison.Ordinal)) return Fault(IjwFaultCodes.WrongNamespace, "Het bericht is geen iJw-bericht.", "");
        return space.StartsWith(family + "3_2/jw", StringComparison.Ordinal)
            ? Fault(IjwFaultCodes.UnsupportedMessage, "Dit iJw-bericht wordt hier niet verwerkt.", "")
            : space.StartsWith(family + "3_2/", StringComparison.Ordinal)
                ? Fault(IjwFaultCodes.WrongNamespace, "Het bericht heeft niet de namespace van een iJw-bericht.", "")
                : Fault(IjwFaultCodes.WrongVersion, "Het bericht is niet van iJw 3.2.", "");
    }

    private IjwFaultException Absent(ElementRule rule)
    {
        Mark();
        if (!frame.Empty && reader.NodeType == XmlNodeType.Element && (reader.LocalName == rule.Name || !frame.Type.Has(reader.LocalName))) return Unexpected();
        return Fault(IjwFaultCodes.MissingElement, $"{rule.Name} ontbreekt in {frame.Name}.", "", rule.Name);
    }

    private IjwFaultException Unexpected()
    {
        Mark();
        var name = reader.LocalName;
        var rule = Array.Find(frame.Type.Elements, e => e.Name == name);
        if (rule is not null && reader.NamespaceURI != Table.NamespaceOf(rule.Space))
            return Fault(IjwFaultCodes.WrongNamespace, $"{name} heeft niet de namespace die bij dit element hoort.", "", name);
        return Fault(IjwFaultCodes.UnexpectedElement, rule is null
            ? $"{Short(name)} hoort niet in {frame.Name}."
            : $"{name} staat in {frame.Name} dubbel of op de verkeerde plaats.", "", Short(name));
    }

    /// <summary>A name of the sender's own making, at a length that a message can carry.</summary>
    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private IjwFaultException Translate(XmlException e)
    {
        // The exception carries no code of its own. A test cuts a file at every byte and another sends a DTD, to notice a changed text.
        line = e.LineNumber;
        position = e.LinePosition;
        if (e.Message.Contains("DTD", StringComparison.Ordinal)) return Fault(IjwFaultCodes.DtdForbidden, "Een bericht mag geen DTD bevatten.", "", inner: e);
        return e.Message.Contains("Unexpected end of file", StringComparison.Ordinal)
            ? Fault(IjwFaultCodes.Truncated, "Het bericht is niet volledig: het einde ontbreekt.", "", inner: e)
            : Fault(IjwFaultCodes.Malformed, "Het bericht is geen geldige XML.", "", inner: e);
    }

    private void Mark()
    {
        line = lines.LineNumber;
        position = lines.LinePosition;
    }

    private IjwFaultException Fault(string code, string message, string rule, string? element = null, Exception? inner = null)
    {
        var path = new StringBuilder();
        foreach (var outer in open.Reverse().Append(frame).Distinct())
            if (outer is not null) path.Append(CultureInfo.InvariantCulture, $"/{outer.Name}{(outer.Ordinal > 0 ? $"[{outer.Ordinal}]" : "")}");
        if (element is not null) path.Append('/').Append(element);
        return new(new IjwFault { Code = code, Path = path.ToString(), Message = message, Rule = rule, Line = line, Position = position }, inner);
    }
}
