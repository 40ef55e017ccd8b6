using System.Globalization;
using Inkoop.Dispositions.Clients;
using Inkoop.Ijw;

namespace Inkoop.Dispositions.Allocations;

/// <summary>Turns what is stored into a JW301.</summary>
public static class AllocationMessages
{
    /// <summary>RedenWijziging 13: removed (JZ002).</summary>
    private const string RemovedReason = "13";

    public static AllocationMessage Build(Person person, IReadOnlyList<AllocationRow> allocations, MessageHeader header) => new()
    {
        Header = header,
        Client = new AllocationClient
        {
            Bsn = person.Bsn,
            Born = new BirthDate { Date = person.BirthDate },
            Gender = person.Gender,
            Name = new FullName
            {
                Surname = new Surname { Name = person.LastName, Prefix = person.Prefix },
                GivenNames = person.FirstNames,
                Initials = person.Initials,
            },
            Contacts =
            [
                new Contact
                {
                    Kind = "01", // BRP-adres
                    Address = new Address
                    {
                        House = new House { Number = person.HouseNumber, Letter = person.HouseLetter, Addition = person.HouseSuffix },
                        Postcode = person.PostalCode,
                        Street = person.Street,
                        Place = person.City,
                        Country = "NL",
                    },
                },
            ],
            Products = [.. allocations.OrderBy(allocation => allocation.Number).Select(Product)],
        },
    };

    private static AllocatedProduct Product(AllocationRow allocation)
    {
        var moment = Iso.DutchTime(allocation.AllocatedAt);
        return new AllocatedProduct
        {
            AllocationNumber = (int)allocation.Number,
            Product = new Product { Category = allocation.Category, Code = allocation.Code.Length == 0 ? null : allocation.Code },
            AllocatedOn = DateOnly.FromDateTime(moment),
            AllocatedAt = TimeOnly.FromDateTime(moment),
            From = allocation.StartsOn,
            To = allocation.EndsOn,
            ChangeReason = allocation.Status == AllocationRow.Removed ? RemovedReason : null,
            // The whole category is given without volume, unit and frequency (CD080).
            Extent = allocation.Code.Length == 0 ? null : new Extent
            {
                Volume = (int)allocation.Volume,
                Unit = allocation.Unit,
                Frequency = int.Parse(allocation.Frequency, CultureInfo.InvariantCulture),
            },
        };
    }
}
