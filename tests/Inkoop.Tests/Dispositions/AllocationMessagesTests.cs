using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Clients;
using Inkoop.Ijw;
using Inkoop.Tests.Ijw;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public class AllocationMessagesTests
{
    [StandardDataFact]
    public void a_jw301_is_valid_by_the_published_schema_and_by_its_own_rules()
    {
        var message = AllocationMessages.Build(Person(), [Allocation(2), Allocation(1)], Header());
        AllocationRules.Check(message).ShouldBeEmpty();
        IjwStandard.Complaint(IjwSamples.Xml(stream => IjwWriter.Write(stream, message))).ShouldBeNull();
        message.Client.Products.Select(product => product.AllocationNumber).ShouldBe([1, 2]);
    }

    [StandardDataFact]
    public void a_jw301_of_a_whole_category_has_neither_code_nor_extent()
    {
        var category = Allocation(1) with { Kind = AllocationKinds.Unspecific, Code = "", ProductId = "", Volume = 0, Unit = "", Frequency = "", EndsOn = null };
        var message = AllocationMessages.Build(Person(), [category], Header());
        AllocationRules.Check(message).ShouldBeEmpty();
        var xml = IjwSamples.Xml(stream => IjwWriter.Write(stream, message));
        IjwStandard.Complaint(xml).ShouldBeNull();
        xml.ShouldContain("<ijw:Categorie>45</ijw:Categorie>");
        xml.ShouldNotContain("<ijw:Code>");
        xml.ShouldNotContain("Omvang>");
    }

    [Fact]
    public void a_removed_allocation_carries_reason_13_and_ends_where_it_starts()
    {
        var removed = Allocation(1) with { Status = AllocationRow.Removed, EndsOn = new DateOnly(2026, 1, 1) };
        var message = AllocationMessages.Build(Person(), [removed], Header());
        AllocationRules.Check(message).ShouldBeEmpty();
        message.Client.Products.Single().ChangeReason.ShouldBe("13");
    }

    [Theory]
    [InlineData("2026-01-15T23:30:00Z", "2026-01-16", 0)] // winter: one hour ahead
    [InlineData("2026-07-15T22:30:00Z", "2026-07-16", 0)] // summer: two
    public void the_moment_of_allocation_is_dutch_time(string instant, string day, int hour)
    {
        var message = AllocationMessages.Build(Person(), [Allocation(1) with { AllocatedAt = DateTimeOffset.Parse(instant) }], Header());
        message.Client.Products.Single().AllocatedOn.ShouldBe(DateOnly.Parse(day));
        message.Client.Products.Single().AllocatedAt.ShouldBe(new TimeOnly(hour, 30));
    }

    private static MessageHeader Header() => new() { Sender = "0957", Receiver = "65656055", Identification = "T1", DatedOn = new DateOnly(2026, 1, 10) };

    private static AllocationRow Allocation(long number) => new()
    {
        Number = number,
        Category = "45",
        Code = "45A0" + number,
        Volume = 2_880,
        Unit = "01",
        Frequency = "6",
        StartsOn = new DateOnly(2026, 1, 1),
        EndsOn = new DateOnly(2026, 3, 31),
        Status = AllocationRow.Allocated,
        AllocatedAt = new DateTimeOffset(2026, 1, 9, 12, 0, 0, TimeSpan.Zero),
    };

    private static Person Person() => new()
    {
        Bsn = "999900006",
        BirthDate = new DateOnly(2013, 5, 17),
        Gender = "2",
        LastName = "Proefpersoon",
        Prefix = "van",
        FirstNames = "Zoë",
        Initials = "Z",
        HouseNumber = 1,
        PostalCode = "6041EM",
        Street = "Markt",
        City = "Roermond",
    };
}
