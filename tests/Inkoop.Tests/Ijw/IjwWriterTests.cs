using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class IjwWriterTests
{
    [StandardDataFact]
    public void everything_it_writes_is_valid_by_the_published_schemas()
    {
        var samples = new IjwSamples(42);
        for (var i = 0; i < 2_000; i++)
        {
            var xml = samples.Any();
            IjwStandard.Complaint(xml).ShouldBeNull(xml);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0384")]
    [InlineData("6565605x")]
    [InlineData("65656055\n")]
    public void refuses_a_value_that_the_standard_refuses(string sender)
    {
        var start = new IjwSamples(1).Start();
        var broken = start with { Header = start.Header with { Sender = sender } };
        var fault = Should.Throw<IjwFaultException>(() => IjwWriter.Write(new MemoryStream(), broken)).Fault;
        (fault.Code, fault.Path).ShouldBe(("bad_value", "/Bericht/Header/Afzender"));
    }

    [Fact]
    public void refuses_a_message_without_what_it_must_have()
    {
        var start = new IjwSamples(1).Start() with { Products = [] };
        Should.Throw<IjwFaultException>(() => IjwWriter.Write(new MemoryStream(), start)).Fault.Code.ShouldBe("missing_element");
        Should.Throw<IjwFaultException>(() => IjwWriter.Write(new MemoryStream(), new IjwSamples(1).Head(), [])).Fault.Code.ShouldBe("missing_element");
    }

    [Fact]
    public void refuses_a_character_that_XML_cannot_hold()
    {
        var start = new IjwSamples(1).Start();
        var broken = start with { Client = start.Client with { Name = new() { Surname = new() { Name = "De\u0001Wit" } } } };
        Should.Throw<IjwFaultException>(() => IjwWriter.Write(new MemoryStream(), broken)).Fault.Code.ShouldBe("bad_value");
    }

    [Fact]
    public void takes_the_schema_versions_from_the_header()
    {
        var start = new IjwSamples(1).Start();
        var xml = IjwSamples.Xml(s => IjwWriter.Write(s, start with { Header = start.Header with { Xsd = new() { BaseSchema = "1.1.0", Message = "1.2.3" } } }));
        xml.ShouldContain("<ijw:BasisschemaXsdVersie>1.1.0</ijw:BasisschemaXsdVersie><ijw:BerichtXsdVersie>1.2.3</ijw:BerichtXsdVersie>");
        new XsdVersions().ShouldBe(new XsdVersions { BaseSchema = "1.0.0", Message = "1.0.0" });
    }
}
