namespace Inkoop.Funding;

/// <summary>Unique clients and cost of one product, municipality and payer in a period. A client counts once in each cell.</summary>
public sealed record CostCell(string ProductId, string MunicipalityCode, string PayerId, long Clients, long Cents);

/// <summary>
/// Takes the growth of cost between two periods apart: volume, price, place, payer and mix. Q is the number of unique clients over the cells.
/// <list type="bullet">
/// <item>volume = (sum Q1 - sum Q0) x cost0 / sum Q0</item>
/// <item>price = sum over products in both of Q1 (p1 - p0)</item>
/// <item>place = sum Q1 x sum over municipalities of (share1 - share0) x the mean price there in the base</item>
/// <item>payer = likewise over the payers inside each municipality</item>
/// <item>mix = the rest, new and ended products included</item>
/// </list>
/// A municipality or payer without a base has no mean price of its own: the one above it (of the whole, of its municipality) stands in, so that it adds nothing by itself.
/// The parts add up to the cent (largest remainder).
/// </summary>
public static class Growth
{
    public static Explained TakeApart(IReadOnlyList<CostCell> before, IReadOnlyList<CostCell> now, string source)
    {
        Counts total0 = Of(before), total1 = Of(now);
        var growth = total1.Cents - total0.Cents;
        var parts = new List<Explained>();
        if (total0.Clients.Sign > 0)
        {
            parts.Add(Explained.Leaf("Volume", PayRules.GrowthVolume, source, new("clients_now", total1.Clients), new("clients_before", total0.Clients), new("cost_before_cents", total0.Cents)));
            parts.Add(Part("Prijs", source, Price(before, now, source)));
            parts.Add(Part("Plaats", source, Shares(By(before, cell => cell.MunicipalityCode), By(now, cell => cell.MunicipalityCode), total0, total1, "Gemeente", source)));
            parts.Add(Part("Betaler", source, Payers(before, now, source)));
        }
        var explained = parts.Aggregate(Fraction.Zero, (sum, part) => sum + part.Unrounded);
        parts.Add(Explained.Leaf("Samenstelling", PayRules.GrowthRest, source, new("growth_cents", growth), new("explained_cents", explained)));
        return Explained.RoundedOnce("Groei van de kosten", parts.Select((part, i) => part with { Key = i.ToString(System.Globalization.CultureInfo.InvariantCulture) }), source);
    }

    private static Explained Part(string title, string source, IReadOnlyList<Explained> leaves) => Explained.Unspread(title, source, leaves);

    private static IReadOnlyList<Explained> Price(IReadOnlyList<CostCell> before, IReadOnlyList<CostCell> now, string source)
    {
        Dictionary<string, Counts> old = By(before, cell => cell.ProductId), young = By(now, cell => cell.ProductId);
        return
        [
            .. young.Where(product => product.Value.Clients.Sign > 0 && old.TryGetValue(product.Key, out var was) && was.Clients.Sign > 0)
                .OrderBy(product => product.Key, StringComparer.Ordinal)
                .Select(product => Explained.Leaf($"Product {product.Key}", PayRules.GrowthPrice, source,
                    new("clients_now", product.Value.Clients), new("cost_now_cents", product.Value.Cents), new("clients_before", old[product.Key].Clients), new("cost_before_cents", old[product.Key].Cents)) with { Key = product.Key }),
        ];
    }

    private static IReadOnlyList<Explained> Payers(IReadOnlyList<CostCell> before, IReadOnlyList<CostCell> now, string source)
    {
        var leaves = new List<Explained>();
        foreach (var municipality in now.GroupBy(cell => cell.MunicipalityCode).OrderBy(municipality => municipality.Key, StringComparer.Ordinal))
        {
            var was = before.Where(cell => cell.MunicipalityCode == municipality.Key).ToList();
            Counts whole0 = Of(was), whole1 = Of(municipality);
            if (whole0.Clients.Sign == 0 || whole1.Clients.Sign == 0) continue;
            leaves.AddRange(Shares(By(was, cell => cell.PayerId), By(municipality, cell => cell.PayerId), whole0, whole1, $"Gemeente {municipality.Key}, betaler", source));
        }
        return [.. leaves.Select((leaf, i) => leaf with { Key = i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture) })];
    }

    /// <summary>How much a shift between the parts of a whole costs at the mean prices of the base.</summary>
    private static IReadOnlyList<Explained> Shares(Dictionary<string, Counts> before, Dictionary<string, Counts> now, Counts whole0, Counts whole1, string title, string source)
    {
        if (whole1.Clients.Sign == 0) return [];
        var leaves = new List<Explained>();
        foreach (var code in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var was = before.GetValueOrDefault(code, Counts.None);
            var mean = was.Clients.Sign > 0 ? was.Cents / was.Clients : whole0.Cents / whole0.Clients;
            var leaf = Explained.Leaf($"{title} {code}", PayRules.GrowthPlace, source,
                new("clients_now", whole1.Clients), new("share_now", now.GetValueOrDefault(code, Counts.None).Clients / whole1.Clients), new("share_before", was.Clients / whole0.Clients), new("price_before_cents", mean));
            leaves.Add(leaf with { Key = code });
        }
        return leaves;
    }

    private static Dictionary<string, Counts> By(IEnumerable<CostCell> cells, Func<CostCell, string> key) => cells.GroupBy(key).ToDictionary(same => same.Key, Of);

    private static Counts Of(IEnumerable<CostCell> cells) => cells.Aggregate(Counts.None, (sum, cell) => new Counts(sum.Clients + cell.Clients, sum.Cents + cell.Cents));

    private sealed record Counts(Fraction Clients, Fraction Cents)
    {
        public static Counts None { get; } = new(Fraction.Zero, Fraction.Zero);
    }
}
