using System.Xml;

namespace Inkoop.Tests.Ijw;

/// <summary>Small changes to a message, one at a time, of the kinds that a wrong or hostile sender makes.</summary>
internal sealed class XmlMutations(int seed)
{
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Base = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema";

    private static readonly string[] Literals =
    [
        "", " ", "\t", "0", "-0", "-1", "+5", "007", "+", "-", "1.0", "1,5", "1e3", "99", "100", "99999", "100000", "99999999", "100000000",
        "999999999", "1000000000", "999999999999", "1000000000000", "99999999999999999999999999999999999999", "٤", "3", "03", " 3 ", "2", "4",
        "2024-02-29", "2026-02-29", "2026-06-31", "2026-12-31", "2026-13-01", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "-2026-01-01",
        "2026-1-1", "20260101", "2026-01-01Z", "2026-01-01+01:00", "2026-01-01-05:00", "2026-01-01T00:00:00", " 2026-01-01 ", "\n2026-01-01\t", "2026-01-01 x",
        "24:00:00", "23:59:59", "23:59:59.5", "23:59:59.1234567890123", "23:59:60", "12:00", "12:00:00Z", "12:00:00+01:00", "12:00:00.", " 12:00:00 ", "1:00:00",
        "1.0.0", "01.0.0", "1.0", "1.0.0.0", "1..0", "10.20.30", "v1.0.0", "C", "D", "c", "CD", "NL", "nl", "XX", "ZW", "AB1", "ab c", "a_b", "é", "ß", "Ỳ", "ỳ", "ỵ", "×",
        "01", "04", "14", "16", "82", "83", "84", "85", "31", "39", "40", "55", "56", "0001", "0200", "9999", "S300", "s300", "02", "13", "15", "25", "26", "6", "5",
        "a\nb", "a\tb", "\u00A0", "\u2003x", "😀", "436", "490", "0384", "384", "03840", "65656055", "6565605", "656560550", "999900006", "99990000", "9999000060",
    ];

    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 20, 24, 25, 35, 36, 64, 80, 200];

    private readonly Random random = new(seed);

    /// <summary>Every value worth trying in every element: the literals, and text and digits of every length around a limit of the standard.</summary>
    public static IEnumerable<string> Values => Literals.Concat(Lengths.SelectMany(n => new[] { n, n + 1 }).Distinct().SelectMany(n => new[] { new string('x', n), new string('7', n) }));

    public string Mutate(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        var changes = random.Next(10) == 0 ? 2 : 1;
        for (var i = 0; i < changes; i++) Change(document);
        return document.OuterXml;
    }

    private void Change(XmlDocument document)
    {
        var elements = document.SelectNodes("//*")!.Cast<XmlElement>().ToList();
        var leaves = elements.Where(e => !e.ChildNodes.OfType<XmlElement>().Any()).ToList();
        var element = elements[random.Next(elements.Count)];
        var leaf = leaves[random.Next(leaves.Count)];
        var parent = element.ParentNode as XmlElement;
        switch (random.Next(24))
        {
            case 0: parent?.RemoveChild(element); break;
            case 1: parent?.InsertAfter(element.CloneNode(true), element); break;
            case 2: Swap(element, parent); break;
            case 3: Rename(element, Names(elements)[random.Next(Names(elements).Count)], element.NamespaceURI); break;
            case 4: Rename(element, element.LocalName + "x", element.NamespaceURI); break;
            case 5: Rename(element, element.LocalName, element.NamespaceURI == Base ? document.DocumentElement!.NamespaceURI : Base); break;
            case 6: Rename(element, element.LocalName, element.NamespaceURI.Replace("3_2", "3_1")); break;
            case 7: element.IsEmpty = true; break;
            case 8: leaf.InnerText = ""; break;
            case 9 or 10 or 11 or 12: leaf.InnerText = Literals[random.Next(Literals.Length)]; break;
            case 13 or 14: leaf.InnerText = new string("x7"[random.Next(2)], Lengths[random.Next(Lengths.Length)] + random.Next(2)); break;
            case 15: Attribute(element); break;
            case 16: element.InsertBefore(document.CreateTextNode(random.Next(2) == 0 ? "x" : " \n"), element.FirstChild); break;
            case 17: Insert(element, random.Next(2) == 0 ? document.CreateComment("c") : document.CreateProcessingInstruction("p", "q")); break;
            case 18: Insert(element, document.CreateCDataSection(random.Next(3) == 0 ? "x" : " ")); break;
            case 19: leaf.AppendChild(document.CreateElement("ijw", "Bedrag", Base)); break;
            case 20: leaf.InnerText = random.Next(3) switch { 0 => " " + leaf.InnerText, 1 => leaf.InnerText + " ", _ => leaf.InnerText + "\t" }; break;
            case 21: Split(leaf); break;
            case 22: elements[random.Next(elements.Count)].AppendChild(elements[random.Next(elements.Count)].CloneNode(true)); break;
            case 23: leaf.InnerText = leaves[random.Next(leaves.Count)].InnerText; break;
        }
    }

    private static List<string> Names(List<XmlElement> elements) => elements.Select(e => e.LocalName).Distinct().ToList();

    private static void Swap(XmlElement element, XmlElement? parent)
    {
        var next = element.NextSibling;
        while (next is not null and not XmlElement) next = next.NextSibling;
        if (next is not null) parent?.InsertAfter(element, next);
    }

    private static void Rename(XmlElement element, string name, string space)
    {
        var renamed = element.OwnerDocument.CreateElement(element.Prefix.Length == 0 ? "n" : element.Prefix + "n", name, space);
        while (element.FirstChild is { } child) renamed.AppendChild(child);
        element.ParentNode!.ReplaceChild(renamed, element);
    }

    private static void Insert(XmlElement element, XmlNode node) => element.InsertBefore(node, element.FirstChild);

    private void Attribute(XmlElement element)
    {
        var own = element.OwnerDocument.DocumentElement!;
        switch (random.Next(12))
        {
            case 0: element.SetAttribute("a", "1"); break;
            case 1: element.SetAttribute("schemaLocation", Xsi, "urn:a b.xsd"); break;
            case 2: element.SetAttribute("noNamespaceSchemaLocation", Xsi, "b.xsd"); break;
            case 3: element.SetAttribute("nil", Xsi, random.Next(2) == 0 ? "true" : "false"); break;
            case 4: element.SetAttribute("other", Xsi, "1"); break;
            case 5: element.SetAttribute("xml:lang", "nl"); break;
            case 6: element.SetAttribute("a", Base, "1"); break;
            case 7: element.SetAttribute("type", Xsi, $"ijw:CDT_{element.LocalName}"); break;
            case 8: element.SetAttribute("type", Xsi, $" ijw:LDT_{element.LocalName}\n"); break;
            case 9: element.SetAttribute("type", Xsi, $"{own.Prefix}:{element.LocalName}"); break;
            case 10: element.SetAttribute("type", Xsi, "LDT_Datum"); break;
            case 11: element.SetAttribute("type", Xsi, random.Next(2) == 0 ? ":Client" : "none:Client"); break;
        }
    }

    private static void Split(XmlElement leaf)
    {
        var text = leaf.InnerText;
        leaf.InnerText = text[..(text.Length / 2)];
        leaf.AppendChild(leaf.OwnerDocument.CreateComment("c"));
        leaf.AppendChild(leaf.OwnerDocument.CreateCDataSection(text[(text.Length / 2)..]));
    }
}
