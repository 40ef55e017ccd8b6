using System.Text;
using System.Xml;
using System.Xml.Linq;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class IjwReaderTests
{
    private static readonly string[] Messages = ["JW301", "JW302", "JW305", "JW306", "JW307", "JW308", "JW323", "JW325"];

    [StandardDataFact]
    public void agrees_with_the_published_schemas_on_ten_thousand_mutated_messages()
    {
        var sources = Messages.Select(IjwStandard.Example).ToList();
        var samples = new IjwSamples(3);
        for (var i = 0; i < 200; i++) sources.Add(samples.Any());
        var mutations = new XmlMutations(20260801);
        var random = new Random(7);
        int valid = 0, invalid = 0;
        var codes = new HashSet<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var xml = mutations.Mutate(sources[random.Next(sources.Count)]);
            var complaint = IjwStandard.Complaint(xml);
            var fault = Fault(xml);
            if (complaint is null != fault is null) Assert.Fail($"mutation {i}: schema says {complaint ?? "valid"}, reader says {fault?.ToString() ?? "valid"}\n{xml}");
            if (fault is null)
            {
                valid++;
            }
            else
            {
                invalid++;
                codes.Add(fault.Code);
                if (fault.Code is not ("wrong_version" or "wrong_namespace" or "unexpected_element")) fault.Path.ShouldStartWith("/Bericht");
                fault.Line.ShouldBeGreaterThan(0);
            }
        }

        valid.ShouldBeGreaterThan(1_000);
        invalid.ShouldBeGreaterThan(4_000);
        codes.ShouldBe(
            ["bad_value", "missing_element", "unexpected_attribute", "unexpected_element", "unexpected_text", "wrong_namespace", "wrong_version"],
            ignoreOrder: true);
    }

    [StandardDataFact]
    public void agrees_with_the_published_schemas_on_every_element_left_out_doubled_or_filled_with_any_value()
    {
        var samples = new IjwSamples(17);
        var seen = new HashSet<string>();
        var disagreements = new List<string>();
        for (var i = 0; i < 120; i++)
        {
            var document = new XmlDocument { XmlResolver = null };
            document.LoadXml(samples.Any());
            foreach (var element in document.SelectNodes("//*")!.Cast<XmlElement>().Skip(1).ToList())
            {
                var place = $"{document.DocumentElement!.Prefix} {element.ParentNode!.LocalName} {element.LocalName}";
                if (!seen.Add(place)) continue;
                var (parent, next) = (element.ParentNode!, element.NextSibling);
                parent.RemoveChild(element);
                Compare("without", place, document);
                parent.InsertBefore(element, next);
                var twin = parent.InsertAfter(element.CloneNode(true), element)!;
                Compare("twice", place, document);
                parent.RemoveChild(twin);

                // A value is of the same type wherever the name stands, so once is enough.
                if (element.ChildNodes.OfType<XmlElement>().Any() || !seen.Add(element.LocalName)) continue;
                var value = element.InnerText;
                foreach (var other in XmlMutations.Values)
                {
                    element.InnerText = other;
                    Compare($"'{other}'", place, document);
                }

                element.InnerText = value;
            }
        }

        disagreements.ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(350);

        void Compare(string what, string place, XmlDocument document)
        {
            var complaint = IjwStandard.Complaint(document.OuterXml);
            var fault = Fault(document.OuterXml);
            if (complaint is null != fault is null) disagreements.Add($"{place} {what}: schema {complaint ?? "valid"}, reader {fault?.ToString() ?? "valid"}");
        }
    }

    [StandardDataFact]
    public void reads_the_published_examples_and_writes_them_back_unchanged()
    {
        foreach (var message in Messages)
        {
            var published = IjwStandard.Example(message);
            var written = Rewrite(published);
            IjwStandard.Complaint(written).ShouldBeNull(message);
            Plain(written).ShouldBe(Plain(published), message);
        }
    }

    [StandardDataFact]
    public void is_stricter_than_the_validator_of_dotnet_where_that_one_is_laxer_than_the_standard()
    {
        // Its patterns end in $ and have . match a carriage return, so a closing line break or a bare one slips through;
        // after a date it takes any white space of Unicode. xmllint refuses all of these, as we do.
        var allocation = IjwStandard.Example("JW301");
        foreach (var (from, to) in new[] { ("0384<", "0384&#10;<"), ("Wit<", "Wit&#10;<"), ("Wit<", "W&#13;it<"), ("1.0.0<", "1.0.0\n<"), ("0201234567<", "0201234567\n<"), ("2026-04-01<", "2026-04-01&#160;<") })
        {
            var changed = allocation.Replace(from, to);
            IjwStandard.Complaint(changed).ShouldBeNull();
            Fault(changed)!.Code.ShouldBe("bad_value");
        }
    }

    [Fact]
    public void every_generated_message_survives_reading_and_writing()
    {
        var samples = new IjwSamples(11);
        for (var i = 0; i < 500; i++)
        {
            var xml = samples.Any();
            Rewrite(xml).ShouldBe(xml);
        }
    }

    [Fact]
    public void keeps_line_breaks_of_every_kind_in_a_remark()
    {
        var sent = new IjwSamples(1).Allocation();
        sent = sent with { Client = sent.Client with { Remark = "een\r\ntwee\ndrie\rvier\tvijf <&> \"zes\"" } };
        using var reader = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(IjwSamples.Xml(s => IjwWriter.Write(s, sent)))));
        reader.ReadAllocation().Client.Remark.ShouldBe(sent.Client.Remark);
    }

    [Fact]
    public void refuses_a_dtd_before_any_entity_is_read()
    {
        var xml = Declaration().Insert(Declaration().IndexOf("<jw323:Bericht", StringComparison.Ordinal), "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>");
        Fault(xml)!.Code.ShouldBe("dtd_forbidden");
    }

    [Fact]
    public void refuses_an_undeclared_entity() => Fault(Declaration().Replace("DN001", "&nl;"))!.Code.ShouldBe("xml_malformed");

    [Fact]
    public void calls_a_file_cut_off_anywhere_truncated_and_never_valid()
    {
        var whole = Declaration();
        var truncated = 0;
        for (var length = 0; length < whole.Length; length++)
        {
            var fault = Fault(whole[..length]).ShouldNotBeNull($"cut at {length}");
            if (fault.Code == "truncated") truncated++;
            else fault.Code.ShouldBe("xml_malformed", $"cut at {length}");
        }

        truncated.ShouldBeGreaterThan(whole.Length * 9 / 10);
    }

    [Fact]
    public void never_fails_with_anything_but_a_fault_on_damaged_bytes()
    {
        var whole = Encoding.UTF8.GetBytes(Declaration());
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var n = random.Next(1, 4); n > 0; n--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                IjwReader.Check(new MemoryStream(damaged));
            }
            catch (IjwFaultException)
            {
            }
        }
    }

    [Fact]
    public void refuses_a_file_over_25_MB_without_reading_further()
    {
        var padded = Declaration().Replace("<jw323:Header>", "<jw323:Header>" + new string(' ', (int)IjwReader.MaxBytes));
        Fault(padded)!.Code.ShouldBe("too_large");
        var exact = Declaration();
        exact += new string('\n', (int)(IjwReader.MaxBytes - Encoding.UTF8.GetByteCount(exact)));
        Fault(exact).ShouldBeNull();
    }

    [Theory]
    [InlineData("ijw/3_2/jw323", "ijw/3_1/jw323", "wrong_version")]
    [InlineData("ijw/3_2/jw323", "ijw/3_2/jw315", "unsupported_message")]
    [InlineData("ijw/3_2/jw323", "iwmo/3_2/wmo323", "wrong_namespace")]
    [InlineData("BerichtSubversie>2<", "BerichtSubversie>1<", "wrong_version")]
    [InlineData("BerichtCode>490<", "BerichtCode>491<", "bad_value")]
    [InlineData("jw323:Bericht ", "jw323:Berichten ", "unexpected_element")]
    public void says_what_it_is_when_it_is_not_a_message_for_us(string from, string to, string code) =>
        Fault(Declaration().Replace(from, to))!.Code.ShouldBe(code);

    [Fact]
    public void points_at_the_line_the_path_and_the_rule()
    {
        var fault = Fault(Declaration().Replace("<jw323:Eenheid>01", "\n\n   <jw323:Eenheid>99"))!;
        fault.Code.ShouldBe("bad_value");
        fault.Path.ShouldBe("/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/Eenheid");
        fault.Rule.ShouldBe("LDT_Eenheid enumeration");
        (fault.Line, fault.Position).ShouldBe((3, 5));
        fault.Message.ShouldBe("Eenheid: de waarde staat niet in de codelijst.");
    }

    [Fact]
    public void cuts_a_name_of_the_sender_short_in_what_it_says()
    {
        var fault = Fault(Declaration().Replace("<jw323:Header>", "<" + new string('x', 100_000) + "/><jw323:Header>"))!;
        fault.Code.ShouldBe("unexpected_element");
        fault.ToString().Length.ShouldBeLessThan(500);
    }

    [Fact]
    public void gives_the_head_before_any_line_and_the_lines_one_by_one()
    {
        // The second line is broken; whoever reads one line at a time still gets the first.
        var xml = Declaration().Replace("<ijw:ReferentieNummer>RN002", "<ijw:ReferentieNummer>" + new string('R', 21));
        using var reader = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        reader.Message.ShouldBe(IjwMessage.Jw323);
        var head = reader.ReadDeclarationHead();
        (head.Number, head.Total.Signed, head.Header.Receiver).ShouldBe(("DN001", 3_000, "0384"));
        using var lines = reader.ReadDeclarationLines().GetEnumerator();
        lines.MoveNext().ShouldBeTrue();
        (lines.Current.Bsn, lines.Current.Reference, lines.Current.Volume, lines.Current.TariffCents).ShouldBe(("999900006", "RN001", 10, 145L));
        Should.Throw<IjwFaultException>(() => lines.MoveNext()).Fault.Rule.ShouldBe("LDT_ReferentieNummer maxLength");
    }

    internal static string Declaration() => IjwSamples.Xml(s => IjwWriter.Write(
        s,
        new DeclarationHead
        {
            Header = new() { Sender = "65656055", Receiver = "0384", Identification = "1", DatedOn = new(2026, 5, 6) },
            Number = "DN001",
            Period = new(new(2026, 4, 1), new(2026, 4, 30)),
            DatedOn = new(2026, 5, 6),
            Total = SignedAmount.Of(3_000),
        },
        [Line("RN001", "999900006"), Line("RN002", "999900018")]));

    internal static IjwFault? Fault(string xml)
    {
        try
        {
            IjwReader.Check(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
            return null;
        }
        catch (IjwFaultException e)
        {
            return e.Fault;
        }
    }

    private static DeclarationLine Line(string reference, string bsn) => new()
    {
        Bsn = bsn,
        Reference = reference,
        AllocationNumber = 1,
        Category = "45",
        Code = "45A03",
        Period = new(new(2026, 4, 1), new(2026, 4, 30)),
        Volume = 10,
        Unit = Units.Minute,
        TariffCents = 145,
        Amount = SignedAmount.Of(1_500),
    };

    private static string Rewrite(string xml)
    {
        using var reader = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        return IjwSamples.Xml(s =>
        {
            switch (reader.Message)
            {
                case IjwMessage.Jw301: IjwWriter.Write(s, reader.ReadAllocation()); break;
                case IjwMessage.Jw302: IjwWriter.Write(s, reader.ReadAllocationAnswer()); break;
                case IjwMessage.Jw305: IjwWriter.Write(s, reader.ReadStart()); break;
                case IjwMessage.Jw306: IjwWriter.Write(s, reader.ReadStartAnswer()); break;
                case IjwMessage.Jw307: IjwWriter.Write(s, reader.ReadStop()); break;
                case IjwMessage.Jw308: IjwWriter.Write(s, reader.ReadStopAnswer()); break;
                case IjwMessage.Jw323: IjwWriter.Write(s, reader.ReadDeclarationHead(), reader.ReadDeclarationLines()); break;
                case IjwMessage.Jw325: IjwWriter.Write(s, reader.ReadDeclarationAnswer()); break;
            }
        });
    }

    private static string Plain(string xml)
    {
        var document = XDocument.Parse(xml);
        foreach (var attribute in document.Root!.Attributes().ToList()) attribute.Remove();
        return document.Root.ToString();
    }
}
