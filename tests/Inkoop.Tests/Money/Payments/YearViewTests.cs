using Inkoop.Funding;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.Due;

namespace Inkoop.Tests.Money.Payments;

public class YearViewTests
{
    [Fact]
    public void open_is_what_a_run_would_pay_and_the_columns_add_up()
    {
        LotAmount[] due = [Amount("line/R1", 147_900), Amount("line/R2", 139_200, "1641"), Amount("line/R3", 500, lot: "2")];
        LotAmount[] before = [Amount("line/R1", 100_000), Amount("line/R0", 300)];
        Hold[] holds = [new("1", "line/R2", "1641", 9_200)];
        var rows = YearStatement.Of(due, before, holds, [], Day);
        rows.Select(row => (row.MunicipalityCode, row.LotId, row.DueCents, row.PaidCents, row.DisputedCents, row.OpenCents))
            .ShouldBe([("0957", "1", 147_900L, 100_300L, 0L, 47_600L), ("0957", "2", 500L, 0L, 0L, 500L), ("1641", "1", 139_200L, 0L, 9_200L, 130_000L)]);
        rows.Sum(row => row.OpenCents).ShouldBe(RunLines.Of(due, before, holds, [], Day).Sum(line => line.Cents));
    }

    [Fact]
    public void what_is_approved_and_not_paid_is_no_part_of_what_is_paid()
    {
        LotAmount[] due = [Amount("line/R1", 1_000), Amount("line/R2", 500, "1641")];
        LotAmount[] before = [Amount("line/R1", 900), Amount("line/R2", 500, "1641")];
        LotAmount[] approved = [Amount("line/R1", 300), Amount("line/R2", 500, "1641")];
        YearStatement.Of(due, before, [], [], Day, approved: approved).Select(row => (row.MunicipalityCode, row.PaidCents, row.ApprovedCents, row.OpenCents))
            .ShouldBe([("0957", 600L, 300L, 100L), ("1641", 0L, 500L, 0L)]);

        // After a merger the heir pays for both: what it paid goes to its own first, what is in payment takes what is left.
        Merger[] mergers = [new("0957", "1641", new(2027, 1, 1))];
        YearStatement.Of([Amount("stay/1", 300), Amount("stay/1", 200, "1641")], [Amount("stay/1", 450, "1641")], [], mergers, LastDay, Day, [Amount("stay/1", 150, "1641")])
            .Select(row => (row.MunicipalityCode, row.PaidCents, row.ApprovedCents, row.OpenCents))
            .ShouldBe([("0957", 100L, 150L, 50L), ("1641", 200L, 0L, 0L)]);
    }

    [Fact]
    public void the_year_of_a_municipality_holds_its_budget_beside_what_is_expected()
    {
        var years = MunicipalityYears.Of(new Dictionary<string, long> { ["0957"] = 1_000, ["1641"] = 50 },
            [new("0957", SettledCents: 300, ObligoCents: 200, PaidCents: 250), new("0957", YearSumCents: 400), new("0999", SettledCents: 7)], [], Day);
        years.Select(year => (year.MunicipalityCode, year.BudgetCents, year.ForecastCents, year.ResultCents, year.PaidCents))
            .ShouldBe([("0957", (long?)1_000L, 900L, 100L, 250L), ("0999", null, 7L, 0L, 0L), ("1641", 50L, 0L, 50L, 0L)]);
    }

    [Fact]
    public void the_statement_of_a_year_before_a_merger_names_the_municipalities_that_were()
    {
        Merger[] mergers = [new("0957", "1641", new(2027, 1, 1))];
        LotAmount[] due = [Amount("line/R1", 300), Amount("line/R2", 200, "1641"), Amount("task_based/1/2026/0957", 70), Amount("task_based/1/2026/1641", 30, "1641")];
        // The first line was paid before the merger, the rest by the heir.
        LotAmount[] before = [Amount("line/R1", 250), Amount("line/R1", 50, "1641"), Amount("line/R2", 200, "1641"), Amount("task_based/1/2026/1641", 100, "1641")];
        YearStatement.Of(due, before, [], mergers, LastDay, Day).Select(row => (row.MunicipalityCode, row.DueCents, row.PaidCents, row.OpenCents))
            .ShouldBe([("0957", 370L, 370L, 0L), ("1641", 230L, 230L, 0L)]);
        // Asked as of a day after the merger within the year, there is only the heir.
        YearStatement.Of(due, before, [], mergers, Day, Day).ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.MunicipalityCode.ShouldBe("1641"), row => row.OpenCents.ShouldBe(0));
    }

    [Fact]
    public void a_merged_municipality_brings_its_budget_and_amounts_along() =>
        MunicipalityYears.Of(new Dictionary<string, long> { ["0957"] = 1_000, ["1641"] = 50 }, [new("0957", SettledCents: 300)], [new Merger("0957", "1641", new(2027, 1, 1))], Day)
            .ShouldHaveSingleItem().ShouldBe(new YearOfMunicipality("1641", 1_050, 300, 0, 0, 0));
}
