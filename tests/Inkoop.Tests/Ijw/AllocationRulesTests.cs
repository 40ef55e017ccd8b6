using System.Text;
using Inkoop.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class AllocationRulesTests
{
    private static readonly Contact Home = new()
    {
        Kind = "01",
        Address = new() { House = new() { Number = 9 }, Postcode = "9999XX", Country = "NL" },
    };

    private static readonly AllocatedProduct Allocated = new()
    {
        AllocationNumber = 1,
        Product = new() { Category = "45", Code = "45A03" },
        AllocatedOn = new(2026, 4, 1),
        AllocatedAt = new(12, 0),
        From = new(2026, 4, 1),
        To = new(2026, 6, 30),
        Extent = new() { Volume = 2, Unit = Units.Hour, Frequency = Frequencies.PerWeek },
    };

    private static readonly AllocationMessage Sound = new()
    {
        Header = new() { Sender = "0384", Receiver = "65656055", Identification = "1", DatedOn = new(2026, 4, 15) },
        Client = new()
        {
            Bsn = "999900006",
            Born = new() { Date = new(2010, 2, 14) },
            Gender = "1",
            Name = new() { Surname = new() { Name = "Wit" } },
            Contacts = [Home],
            Products = [Allocated],
        },
    };

    [StandardDataFact]
    public void finds_nothing_in_the_published_allocation()
    {
        using var reader = IjwReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(IjwStandard.Example("JW301"))));
        AllocationRules.Check(reader.ReadAllocation()).ShouldBeEmpty();
    }

    [Fact]
    public void judges_each_product()
    {
        Rules(Allocated).ShouldBe("");
        Rules(Allocated with { Extent = null }).ShouldBe("CD041");
        Rules(Allocated with { To = null }).ShouldBe("CD076");
        Rules(Allocated with { To = new(2026, 3, 31) }).ShouldBe("CS003");
        Rules(Allocated with { BudgetCents = 1 }).ShouldBe("CD077 CD078");
        Rules(Allocated with { Product = null, Extent = null }).ShouldBe("CD079");
        Rules(Allocated with { Product = null, Extent = null, BudgetCents = 1 }).ShouldBe("");
        Rules(Allocated with { Product = null, Extent = null, BudgetCents = 1, To = null }).ShouldBe("CD075");
        Rules(Allocated with { Product = new() { Category = "45" } }).ShouldBe("CD080");
        Rules(Allocated with { Product = new() { Category = "45" }, Extent = null }).ShouldBe("");
        Rules(Allocated with { ChangeReason = "13" }).ShouldBe("CS335");
        Rules(Allocated with { ChangeReason = "13", To = Allocated.From }).ShouldBe("");
        Rules(Allocated with { ChangeReason = "01" }).ShouldBe("CS336");
        foreach (var unit in new[] { "14", "16", "83", "84" })
            Rules(Allocated with { Extent = new() { Volume = 1, Unit = unit, Frequency = Frequencies.PerDay } }).ShouldBe("CS338");
        Rules(Allocated with { Extent = new() { Volume = 1, Unit = Units.Minute, Frequency = Frequencies.PerDay } }).ShouldBe("");
        Rules(Allocated with { From = new(2020, 1, 1), To = new(2020, 12, 31), Extent = new() { Volume = 1, Unit = "14", Frequency = 1 } }).ShouldBe("");
    }

    [Fact]
    public void judges_stacking()
    {
        var other = Allocated with { AllocationNumber = 2 };
        Rules(Allocated, other).ShouldBe("TR302");
        Rules(Allocated, other with { From = new(2026, 7, 1), To = new(2026, 7, 31) }).ShouldBe("");
        Rules(Allocated, other with { From = new(2026, 6, 30), To = new(2026, 7, 31) }).ShouldBe("TR302");
        Rules(Allocated with { From = new(2026, 6, 30), To = new(2026, 7, 31) }, other).ShouldBe("TR302");
        Rules(Allocated, other with { Product = new() { Category = "45", Code = "45A04" } }).ShouldBe("");
        Rules(Allocated, other with { Product = new() { Category = "45" }, Extent = null }).ShouldBe("TR302");
        Rules(Allocated, other with { Product = new() { Category = "46" }, Extent = null }).ShouldBe("");
        Rules(Allocated, other with { Product = null, Extent = null, BudgetCents = 1 }).ShouldBe("TR302");
        Rules(Allocated, other with { ChangeReason = "13", To = other.From }).ShouldBe("");
        Rules(Allocated, Allocated with { Product = new() { Category = "46", Code = "46A01" } }).ShouldBe("TR101");
    }

    [Fact]
    public void judges_each_contact()
    {
        string Contacts(params Contact[] contacts) => Rules(Sound.Client with { Contacts = contacts });
        var (address, phone) = (Home.Address!, new Phone { Number = "0201234567", Country = "0031" });
        Contacts(Home with { Address = address with { Country = null } }).ShouldBe("CD005");
        Contacts(Home with { Address = address with { House = null }, Phone = phone }).ShouldBe("CD025");
        Contacts(Home with { Address = address with { Postcode = null }, Phone = phone }).ShouldBe("CD005 CD034");
        Contacts(Home with { Address = address with { Postcode = "0999XX" } }).ShouldBe("CS089");
        Contacts(Home with { Address = address with { Postcode = "9999 XX" } }).ShouldBe("CS089");
        Contacts(Home with { Address = address with { Postcode = "B-1000", Country = "BE" } }).ShouldBe("");
        Contacts(Home with { Address = null }).ShouldBe("TR006");
        Contacts(Home with { Address = null, Phone = phone }).ShouldBe("");
        Contacts(Home with { Period = new() { From = new(2026, 1, 1) } }).ShouldBe("CD009");
        Contacts(Home, Home with { Kind = "04", Period = new() { From = new(2026, 1, 2), To = new(2026, 1, 1) } }).ShouldBe("CS003");
        Contacts(Home with { Kind = "04" }).ShouldBe("TR061");
        Contacts(Home, Home).ShouldBe("TR101");
    }

    [Fact]
    public void judges_names_and_the_client()
    {
        string Name(FullName name) => Rules(Sound.Client with { Name = name });
        var (own, partner) = (new Surname { Name = "Wit" }, new Surname { Name = "Zwart" });
        Name(new() { Surname = own, Use = "2" }).ShouldBe("CS050");
        Name(new() { Surname = own, Partner = partner, Use = "4" }).ShouldBe("");
        Name(new() { Surname = own, Partner = partner, Use = "5" }).ShouldBe("CS050");
        Name(new() { Surname = own, Use = "6" }).ShouldBe("CS318");
        Rules(Sound.Client with { Communication = new() { Form = "1" } }).ShouldBe("CD007");
        Rules(Sound.Client with { Communication = new() { Form = "2", Language = "Zweeds" } }).ShouldBe("CD007");
        Rules(Sound.Client with { Communication = new() { Form = "1", Language = "Zweeds" } }).ShouldBe("");
        Rules(Sound.Client with { Bsn = "999900007" }).ShouldBe("CS002");
        Rules(Sound.Client with { Born = new() { Date = new(2026, 4, 16) } }).ShouldBe("TR134");
        var parent = new Relation { Number = "1", Kind = "12", Name = new() { Surname = own, Use = "6" }, Contact = Home, Born = new() { Date = new(1800, 1, 1) } };
        Rules(Sound.Client with { Relations = [parent] }).ShouldBe("TR002");
        Rules(Sound.Client with { Relations = [parent with { Born = null }, parent with { Born = null, Contact = Home with { Address = null } }] }).ShouldBe("TR006 TR101");
    }

    private static string Rules(params AllocatedProduct[] products) => Rules(Sound.Client with { Products = products });

    private static string Rules(AllocationClient client) => string.Join(' ', AllocationRules.Check(Sound with { Client = client }).Select(f => f.Rule).Order());
}
