using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Inkoop.Admin.Components.Pages.Contracts;
using Inkoop.Agreements;
using Inkoop.Contracts;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>The preview is a promise: it shows what the service will make of the change.</summary>
public sealed class TariffPreviewTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly End = new(2028, 12, 31);

    [Fact]
    public void the_old_rate_ends_the_day_before_the_new_one_begins()
    {
        Tariff[] tariffs = [new() { ValidFrom = "2026-01-01", RateEur = "1.45" }];
        TariffPreview.Of(tariffs, "2027-01-01", "1.5116105").ShouldBe(
        [
            new PreviewLine("2026-01-01", "2026-12-31", "1.45", PreviewMark.Shortened),
            new PreviewLine("2027-01-01", "", "1.5116105", PreviewMark.New),
        ]);
    }

    [Fact]
    public void the_preview_is_what_the_service_decides() =>
        Prop.ForAll(Generated(), sample =>
        {
            var (tariffs, day) = sample;
            var decided = TariffCalendar.Change(tariffs, day, 999, End).Select(t => (Iso(t.ValidFrom), t.ValidUntil is { } until ? Iso(until) : "", t.RateE8));
            var wire = tariffs.Select(t => new Tariff { ValidFrom = Iso(t.ValidFrom), ValidUntil = t.ValidUntil is { } until ? Iso(until) : "", RateEur = t.RateE8.ToString(CultureInfo.InvariantCulture) }).ToList();
            var shown = TariffPreview.Of(wire, Iso(day), "999").Select(line => (line.ValidFrom, line.ValidUntil, long.Parse(line.RateEur, CultureInfo.InvariantCulture)));
            return shown.SequenceEqual(decided);
        }).QuickCheckThrowOnFailure();

    /// <summary>Tariffs that do not overlap, with gaps between some, and a day within the contract.</summary>
    private static Arbitrary<(IReadOnlyList<TariffTerm> Tariffs, DateOnly Day)> Generated() =>
        Gen.Choose(0, 4).SelectMany(count => Gen.Choose(1, 200).ArrayOf(count * 2).SelectMany(steps => Gen.Choose(0, End.DayNumber - Start.DayNumber).SelectMany(day => Gen.Elements(true, false).Select(open =>
        {
            var tariffs = new List<TariffTerm>();
            var at = Start;
            for (var i = 0; i < count; i++)
            {
                var from = at.AddDays(steps[2 * i] % 3 == 0 ? steps[2 * i] : 0);
                var until = from.AddDays(steps[2 * i + 1]);
                tariffs.Add(new TariffTerm { ValidFrom = from, ValidUntil = open && i == count - 1 ? null : until, RateE8 = i + 1 });
                at = until.AddDays(1);
            }
            return ((IReadOnlyList<TariffTerm>)tariffs, Start.AddDays(day));
        })))).ToArbitrary();

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
