using System.Globalization;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Admin.Components.Pages.Contracts;

public enum PreviewMark { Same, New, Shortened }

public sealed record PreviewLine(string ValidFrom, string ValidUntil, string RateEur, PreviewMark Mark);

/// <summary>
/// What the tariffs of a product become when a rate holds from a day, to look at before it is recorded: the tariff of that day ends the day before,
/// the new one lasts as long as that one would have, and earlier days keep theirs. The service decides again when the change is sent.
/// </summary>
public static class TariffPreview
{
    public static IReadOnlyList<PreviewLine> Of(IReadOnlyList<Tariff> tariffs, string from, string rateEur)
    {
        if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return [.. tariffs.Select(tariff => Line(tariff, PreviewMark.Same))];
        // ISO dates sort as text; an open end is later than any day.
        var current = tariffs.FirstOrDefault(tariff => string.CompareOrdinal(tariff.ValidFrom, from) <= 0 && (tariff.ValidUntil.Length == 0 || string.CompareOrdinal(from, tariff.ValidUntil) <= 0));
        var lines = new List<PreviewLine>();
        foreach (var tariff in tariffs)
        {
            if (!ReferenceEquals(tariff, current))
                lines.Add(Line(tariff, PreviewMark.Same));
            else if (tariff.ValidFrom != from)
                lines.Add(new PreviewLine(tariff.ValidFrom, Iso(day.AddDays(-1)), tariff.RateEur, PreviewMark.Shortened));
        }
        var next = tariffs.Select(tariff => tariff.ValidFrom).Where(start => string.CompareOrdinal(start, from) > 0).Order(StringComparer.Ordinal).FirstOrDefault();
        var until = current is not null ? current.ValidUntil : next is null ? "" : Iso(DateOnly.ParseExact(next, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1));
        lines.Add(new PreviewLine(from, until, rateEur, PreviewMark.New));
        return [.. lines.OrderBy(line => line.ValidFrom, StringComparer.Ordinal)];
    }

    private static PreviewLine Line(Tariff tariff, PreviewMark mark) => new(tariff.ValidFrom, tariff.ValidUntil, tariff.RateEur, mark);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
