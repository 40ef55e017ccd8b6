using System.Globalization;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>What one municipality pays in advance (voorschot) from a day on, in cents.</summary>
public sealed record Instalment(DateOnly On, string MunicipalityCode, long Cents);

/// <summary>Advances of a lot in a year: equal parts of a sum, by municipality. They are due while the year is open and vanish once it is settled, so that what is paid then is the rest.</summary>
public static class Advances
{
    public static string Key(string lotId, DateOnly on, string municipalityCode) => string.Create(CultureInfo.InvariantCulture, $"{KeyStart(lotId)}{on:yyyy-MM}/{municipalityCode}");

    public static bool IsKey(string lotId, string key) => key.StartsWith(KeyStart(lotId), StringComparison.Ordinal);

    /// <summary>What is paid in advance over a year (<paramref name="Cents"/>), in how many parts (null: one each month), and whether it is first divided over the municipalities.</summary>
    public sealed record YearSum(long Cents, int? Count = null, bool IsOfMunicipalities = false);

    public static YearSum Sum(FundingTerms terms) => terms switch
    {
        // What is withheld for indicators is not advanced either.
        TaskBasedTerms task => new(task.BudgetCents - task.Kpis.Sum(kpi => (kpi.ShareOfBudget * task.BudgetCents).ToCents())),
        PopulationTerms population => new(Population.IndexedBudget(population).Cents, population.Instalments, IsOfMunicipalities: true),
        SubsidyTerms subsidy => new(Subsidies.AdvanceCents(subsidy), 1),
        _ => new(terms.OwnBudgetCents ?? terms.BudgetCents),
    };

    /// <summary>Equal parts over the months that the contract runs in the year; the first ones take the odd cents. A part is due on the first day of its month, the first one not before
    /// the contract starts. For a population each municipality owes a sum of its own, so its parts add up to that; elsewhere the part of a month is whole and is then divided.</summary>
    /// <param name="running">The days of the contract in the year.</param>
    /// <param name="mergers">An instalment is borne by the municipality that there is on its day.</param>
    public static IReadOnlyList<Instalment> Divide(YearSum sum, IReadOnlyList<KeyPart> key, Period running, IReadOnlyList<Merger>? mergers = null)
    {
        if (sum.Cents == 0) return [];
        var months = ((running.Until.Year - running.From.Year) * 12) + running.Until.Month - running.From.Month + 1;
        var count = sum.Count ?? months;
        var first = new DateOnly(running.From.Year, running.From.Month, 1);
        var parts = sum.IsOfMunicipalities
            ? Split.Cents(sum.Cents, key).SelectMany(one => LotMonths.Equal(one.Value, count).Select((cents, i) => (Part: i, Code: one.Key, Cents: cents)))
            : LotMonths.Equal(sum.Cents, count).SelectMany((cents, i) => Split.Cents(cents, key).Select(one => (Part: i, Code: one.Key, Cents: one.Value)));
        return
        [
            .. from part in parts
               let month = first.AddMonths((int)((long)part.Part * months / count))
               let day = month < running.From ? running.From : month
               group part.Cents by (On: day, MunicipalityCode: Mergers.CodeOn(part.Code, mergers ?? [], day)) into same
               orderby same.Key.On, same.Key.MunicipalityCode
               select new Instalment(same.Key.On, same.Key.MunicipalityCode, same.Sum()),
        ];
    }

    /// <summary>Which instalments the advances that were recorded as paid outside the runs stand for. Each covers the instalment of its own month, then later ones, then earlier ones;
    /// what is more than all together goes to the last. The runs play no part in it, so that it is the same after every run. Without instalments each stands for itself.</summary>
    public static IReadOnlyList<Instalment> Covered(IReadOnlyList<Instalment> instalments, IReadOnlyList<AdvancePaid> recorded, IReadOnlyList<KeyPart> key, IReadOnlyList<Merger>? mergers = null)
    {
        if (instalments.Count == 0)
            return [.. recorded.GroupBy(advance => advance.On).OrderBy(day => day.Key).SelectMany(day => Split.Cents(day.Sum(advance => advance.Cents), SplitKeys.After(key, mergers ?? [], day.Key)).Select(part => new Instalment(day.Key, part.Key, part.Value)))];

        var months = instalments.GroupBy(instalment => instalment.On).OrderBy(month => month.Key).Select(month => (On: month.Key, Cents: month.Sum(part => part.Cents))).ToArray();
        var covered = new long[months.Length];
        foreach (var advance in recorded.OrderBy(advance => advance.On).ThenBy(advance => advance.EventId))
        {
            var own = Array.FindIndex(months, month => (month.On.Year, month.On.Month).CompareTo((advance.On.Year, advance.On.Month)) >= 0);
            if (own < 0) own = months.Length;
            var left = advance.Cents;
            foreach (var i in Enumerable.Range(own, months.Length - own).Concat(Enumerable.Range(0, own).Reverse()))
            {
                var taken = Math.Min(left, Math.Max(0, months[i].Cents - covered[i]));
                covered[i] += taken;
                left -= taken;
            }
            covered[^1] += left;
        }
        return
        [
            .. months.Zip(covered).Where(month => month.Second != 0).SelectMany(month => Share(month.Second, [.. instalments.Where(part => part.On == month.First.On)])),
        ];
    }

    /// <summary>The instalments that are due. One that was paid in full (in runs, as recorded, or held back by a dispute) stays as it was divided then: who is in care changes every
    /// day, and an advance is not moved between municipalities for it; the settlement after the year does that once.</summary>
    public static IReadOnlyList<LotAmount> Due(string lotId, string providerCode, IReadOnlyList<Instalment> instalments, IReadOnlyList<Instalment> covered, IReadOnlyList<LotAmount> paid, DateOnly until)
    {
        var due = new List<LotAmount>();
        foreach (var month in instalments.Where(instalment => instalment.On <= until).GroupBy(instalment => instalment.On).OrderBy(month => month.Key))
        {
            var settled = paid.Where(line => line.Key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{KeyStart(lotId)}{month.Key:yyyy-MM}/"), StringComparison.Ordinal))
                .Concat(covered.Where(part => part.On == month.Key).Select(part => Amount(part, lotId, providerCode)))
                .ToList();
            due.AddRange(settled.Sum(line => line.Cents) == month.Sum(part => part.Cents) ? settled : month.Select(part => Amount(part, lotId, providerCode)));
        }
        return
        [
            .. due.GroupBy(line => line with { Cents = 0 }).Select(same => same.Key with { Cents = same.Sum(line => line.Cents) }),
        ];
    }

    public static LotAmount Amount(Instalment part, string lotId, string providerCode) => new(lotId, Key(lotId, part.On, part.MunicipalityCode), part.MunicipalityCode, providerCode, part.Cents);

    private static string KeyStart(string lotId) => $"advance/{lotId}/";

    // In proportion to the instalment itself, so that a month that is covered whole is covered for every municipality.
    private static IEnumerable<Instalment> Share(long cents, IReadOnlyList<Instalment> month) =>
        Split.Cents(cents, [.. month.Select(part => new KeyPart(part.MunicipalityCode, part.Cents))]).Select(part => new Instalment(month[0].On, part.Key, part.Value));
}
