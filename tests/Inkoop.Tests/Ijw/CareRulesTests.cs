using System.Text;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class CareRulesTests
{
    private static readonly StartProduct Begun = new()
    {
        AllocationNumber = 1,
        Product = new() { Category = "45", Code = "45A03" },
        From = new(2026, 4, 3),
        Status = "1",
    };

    private static readonly StartMessage Start = new()
    {
        Header = new() { Sender = "65656055", Receiver = "0384", Identification = "1", DatedOn = new(2026, 4, 15) },
        Client = new() { Bsn = "999900006", Born = new() { Date = new(2010, 2, 14) }, Gender = "1", Name = new() { Surname = new() { Name = "Wit" } } },
        Products = [Begun],
    };

    private static readonly StopProduct Ended = new()
    {
        AllocationNumber = 1,
        Product = new() { Category = "45", Code = "45A03" },
        From = new(2026, 4, 3),
        To = new(2026, 4, 10),
        Reason = "31",
        Status = "1",
    };

    private static readonly StopMessage Stop = new() { Header = Start.Header, Client = Start.Client, Products = [Ended] };

    [StandardDataFact]
    public void finds_nothing_in_the_published_start_and_stop()
    {
        using var start = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(IjwStandard.Example("JW305"))));
        CareRules.Check(start.ReadStart()).ShouldBeEmpty();
        using var stop = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(IjwStandard.Example("JW307"))));
        CareRules.Check(stop.ReadStop()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("999900006", "")]
    [InlineData("999900018", "")]
    [InlineData("111222333", "")]
    [InlineData("999900005", "CS002")]
    [InlineData("000000000", "CS002")]
    public void tests_the_bsn(string bsn, string rules) => Broken(Start with { Client = Start.Client with { Bsn = bsn } }).ShouldBe(rules);

    [Theory]
    [InlineData("2010-02-14", null, "")]
    [InlineData("2010-02-01", "1", "")]
    [InlineData("2010-02-14", "1", "CS139")]
    [InlineData("2010-01-01", "2", "")]
    [InlineData("2010-02-01", "2", "CS139")]
    [InlineData("1900-01-01", "3", "")]
    [InlineData("2010-01-01", "3", "CS139")]
    [InlineData("1900-01-01", null, "TR002")]
    [InlineData("1906-04-15", null, "")]
    [InlineData("1906-04-14", null, "TR002")]
    [InlineData("2026-04-15", null, "")]
    [InlineData("2026-04-16", null, "TR134")]
    public void tests_the_date_of_birth(string date, string? use, string rules) =>
        Broken(Start with { Client = Start.Client with { Born = new() { Date = DateOnly.Parse(date), Use = use } } }).ShouldBe(rules);

    [Fact]
    public void tests_each_start()
    {
        string Rules(params StartProduct[] products) => Broken(Start with { Products = products });
        Rules(Begun with { Status = "2" }).ShouldBe("CS058");
        Rules(Begun with { Status = "9" }).ShouldBe("CS058");
        Rules(Begun with { Status = "3" }).ShouldBe("");
        Rules(Begun with { From = new(2026, 4, 16) }).ShouldBe("TR134");
        Rules(Begun, Begun with { Status = "3" }).ShouldBe("TR101");
        Rules(Begun, Begun with { From = new(2026, 4, 4) }).ShouldBe("");
        Rules(Begun, Begun with { Product = new() { Category = "45" } }).ShouldBe("");
    }

    [Fact]
    public void tests_each_stop()
    {
        string Rules(params StopProduct[] products) => string.Join(' ', CareRules.Check(Stop with { Products = products }).Select(f => f.Rule));
        Rules(Ended).ShouldBe("");
        Rules(Ended with { To = new(2026, 4, 3) }).ShouldBe("");
        Rules(Ended with { To = new(2026, 4, 2) }).ShouldBe("TR018");
        Rules(Ended with { Status = "2" }).ShouldBe("CS058");
        Rules(Ended with { From = new(2026, 4, 16), To = new(2026, 4, 16) }).ShouldBe("TR134");
        Rules(Ended, Ended).ShouldBe("TR101");
        Rules(Ended, Ended with { Reason = "20" }).ShouldBe("");
        CareRules.Check(Stop with { Products = [Ended, Ended] })[0].Path.ShouldBe("/Bericht/Client/StopProducten/StopProduct[2]");
    }

    private static string Broken(StartMessage message) => string.Join(' ', CareRules.Check(message).Select(f => f.Rule));
}
