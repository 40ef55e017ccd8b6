using Inkoop.Dispositions.Clients;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;
using Bsn = Inkoop.Ijw.Bsn;

namespace Inkoop.Tests.Dispositions;

public class PersonTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("999900006", true)]
    [InlineData("999900018", true)]
    [InlineData("111222333", true)]
    [InlineData("999900007", false)] // the eleven test
    [InlineData("000000000", false)] // passes the sum and is nobody's
    [InlineData("99990000", false)]
    [InlineData("9999000061", false)]
    [InlineData("99990000a", false)]
    [InlineData("٩٩٩٩٠٠٠٠٦", false)] // digits of another script
    [InlineData("", false)]
    [InlineData(null, false)]
    public void a_bsn_passes_the_eleven_test_and_is_not_all_zeros(string? bsn, bool valid) => Bsn.IsValid(bsn).ShouldBe(valid);

    [Fact]
    public void a_client_without_anything_shows_every_fault_at_once()
    {
        var check = new Check();
        Person.Read(null, Today, check);
        check.Faults.Select(fault => fault.Field).ShouldBe(
            ["client.bsn", "client.gender", "client.birth_date", "client.address.house_number", "client.address.postal_code", "client.last_name"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-03-01", true)]
    [InlineData("1906-03-01", true)]
    [InlineData("1906-02-28", false)]
    public void a_birth_date_lies_within_120_years(string born, bool valid)
    {
        var check = new Check();
        var client = Complete();
        client.BirthDate = born;
        Person.Read(client, Today, check);
        check.HasFaults.ShouldBe(!valid);
    }

    [Theory]
    [InlineData("6041 em", "6041EM")]
    [InlineData("0041EM", null)]
    [InlineData("6041E", null)]
    public void a_postal_code_is_stored_without_a_space(string given, string? stored)
    {
        var check = new Check();
        var client = Complete();
        client.Address.PostalCode = given;
        var person = Person.Read(client, Today, check);
        check.HasFaults.ShouldBe(stored is null);
        if (stored is not null)
            person.PostalCode.ShouldBe(stored);
    }

    [Fact]
    public void what_was_read_comes_back_as_it_was_given()
    {
        var check = new Check();
        Person.Read(Complete(), Today, check).ToClient().ShouldBe(Complete());
        check.HasFaults.ShouldBeFalse();
    }

    [Fact]
    public void a_person_that_ends_up_in_a_log_says_nothing()
    {
        var person = Person.Read(Complete(), Today, new Check());
        $"{person}".ShouldBe("Person");
    }

    private static Client Complete() => new()
    {
        Bsn = "999900006",
        BirthDate = "2013-05-17",
        Gender = "2",
        LastName = "Proefpersoon",
        Prefix = "van",
        FirstNames = "Zoë",
        Initials = "Z",
        Address = new Address { Street = "Markt", HouseNumber = 1, HouseLetter = "a", HouseSuffix = "bis", PostalCode = "6041EM", City = "Roermond" },
    };
}
