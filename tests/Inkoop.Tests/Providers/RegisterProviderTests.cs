using Inkoop.Providers;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Providers;

public class RegisterProviderTests
{
    [Fact]
    public void every_fault_is_reported_at_once_by_its_path()
    {
        var request = new RegisterProviderRequest
        {
            KvkNumber = "1234567",
            AgbCode = "1234567A",
            Email = "zorg@één",
            Phone = "0475-12345",
            Locations = { new Location { Name = "Hoofdlocatie", PostalCode = "0641 AB", City = "Roermond", MunicipalityCode = "957" } },
        };
        var check = new Check();
        ProviderCheck.Read(request, Guid.CreateVersion7(), new DateOnly(2026, 1, 1), check);
        ProviderCheck.ReadLocations(request, Guid.CreateVersion7(), check);
        check.Faults.Select(fault => $"{fault.Field} {fault.Code}").ShouldBe(
        [
            "name required", "kvk_number kvk_number_invalid", "agb_code agb_code_invalid", "email email_invalid", "phone phone_invalid",
            "locations[0].postal_code postal_code_invalid", "locations[0].municipality_code municipality_code_invalid", "locations[0].street required",
        ], ignoreOrder: true);
    }

    [Fact]
    public void a_provider_may_lack_an_agb_code_and_a_postal_code_is_written_one_way()
    {
        var request = new RegisterProviderRequest
        {
            Name = " Zorg Één ",
            KvkNumber = "12345678",
            Phone = "+31 475 123456",
            Email = "info@zorg-een.nl",
            Locations = { new Location { Name = "Hoofdlocatie", Street = "Markt 1", PostalCode = "6041 ab", City = "Roermond" } },
        };
        var check = new Check();
        var provider = ProviderCheck.Read(request, Guid.CreateVersion7(), new DateOnly(2026, 1, 1), check);
        var locations = ProviderCheck.ReadLocations(request, provider.ProviderId, check);
        check.Faults.ShouldBeEmpty();
        provider.AgbCode.ShouldBeNull();
        provider.Name.ShouldBe("Zorg Één");
        provider.SearchText.ShouldBe("zorg een 12345678");
        locations.Single().PostalCode.ShouldBe("6041AB");
    }

    [Theory]
    [InlineData("0475123456", true)]
    [InlineData("06-12345678", true)]
    [InlineData("+31475123456", true)]
    [InlineData("047512345", false)]
    [InlineData("+314", false)]
    [InlineData("tel 0475123456", false)]
    public void a_phone_number_has_ten_digits_or_a_country_code(string phone, bool right)
    {
        var check = new Check();
        ProviderCheck.Read(new RegisterProviderRequest { Name = "A", KvkNumber = "12345678", Phone = phone }, Guid.CreateVersion7(), new DateOnly(2026, 1, 1), check);
        check.HasFaults.ShouldBe(!right);
    }
}
