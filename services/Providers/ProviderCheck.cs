using System.Text.RegularExpressions;
using Inkoop.Platform.Data;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Providers.V1;

namespace Inkoop.Providers;

/// <summary>What must be true of a provider before it enters the register; every fault is recorded, none thrown.</summary>
public static partial class ProviderCheck
{
    public const int MostLocations = 200;

    /// <summary>The request as it will be stored: trimmed, postal codes as 1234AB.</summary>
    public static ProviderRow Read(RegisterProviderRequest request, Guid providerId, DateOnly today, Check check)
    {
        var name = check.Text(request.Name, "name", 1, 200);
        var kvk = Digits(check.Text(request.KvkNumber, "kvk_number", 1, 20));
        check.That(EightDigits().IsMatch(kvk), "kvk_number", "kvk_number_invalid", "Een KvK-nummer bestaat uit 8 cijfers.");
        var agb = Digits(request.AgbCode);
        check.That(agb.Length == 0 || EightDigits().IsMatch(agb), "agb_code", "agb_code_invalid", "Een AGB-code bestaat uit 8 cijfers, met de nullen vooraan.");
        var email = check.Text(request.Email, "email", 0, 200);
        check.That(email.Length == 0 || Email().IsMatch(email), "email", "email_invalid", "Dit is geen e-mailadres.");
        var phone = check.Text(request.Phone, "phone", 0, 30);
        check.That(phone.Length == 0 || IsPhone(phone), "phone", "phone_invalid", "Een telefoonnummer heeft 10 cijfers, of begint met + en heeft 8 tot 15 cijfers.");
        check.That(request.Locations.Count <= MostLocations, "locations", "too_many", "Een aanbieder heeft hoogstens 200 locaties.");
        return new ProviderRow
        {
            ProviderId = providerId,
            Version = 1,
            Name = name,
            KvkNumber = kvk,
            KvkKey = kvk,
            AgbCode = agb.Length == 0 ? null : agb,
            Email = email,
            Phone = phone,
            RegisteredOn = today,
            SearchText = SearchText.Of(name, kvk, agb),
        };
    }

    public static IReadOnlyList<LocationRow> ReadLocations(RegisterProviderRequest request, Guid providerId, Check check)
    {
        var rows = new List<LocationRow>(request.Locations.Count);
        for (var i = 0; i < request.Locations.Count && i < MostLocations; i++)
        {
            var location = request.Locations[i];
            var at = $"locations[{i}]";
            var postalCode = location.PostalCode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
            var municipality = location.MunicipalityCode.Trim();
            check.That(PostalCode().IsMatch(postalCode), $"{at}.postal_code", "postal_code_invalid", "Een postcode is vier cijfers en twee letters, zoals 6041AB.");
            check.That(municipality.Length == 0 || FourDigits().IsMatch(municipality), $"{at}.municipality_code", "municipality_code_invalid", "Een gemeentecode bestaat uit 4 cijfers.");
            rows.Add(new LocationRow
            {
                ProviderId = providerId,
                LineNumber = i + 1,
                Name = check.Text(location.Name, $"{at}.name", 1, 200),
                Street = check.Text(location.Street, $"{at}.street", 1, 200),
                PostalCode = postalCode,
                City = check.Text(location.City, $"{at}.city", 1, 100),
                MunicipalityCode = municipality,
            });
        }
        return rows;
    }

    /// <summary>Numbers of registers in one spelling: people type them in groups.</summary>
    private static string Digits(string typed) => string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));

    private static bool IsPhone(string phone)
    {
        if (!Phone().IsMatch(phone)) return false;
        var digits = phone.Count(char.IsAsciiDigit);
        return phone[0] == '+' ? digits is >= 8 and <= 15 : digits == 10;
    }

    [GeneratedRegex(@"\A[0-9]{8}\z")]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"\A[0-9]{4}\z")]
    internal static partial Regex FourDigits();

    [GeneratedRegex(@"\A[1-9][0-9]{3}[A-Z]{2}\z")]
    private static partial Regex PostalCode();

    // Deliberately loose: whether an address works only shows by writing to it.
    [GeneratedRegex(@"\A[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"\A\+?[0-9][0-9 ()-]*\z")]
    private static partial Regex Phone();
}

/// <summary>A provider as stored.</summary>
public sealed record ProviderRow
{
    public Guid ProviderId { get; init; }
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string KvkNumber { get; init; } = "";

    /// <summary>The number again, unique; null for a provider that was let in under a number of another before that was refused.</summary>
    public string? KvkKey { get; init; }

    public string? AgbCode { get; init; }
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public DateOnly RegisteredOn { get; init; }
    public string SearchText { get; init; } = "";
}

/// <summary>A place where a provider works (locatie) as stored.</summary>
public sealed record LocationRow
{
    public Guid ProviderId { get; init; }
    public int LineNumber { get; init; }
    public string Name { get; init; } = "";
    public string Street { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string City { get; init; } = "";
    public string MunicipalityCode { get; init; } = "";
}
