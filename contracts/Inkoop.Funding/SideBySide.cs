using Inkoop.Ijw;

namespace Inkoop.Funding;

/// <summary>Which arrangement pays a service type for a municipality in a period; several funding models can hold in one region at once.</summary>
public sealed record PayingRoute(string ArrangementId, string ServiceType, string MunicipalityCode, Period Period);

/// <summary>Days of one client and service type that an arrangement pays.</summary>
public sealed record PaidSpan(string ArrangementId, string ClientId, string ServiceType, Period Period);

/// <summary>Days that more than one arrangement pays, and which.</summary>
public sealed record DoublePaidDays(string ClientId, string ServiceType, Period Period, IReadOnlyList<string> Arrangements);

/// <summary>Two models side by side: every youth-day goes to the arrangement that answers for its service type, and none is paid twice.</summary>
public static class SideBySide
{
    /// <summary>Divides care over the arrangements by day. Overlapping spells of one client and service are one; a day that two routes claim comes out for both, so that <see cref="PaidTwice"/> tells.</summary>
    public static IReadOnlyList<PaidSpan> Assign(IEnumerable<CareSpell> spells, IReadOnlyList<PayingRoute> routes, Period period)
    {
        var spans =
            from spell in spells
            from route in routes
            where route.ServiceType == spell.ServiceType && route.MunicipalityCode == spell.MunicipalityCode
            let first = Dates.Latest(spell.From, route.Period.From, period.From)
            let last = Dates.Earliest(spell.Until ?? period.Until, route.Period.Until, period.Until)
            where first <= last
            select new PaidSpan(route.ArrangementId, spell.ClientId, spell.ServiceType, new Period(first, last));
        return
        [
            .. spans
                .GroupBy(span => (span.ArrangementId, span.ClientId, span.ServiceType))
                .SelectMany(same => Joined(same.Select(span => span.Period)).Select(joined => new PaidSpan(same.Key.ArrangementId, same.Key.ClientId, same.Key.ServiceType, joined)))
                .OrderBy(span => span.ClientId, StringComparer.Ordinal)
                .ThenBy(span => span.Period.From)
                .ThenBy(span => span.ArrangementId, StringComparer.Ordinal),
        ];
    }

    /// <summary>All days that are paid by more than one arrangement; empty when no youth-day is paid twice.</summary>
    public static IReadOnlyList<DoublePaidDays> PaidTwice(IEnumerable<PaidSpan> spans)
    {
        var result = new List<DoublePaidDays>();
        foreach (var client in spans.GroupBy(span => (span.ClientId, span.ServiceType)).OrderBy(client => client.Key.ClientId, StringComparer.Ordinal).ThenBy(client => client.Key.ServiceType, StringComparer.Ordinal))
        {
            // Between two borders nothing changes, so one look at each stretch is enough.
            var borders = client.SelectMany(span => new[] { span.Period.From.DayNumber, span.Period.Until.DayNumber + 1 }).Distinct().Order().ToList();
            for (var i = 0; i + 1 < borders.Count; i++)
            {
                var stretch = new Period(DateOnly.FromDayNumber(borders[i]), DateOnly.FromDayNumber(borders[i + 1] - 1));
                var payers = client.Where(span => span.Period.Holds(stretch.From)).Select(span => span.ArrangementId).Distinct().Order(StringComparer.Ordinal).ToList();
                if (payers.Count < 2) continue;
                if (result.Count > 0 && result[^1] is var last && last.ClientId == client.Key.ClientId && last.ServiceType == client.Key.ServiceType
                    && last.Period.Until.AddDays(1) == stretch.From && last.Arrangements.SequenceEqual(payers))
                    result[^1] = last with { Period = new Period(last.Period.From, stretch.Until) };
                else
                    result.Add(new DoublePaidDays(client.Key.ClientId, client.Key.ServiceType, stretch, payers));
            }
        }
        return result;
    }

    private static IEnumerable<Period> Joined(IEnumerable<Period> periods)
    {
        Period? open = null;
        foreach (var period in periods.OrderBy(period => period.From))
        {
            if (open is { } current && period.From.DayNumber <= current.Until.DayNumber + 1)
            {
                if (period.Until > current.Until) open = current with { Until = period.Until };
                continue;
            }
            if (open is { } done) yield return done;
            open = period;
        }
        if (open is { } rest) yield return rest;
    }
}
