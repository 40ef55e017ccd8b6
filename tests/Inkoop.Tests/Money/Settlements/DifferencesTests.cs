using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Settlements;

public class DifferencesTests
{
    private static readonly DateOnly day = new(2026, 6, 30);
    private static readonly CareLine[] lines = [Line("R1", new(2026, 1, 1), 1_020), Line("R2", new(2026, 2, 1), 960), Line("R3", new(2026, 3, 1), 900)];

    private static IReadOnlyList<FixedAmount> PaidFor(params CareLine[] paid) =>
        [.. Settle(MinuteTerms(1.45m), new RecordedFacts { Lines = paid }).Payables.Select(payable => new FixedAmount(payable.Key, payable.MunicipalityCode, payable.ProviderCode, payable.Cents))];

    private static IReadOnlyList<DifferenceLine> Against(IReadOnlyList<FixedAmount> before, FundingTerms terms, IReadOnlyList<CareLine> now, params Merger[] mergers)
    {
        var settled = Settle(terms, new RecordedFacts { Lines = now });
        var differences = Differences.Between(before, settled.Payables, mergers, day);
        Readd(Differences.Explain(differences, "overeenkomst")).Cents.ShouldBe(settled.Total.Cents - before.Sum(line => line.Cents));
        return differences;
    }

    [Fact]
    public void what_was_paid_and_did_not_change_shows_nothing_and_the_rest_is_open() =>
        Against(PaidFor(lines[0], lines[1]), MinuteTerms(1.45m), lines).ShouldBe([new DifferenceLine("line/R3", "0957", "", 0, 130_500, true)]);

    [Fact]
    public void a_late_credit_is_a_line_of_its_own()
    {
        CareLine[] corrected = [.. lines, Line("R4", new(2026, 1, 1), 1_020, credit: true, previous: "R1"), Line("R5", new(2026, 1, 1), 1_000)];
        Against(PaidFor(lines), MinuteTerms(1.45m), corrected).Select(line => (line.Key, line.DifferenceCents)).ShouldBe([("line/R4", -147_900L), ("line/R5", 145_000L)]);
    }

    [Fact]
    public void a_changed_tariff_shows_beside_every_line_that_was_paid()
    {
        var differences = Against(PaidFor(lines[0]), MinuteTerms(1.50m), lines);
        differences[0].ShouldBe(new DifferenceLine("line/R1", "0957", "", 147_900, 153_000, false));
        differences.Skip(1).ShouldAllBe(line => line.IsOpen);
    }

    [Fact]
    public void a_moved_client_is_less_for_the_one_and_more_for_the_other()
    {
        var moved = lines[0] with { MunicipalityCode = "0988" };
        Against(PaidFor(lines), MinuteTerms(1.45m), [moved, lines[1], lines[2]]).Select(line => (line.MunicipalityCode, line.DifferenceCents)).ShouldBe([("0957", -147_900L), ("0988", 147_900L)]);
    }

    [Fact]
    public void a_merged_municipality_takes_over_what_was_paid() =>
        Against(PaidFor(lines), MinuteTerms(1.45m), [lines[0] with { MunicipalityCode = "1999" }, lines[1], lines[2]], new Merger("0957", "1999", new(2026, 4, 1))).ShouldBeEmpty();

    [Fact]
    public void a_late_line_before_the_cap_takes_room_from_lines_that_were_paid()
    {
        var terms = MinuteTerms(1m) with { Caps = [new SpendingCap(Year2026, 100_000, 0.7m)] };
        CareLine Loose(string reference, int month, long minutes) => Line(reference, new(2026, month, 1), minutes, kind: AllocationKind.Unspecific);
        var before = Settle(terms, new RecordedFacts { Lines = [Loose("R2", 2, 600), Loose("R3", 3, 400)] }).Payables.Select(payable => new FixedAmount(payable.Key, payable.MunicipalityCode, "", payable.Cents)).ToList();
        var differences = Against(before, terms, [Loose("R2", 2, 600), Loose("R3", 3, 400), Loose("R1", 1, 300)]);
        differences.Select(line => (line.Key, line.DifferenceCents, line.IsOpen)).ShouldBe([("line/R1", 30_000L, true), ("line/R3", -30_000L, false)]);
    }
}
