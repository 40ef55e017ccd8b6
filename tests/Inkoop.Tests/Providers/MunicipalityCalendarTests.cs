using FsCheck;
using FsCheck.Fluent;
using Inkoop.Providers;
using Inkoop.Providers.Reference;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;
using Check = Inkoop.Wire.Faults.Check;

namespace Inkoop.Tests.Providers;

public class MunicipalityCalendarTests
{
    private static readonly MunicipalityFacts roermond = new("0957", "Roermond", "Limburg", "Midden Limburg Oost");

    [Fact]
    public void what_is_new_is_open_ended()
    {
        var (outcome, rows) = MunicipalityCalendar.Record([], roermond, new DateOnly(2015, 1, 1));
        outcome.ShouldBe(Recorded.Added);
        rows.Single().EndsOn.ShouldBeNull();
        rows.Single().Version.ShouldBe(1);
    }

    [Fact]
    public void what_is_the_same_changes_nothing()
    {
        var known = Apply([], roermond, new DateOnly(2015, 1, 1));
        MunicipalityCalendar.Record(known, roermond, new DateOnly(2026, 1, 1)).ShouldSatisfyAllConditions(
            result => result.Outcome.ShouldBe(Recorded.Unchanged), result => result.Rows.ShouldBeEmpty());
    }

    [Fact]
    public void what_differs_supersedes_from_its_day_and_leaves_the_days_before()
    {
        var known = Apply([], roermond, new DateOnly(2015, 1, 1));
        var (outcome, rows) = MunicipalityCalendar.Record(known, roermond with { Region = "Limburg Midden" }, new DateOnly(2027, 1, 1));
        outcome.ShouldBe(Recorded.Changed);
        rows.Select(row => (row.StartsOn, row.EndsOn, row.Region, row.Version)).ShouldBe(
        [
            (new DateOnly(2015, 1, 1), new DateOnly(2026, 12, 31), "Midden Limburg Oost", 2L),
            (new DateOnly(2027, 1, 1), null, "Limburg Midden", 3L),
        ]);
    }

    [Fact]
    public void however_it_was_loaded_every_day_since_the_first_has_one_row_and_versions_only_rise() =>
        Prop.ForAll(Gen.Choose(0, 2_000).Zip(Gen.Choose(1, 3)).ArrayOf().ToArbitrary(), loads =>
        {
            IReadOnlyList<MunicipalityRow> known = [];
            foreach (var (offset, region) in loads)
            {
                var from = new DateOnly(2020, 1, 1).AddDays(offset);
                var versionBefore = known.Select(row => row.Version).DefaultIfEmpty(0).Max();
                var (_, rows) = MunicipalityCalendar.Record(known, roermond with { Region = $"R{region}" }, from);
                if (!rows.Select(row => row.Version).SequenceEqual(Enumerable.Range(1, rows.Count).Select(i => versionBefore + i))) return false;
                known = Write(known, rows);
                if (known.Single(row => row.Covers(from)).Region != $"R{region}") return false;
            }
            if (known.Count == 0) return true;
            for (var day = known.Min(row => row.StartsOn); day < new DateOnly(2026, 1, 1); day = day.AddDays(17))
                if (known.Count(row => row.Covers(day)) != 1) return false;
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void a_faulty_list_is_refused_with_every_row_that_is_wrong()
    {
        var check = new Check();
        ReferenceRpc.ReadRows(new LoadMunicipalitiesRequest
        {
            Municipalities =
            {
                new Municipality { Code = "957", Name = "Roermond", Province = "Limburg", Region = "X" },
                new Municipality { Code = "1641", Name = "", Province = "Limburg", Region = "X" },
                new Municipality { Code = "1641", Name = "Maasgouw", Province = "Limburg", Region = "X" },
            },
        }, check);
        check.Faults.Select(fault => $"{fault.Field} {fault.Code}").ShouldBe(
            ["municipalities[0].code municipality_code_invalid", "municipalities[1].name required", "municipalities[2].code duplicate"]);
    }

    [StandardDataFact]
    public void the_built_in_municipalities_are_those_of_the_national_list()
    {
        var list = File.ReadLines(StandardData.PathOf("gemeenten-jeugdregio-2026.csv")).Skip(1).Select(line => line.Split(','))
            .Where(columns => columns[3] == "Midden Limburg Oost")
            .Select(columns => new MunicipalityFacts(columns[0], columns[1], columns[2], columns[3]));
        RecordFirstMunicipalities.BuiltIn.ShouldBe(list, ignoreOrder: true);
    }

    private static IReadOnlyList<MunicipalityRow> Apply(IReadOnlyList<MunicipalityRow> known, MunicipalityFacts facts, DateOnly from) =>
        Write(known, MunicipalityCalendar.Record(known, facts, from).Rows);

    private static IReadOnlyList<MunicipalityRow> Write(IReadOnlyList<MunicipalityRow> known, IReadOnlyList<MunicipalityRow> rows) =>
        [.. known.Where(old => rows.All(row => row.StartsOn != old.StartsOn)), .. rows];
}
