using System.Globalization;
using System.Text;

namespace Inkoop.Demo.Plan;

/// <summary>The providers of a region, with what tells them apart.</summary>
public static class ProviderPlanning
{
    public static IReadOnlyList<PlannedProvider> Providers(DemoRegion region) =>
        Enumerable.Range(0, region.ProviderCount).Select(index => Provider(region, index)).ToList();

    private static PlannedProvider Provider(DemoRegion region, int index)
    {
        var dice = new Dice(region.Seed, "provider", index);
        var name = Names.Providers[index % Names.Providers.Count] + (index < Names.Providers.Count ? "" : string.Create(CultureInfo.InvariantCulture, $" {index / Names.Providers.Count + 1}"));
        var municipality = dice.Pick(region.Municipalities, place => place.Weight);
        var nature = dice.Share();
        return new PlannedProvider
        {
            Index = index,
            Name = name,
            // Ranges that the registers do not hand out: nobody's number is used.
            KvkNumber = Digits(99_900_000 + 37 * (index + 1), 8),
            AgbCode = Digits(94_990_000 + index + 1, 8),
            Email = $"contracten@{Domain(name)}.example",
            Phone = "0475 99 " + Digits(10 + index, 2) + " 00",
            Street = string.Create(CultureInfo.InvariantCulture, $"{dice.Pick(Names.Streets)} {dice.Between(1, 160)}"),
            PostalCode = PostalCode(dice, municipality),
            City = dice.Pick(municipality.Places),
            MunicipalityCode = municipality.Code,
            Size = 1.0 / (1 + index % 13 * 0.45),
            DropOut = nature < 0.6 ? 0.05 + 0.04 * dice.Share() : nature < 0.85 ? 0.10 + 0.05 * dice.Share() : 0.20 + 0.08 * dice.Share(),
            Tardiness = dice.Hits(0.2) ? 0.25 : 0.04,
        };
    }

    internal static string PostalCode(Dice dice, DemoMunicipality municipality)
    {
        const string letters = "ABCDEGHJKLMNPRSTVWXZ";
        return $"{dice.Pick(municipality.PostalDigits)}{letters[dice.Between(0, letters.Length - 1)]}{letters[dice.Between(0, letters.Length - 1)]}";
    }

    internal static string Digits(int number, int length) => number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');

    private static string Domain(string name)
    {
        var domain = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
            if (char.IsAsciiLetterLower(letter))
                domain.Append(letter);
        return domain.ToString();
    }
}
