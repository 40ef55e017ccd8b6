using System.Globalization;
using Inkoop.Contracts.Ijw;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Contracts.Settlements;

/// <summary>Why an amount is what it is: contract, product, municipality and month, line. Each node is the sum of its children; each leaf is made from its inputs by its rule.</summary>
public static class ExplanationTree
{
    public const string SumRule = "sum";
    public const string PriceTimesQuantity = "price_times_quantity";
    /// <summary>The line's unit is euros: its volume is its amount.</summary>
    public const string VolumeIsAmount = "volume_is_amount";
    /// <summary>The amount that was accepted is not what this code would make of the inputs; it is shown as recorded, with the difference in words.</summary>
    public const string AsRecorded = "as_recorded";

    private static readonly CultureInfo dutch = CultureInfo.GetCultureInfo("nl-NL");

    public static Explanation Build(ContractState contract, IReadOnlyDictionary<string, string> municipalityNames, IReadOnlyList<LedgerLine> lines)
    {
        var descriptions = contract.Products.ToDictionary(product => product.ProductId, product => product.Description);
        return Node($"Contract {contract.Number}: {contract.Title}", lines
            .GroupBy(line => line.ProductId)
            .OrderBy(product => product.Key, StringComparer.Ordinal)
            .Select(product => Node($"{product.Key} {descriptions.GetValueOrDefault(product.Key)}".TrimEnd(), product
                .GroupBy(line => (line.MunicipalityCode, line.Month))
                .OrderBy(part => part.Key.MunicipalityCode, StringComparer.Ordinal)
                .ThenBy(part => part.Key.Month, StringComparer.Ordinal)
                .Select(part => Node(
                    $"{municipalityNames.GetValueOrDefault(part.Key.MunicipalityCode, "Gemeente")} ({part.Key.MunicipalityCode}), {MonthName(part.Key.Month)}",
                    part.OrderBy(line => line.StartsOn).ThenBy(line => line.ReferenceNumber, StringComparer.Ordinal).ThenBy(line => line.LineId).Select(Leaf))))));
    }

    /// <summary>One line, with its sign.</summary>
    public static Explanation Leaf(LedgerLine line)
    {
        var leaf = new Explanation
        {
            Title = line.IsCredit ? $"Credit {line.ReferenceNumber} op {line.PreviousReferenceNumber}" : $"Prestatie {line.ReferenceNumber}",
            AmountCents = line.SignedCents(),
            EventId = line.EventId.ToString(),
            Source = line.Unit == CareCodes.Euro ? "CS339" : line.Unit == line.RateUnit ? "TR346" : "IV081",
        };
        AddInputs(leaf, line);
        if (!LineAmount.CanPay(line.Unit, line.RateUnit, line.RoundingRule))
        {
            leaf.Rule = AsRecorded;
            leaf.UnroundedEur = Euro(leaf.AmountCents / 100m);
            leaf.Rounding = "Bedrag zoals vastgelegd bij de beoordeling.";
            return leaf;
        }

        var unrounded = LineAmount.UnroundedEuro(line.Volume, line.Unit, line.RateE8, line.RateUnit, line.RoundingRule);
        leaf.UnroundedEur = Euro(line.IsCredit ? -unrounded : unrounded);
        var computed = LineAmount.Cents(line.Volume, line.Unit, line.RateE8, line.RateUnit, line.RoundingRule);
        leaf.Rule = computed != line.AmountCents ? AsRecorded : line.Unit == CareCodes.Euro ? VolumeIsAmount : PriceTimesQuantity;
        leaf.Rounding = computed == line.AmountCents
            ? RoundingStep(line)
            : $"Bedrag zoals vastgelegd bij de beoordeling; volume maal tarief geeft {(computed / 100m).ToString("C2", dutch)}.";
        return leaf;
    }

    private static Explanation Node(string title, IEnumerable<Explanation> children)
    {
        var node = new Explanation { Title = title, Rule = SumRule };
        node.Children.AddRange(children);
        node.AmountCents = node.Children.Sum(child => child.AmountCents);
        return node;
    }

    private static void AddInputs(Explanation leaf, LedgerLine line)
    {
        Add("volume", line.SignedVolume().ToString(CultureInfo.InvariantCulture));
        Add("unit", line.Unit);
        if (line.Unit != CareCodes.Euro)
        {
            Add("tariff_eur", E8.Text(line.RateE8));
            Add("tariff_unit", line.RateUnit);
            Add("rounding_rule", line.RoundingRule);
        }
        Add("period", $"{ContractWire.Day(line.StartsOn)}/{ContractWire.Day(line.EndsOn)}");
        Add("contract_version", line.ContractVersion.ToString(CultureInfo.InvariantCulture));

        void Add(string name, string value) => leaf.Inputs.Add(new ExplanationInput { Name = name, Value = value });
    }

    private static string RoundingStep(LedgerLine line)
    {
        if (line.Unit == CareCodes.Euro) return "Geen: het volume is het bedrag in centen.";
        var tariff = line.RoundingRule switch
        {
            LineAmount.TariffFourDecimals => $"Tarief eerst afgerond op 4 decimalen ({E8.Text(LineAmount.TariffE8(line.RateE8, line.RoundingRule))}); ",
            LineAmount.TariffCents => $"Tarief eerst afgerond op centen ({E8.Text(LineAmount.TariffE8(line.RateE8, line.RoundingRule))}); ",
            _ => "Tarief niet afgerond; ",
        };
        var product = line.Unit == line.RateUnit ? "volume maal tarief" : "minuten maal uurtarief gedeeld door 60";
        return tariff + product + " één keer afgerond op centen, een halve cent van nul af.";
    }

    private static string MonthName(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first.ToString("MMMM yyyy", dutch) : month;

    private static string Euro(decimal value) => value.ToString("0.00##########################", CultureInfo.InvariantCulture);
}
