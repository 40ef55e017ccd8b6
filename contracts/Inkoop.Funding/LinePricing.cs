using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>What lines are worth under the tariffs of a contract version. Made once for a settlement; then every line costs a look-up and one division of whole numbers.</summary>
public sealed class LinePricing
{
    private readonly Dictionary<string, Steps> products;
    private readonly TariffMoment moment;
    private readonly Stress stress;

    public LinePricing(PriceTimesQuantityTerms terms, Stress stress)
    {
        moment = terms.TariffMoment;
        this.stress = stress;
        products = terms.Products.ToDictionary(product => product.ProductId, product => new Steps(product.RateUnit,
            [.. product.Rates.OrderBy(rate => rate.From).Select(rate => new Step(rate, LineAmount.Rounded(rate.Euro * stress.Price, terms.RoundingRule), stress.Youths))]));
    }

    /// <summary>Signed cents; null when no tariff holds for it.</summary>
    public long? Cents(CareLine line)
    {
        if (line.Unit == Units.Euro)
        {
            var cents = stress == Stress.None ? line.Volume : (stress.Youths * stress.Price * line.Volume).ToCents();
            return line.IsCredit ? -cents : cents;
        }
        if (Find(line) is not { } found) return null;
        var amount = found.Last is null ? found.First.Cents(line.Volume, found.Per) : Unrounded(line, found).ToCents();
        return line.IsCredit ? -amount : amount;
    }

    /// <summary>The tariff that belongs on the line (ProductTarief, TR418) in cents: as agreed, for minutes of an hour tariff divided by sixty (IV081), then rounded.
    /// Null when there is none, or more than one because it changed inside the period.</summary>
    public long? TariffCents(CareLine line) =>
        line.Unit != Units.Euro && Find(line) is { Last: null } found ? (found.First.Agreed.Euro * stress.Price * 100 / found.Per).ToCents() : null;

    /// <summary>The same amount with its reasons.</summary>
    public Explained Explain(CareLine line)
    {
        var sign = line.IsCredit ? -1L : 1L;
        var title = line.IsCredit ? $"Credit {line.ReferenceNumber} op {line.PreviousReferenceNumber}" : $"Prestatie {line.ReferenceNumber}";
        if (line.Unit == Units.Euro)
            return Explained.Leaf(title, PayRules.VolumeIsAmount, "CS339", new ExplainedInput("volume", stress.Youths * stress.Price * (sign * line.Volume), EventId: line.EventId));
        var volume = new ExplainedInput("volume", stress.Youths * (sign * line.Volume), EventId: line.EventId);
        var unit = new ExplainedInput("unit", null, line.Unit);
        var days = new ExplainedInput("period", null, $"{line.StartsOn:yyyy-MM-dd}/{line.EndsOn:yyyy-MM-dd}");
        if (Find(line) is not { } found) return Explained.Leaf(title, PayRules.NoTariff, "OP262", volume, unit, days);

        var source = found.Per == 1 ? "TR346" : "IV081";
        if (found.Last is null)
            return Explained.Leaf(title, PayRules.PriceTimesQuantity, source, volume, new("tariff_eur", found.First.Euro), new("per", found.Per), unit, days, new("tariff_agreed_eur", found.First.Agreed.Euro));
        return Explained.RoundedOnce(title, Parts(line, found).Select(part => Explained.Leaf($"Vanaf {part.From:yyyy-MM-dd}", PayRules.PriceTimesQuantityByDay, source,
            volume, new("tariff_eur", part.Step.Euro), new("per", found.Per), new("days", part.Days), new("days_of_line", DaysOf(line)), unit, new("tariff_agreed_eur", part.Step.Agreed.Euro))), source);
    }

    private Found? Find(CareLine line)
    {
        if (!products.TryGetValue(line.ProductId, out var product)) return null;
        var per = line.Unit == product.RateUnit ? 1 : line.Unit == Units.Minute && product.RateUnit == Units.Hour ? 60 : 0;
        if (per == 0) return null;
        var first = product.On(line.StartsOn);
        if (first < 0) return null;
        if (moment == TariffMoment.FirstDay || product.All[first].Agreed.Holds(line.EndsOn)) return new Found(product, product.All[first], null, per);
        // Every day needs a tariff: a gap in the middle is no tariff, not a day for nothing.
        var last = product.On(line.EndsOn);
        if (last < 0) return null;
        for (var i = first; i < last; i++)
            if (product.All[i].Agreed.Until is { } until && until.AddDays(1) < product.All[i + 1].Agreed.From) return null;
        return new Found(product, product.All[first], product.All[last], per);
    }

    private Fraction Unrounded(CareLine line, Found found) => Parts(line, found)
        .Aggregate(Fraction.Zero, (sum, part) => sum + (stress.Youths * line.Volume * part.Step.Euro * 100 * part.Days / found.Per / DaysOf(line)));

    private static IEnumerable<(DateOnly From, int Days, Step Step)> Parts(CareLine line, Found found)
    {
        for (var i = 0; i < found.Product.All.Length; i++)
        {
            var step = found.Product.All[i];
            var from = Dates.Latest(step.Agreed.From, line.StartsOn);
            var end = step.Agreed.Until ?? (i + 1 < found.Product.All.Length ? found.Product.All[i + 1].Agreed.From.AddDays(-1) : line.EndsOn);
            var until = end < line.EndsOn ? end : line.EndsOn;
            if (from <= until) yield return (from, until.DayNumber - from.DayNumber + 1, step);
        }
    }

    private static int DaysOf(CareLine line) => line.EndsOn.DayNumber - line.StartsOn.DayNumber + 1;

    private sealed record Found(Steps Product, Step First, Step? Last, int Per);

    private sealed class Steps(string rateUnit, Step[] all)
    {
        public string RateUnit { get; } = rateUnit;
        public Step[] All { get; } = all;

        /// <summary>The latest that began on or before the day, when it still holds; -1 when none does.</summary>
        public int On(DateOnly day)
        {
            for (var i = All.Length - 1; i >= 0; i--)
                if (All[i].Agreed.From <= day) return All[i].Agreed.Holds(day) ? i : -1;
            return -1;
        }
    }

    private sealed class Step
    {
        // Cents per unit as a quotient; Int128 serves every tariff of real life, and what does not fit takes the exact road.
        private readonly Int128 numerator;
        private readonly Int128 denominator;
        private readonly bool isSmall;
        private readonly Fraction centsPerUnit;

        public Step(RateStep agreed, Fraction euro, Fraction youths)
        {
            Agreed = agreed;
            Euro = euro;
            centsPerUnit = euro * youths * 100;
            // 60 bits here, 60 for a volume and 6 for sixtieths of an hour stay under 127.
            isSmall = centsPerUnit.Numerator.GetBitLength() <= 60 && centsPerUnit.Denominator.GetBitLength() <= 60;
            if (!isSmall) return;
            numerator = (Int128)centsPerUnit.Numerator;
            denominator = (Int128)centsPerUnit.Denominator;
        }

        public RateStep Agreed { get; }
        /// <summary>After the rounding rule of the contract.</summary>
        public Fraction Euro { get; }

        public long Cents(long volume, int per)
        {
            if (!isSmall || volume > 1L << 60) return (centsPerUnit * volume / per).ToCents();
            var product = numerator * volume;
            var divisor = denominator * per;
            return checked((long)((product + (divisor / 2)) / divisor));
        }
    }
}
