using System.Text.RegularExpressions;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Clients;

/// <summary>Who a client is, as a JW301 needs it. Stored encrypted; it leaves this service only where somebody stated a purpose.</summary>
public sealed partial record Person
{
    public required string Bsn { get; init; }
    public required DateOnly BirthDate { get; init; }

    /// <summary>iJw Geslacht: 0 unknown, 1 male, 2 female.</summary>
    public required string Gender { get; init; }

    public required string LastName { get; init; }

    /// <summary>Voorvoegsel.</summary>
    public string? Prefix { get; init; }

    public string? FirstNames { get; init; }
    public string? Initials { get; init; }
    public required int HouseNumber { get; init; }
    public string? HouseLetter { get; init; }
    public string? HouseSuffix { get; init; }

    /// <summary>Four digits and two letters, without a space.</summary>
    public required string PostalCode { get; init; }

    public string? Street { get; init; }
    public string? City { get; init; }

    /// <summary>Reads a client from a request and records every fault in <paramref name="check"/>, so that a form can show all of them at once.</summary>
    public static Person Read(Client? client, DateOnly today, Check check)
    {
        client ??= new Client();
        var address = client.Address ?? new Address();
        check.That(Ijw.Bsn.IsValid(client.Bsn), "client.bsn", "bsn_invalid", "Geen geldig burgerservicenummer.");
        check.That(client.Gender is "0" or "1" or "2", "client.gender", "gender_invalid", "Kies 0 (onbekend), 1 (mannelijk) of 2 (vrouwelijk).");
        var born = check.Date(client.BirthDate, "client.birth_date");
        check.That(born == default || (born <= today && born >= today.AddYears(-120)), "client.birth_date", "birth_date_out_of_range",
            "De geboortedatum ligt in de toekomst of meer dan 120 jaar terug.");
        var initials = check.Text(client.Initials, "client.initials", 0, 6);
        check.That(initials.Length == 0 || InitialsPattern().IsMatch(initials), "client.initials", "initials_invalid", "Alleen letters, zonder punten.");
        check.That(address.HouseNumber is >= 1 and <= 99_999, "client.address.house_number", "house_number_invalid", "Een huisnummer van 1 tot en met 99999.");
        var postalCode = address.PostalCode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        check.That(PostalCodePattern().IsMatch(postalCode), "client.address.postal_code", "postal_code_invalid", "Een postcode zoals 1234AB.");
        return new Person
        {
            Bsn = client.Bsn,
            BirthDate = born,
            Gender = client.Gender,
            LastName = check.Text(client.LastName, "client.last_name", 1, 200),
            Prefix = NullWhenEmpty(check.Text(client.Prefix, "client.prefix", 0, 10)),
            FirstNames = NullWhenEmpty(check.Text(client.FirstNames, "client.first_names", 0, 200)),
            Initials = NullWhenEmpty(initials),
            HouseNumber = address.HouseNumber,
            HouseLetter = NullWhenEmpty(check.Text(address.HouseLetter, "client.address.house_letter", 0, 1)),
            HouseSuffix = NullWhenEmpty(check.Text(address.HouseSuffix, "client.address.house_suffix", 0, 4)),
            PostalCode = postalCode,
            Street = NullWhenEmpty(check.Text(address.Street, "client.address.street", 0, 24)),
            City = NullWhenEmpty(check.Text(address.City, "client.address.city", 0, 80)),
        };
    }

    /// <summary>For the one reader that stated a purpose.</summary>
    public Client ToClient() => new()
    {
        Bsn = Bsn,
        BirthDate = Iso.Day(BirthDate),
        Gender = Gender,
        LastName = LastName,
        Prefix = Prefix ?? "",
        FirstNames = FirstNames ?? "",
        Initials = Initials ?? "",
        Address = new Address
        {
            Street = Street ?? "",
            HouseNumber = HouseNumber,
            HouseLetter = HouseLetter ?? "",
            HouseSuffix = HouseSuffix ?? "",
            PostalCode = PostalCode,
            City = City ?? "",
        },
    };

    // A record prints its properties: this one must never end up in a log.
    public override string ToString() => nameof(Person);

    private static string? NullWhenEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(@"^[a-zA-ZÀ-ỳ]+\z")]
    private static partial Regex InitialsPattern();

    [GeneratedRegex(@"^[1-9][0-9]{3}[A-Z]{2}\z")]
    private static partial Regex PostalCodePattern();
}
