using Inkoop.Agreements;
using Inkoop.Funding;
using Inkoop.Ijw;
using Inkoop.Money.Settlements;

namespace Inkoop.Money.Payments;

/// <summary>Care under one contract with what it says about who pays it.</summary>
internal sealed record ContractCare(ContractState Contract, IReadOnlyList<Care> Care, IReadOnlyDictionary<Guid, string> CategoryOfAllocation);

/// <summary>Youth-days of one municipality and kind of care that the same arrangements pay.</summary>
internal sealed record DoublePaid(string MunicipalityCode, string Category, IReadOnlyList<string> Arrangements, long Days, DateOnly FirstDay, DateOnly LastDay);

/// <summary>Two models side by side: a population lot pays all care of its kinds (categories) for the youths of its municipalities, so the same care under another
/// contract is paid twice. Two contracts that each pay their own care are no double payment, also on one day.</summary>
internal static class DoublePayments
{
    /// <summary>An arrangement is a lot of a contract.</summary>
    public static string Arrangement(Guid contractId, string lotId) => $"{contractId}/{lotId}";

    public static IReadOnlyList<DoublePaid> Of(IReadOnlyList<ContractCare> contracts, Period year, IReadOnlyList<Merger> mergers)
    {
        var routes = contracts.SelectMany(one => Routes(one.Contract, mergers, year)).ToList();
        if (routes.Count == 0) return [];
        var integral = routes.Select(route => route.ArrangementId).ToHashSet();
        var spells = contracts.SelectMany(one => Spells(one, mergers, year)).ToList();
        var own = spells.Where(spell => !integral.Contains(spell.ArrangementId)).Select(spell => new PaidSpan(spell.ArrangementId, spell.Spell.ClientId, spell.Spell.ServiceType, new Period(spell.Spell.From, spell.Spell.Until!.Value)));
        var integrally = SideBySide.Assign(spells.Select(spell => spell.Spell), routes, year);
        // A client moves, so whose days they are is asked of the care itself.
        var municipalityOf = spells.ToLookup(spell => (spell.Spell.ClientId, spell.Spell.ServiceType), spell => spell.Spell);
        return
        [
            .. SideBySide.PaidTwice(integrally.Concat(own))
                .Where(days => days.Arrangements.Any(integral.Contains))
                .SelectMany(days => PerMunicipality(days, municipalityOf[(days.ClientId, days.ServiceType)]))
                .GroupBy(days => (days.MunicipalityCode, days.ServiceType, Arrangements: string.Join(' ', days.Arrangements)))
                .OrderBy(same => same.Key.MunicipalityCode, StringComparer.Ordinal).ThenBy(same => same.Key.ServiceType, StringComparer.Ordinal).ThenBy(same => same.Key.Arrangements, StringComparer.Ordinal)
                .Select(same => new DoublePaid(same.Key.MunicipalityCode, same.Key.ServiceType, same.First().Arrangements, same.Sum(days => (long)days.Period.Days), same.Min(days => days.Period.From), same.Max(days => days.Period.Until))),
        ];
    }

    private static IEnumerable<PayingRoute> Routes(ContractState contract, IReadOnlyList<Merger> mergers, Period year) =>
        from lot in contract.Lots
        where lot.FundingModel == FundingModels.Population
        from category in contract.Products.Where(product => product.LotId == lot.LotId).Select(product => product.Category).Concat(lot.Categories ?? []).Distinct()
        from buyer in contract.Buyers
        let firstDay = buyer.ValidFrom > contract.StartsOn ? buyer.ValidFrom : contract.StartsOn
        let lastDay = buyer.ValidUntil is { } last && last < contract.EndsOn ? last : contract.EndsOn
        where firstDay <= lastDay
        select new PayingRoute(Arrangement(contract.ContractId, lot.LotId), category, Mergers.CodeOn(buyer.MunicipalityCode, mergers, year.Until), new Period(firstDay, lastDay));

    private static IEnumerable<(string ArrangementId, CareSpell Spell)> Spells(ContractCare one, IReadOnlyList<Merger> mergers, Period year)
    {
        var products = one.Contract.Products.ToDictionary(product => product.ProductId);
        foreach (var care in one.Care)
        {
            var from = Dates.Latest(care.From, year.From);
            var until = Dates.Earliest(care.Until ?? year.Until, year.Until);
            if (from > until) continue;
            var product = products.GetValueOrDefault(care.ProductId);
            var category = product?.Category ?? one.CategoryOfAllocation.GetValueOrDefault(care.AllocationId, "");
            var lot = product?.LotId ?? one.Contract.Products.FirstOrDefault(candidate => candidate.Category == category)?.LotId
                ?? one.Contract.Lots.FirstOrDefault(candidate => candidate.Covers(category))?.LotId ?? "";
            yield return (Arrangement(one.Contract.ContractId, lot), new CareSpell
            {
                EventId = care.EventId,
                RecordedAt = care.RecordedAt,
                ClientId = care.ClientId,
                MunicipalityCode = Mergers.CodeOn(care.MunicipalityCode, mergers, year.Until),
                ProviderCode = care.ProviderCode,
                ServiceType = category,
                From = from,
                Until = until,
            });
        }
    }

    // The stretch is cut where another municipality answers for the client; of two the one that began last, as for a night of a stay, so that no day is told twice.
    private static IEnumerable<(string MunicipalityCode, string ServiceType, IReadOnlyList<string> Arrangements, Period Period)> PerMunicipality(DoublePaidDays days, IEnumerable<CareSpell> spells)
    {
        var day = days.Period.From;
        var covering = spells.OrderBy(spell => spell.From).ThenBy(spell => spell.MunicipalityCode, StringComparer.Ordinal).ToList();
        while (day <= days.Period.Until)
        {
            var spell = covering.Last(candidate => candidate.From <= day && day <= candidate.Until);
            var next = covering.Find(candidate => candidate.From > day)?.From.AddDays(-1) ?? DateOnly.MaxValue;
            var until = Dates.Earliest(spell.Until!.Value, days.Period.Until, next);
            yield return (spell.MunicipalityCode, days.ServiceType, days.Arrangements, new Period(day, until));
            day = until.AddDays(1);
        }
    }
}
