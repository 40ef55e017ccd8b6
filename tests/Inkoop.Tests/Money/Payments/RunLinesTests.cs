using FsCheck;
using FsCheck.Fluent;
using Inkoop.Funding;
using Inkoop.Money.Payments;
using Inkoop.Money.Settlements;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.Due;
using static Inkoop.Tests.Money.Settlements.Kernel;

namespace Inkoop.Tests.Money.Payments;

public class RunLinesTests
{
    private static readonly Credits credits = new([Line("R4", new(2026, 1, 1), 1_020, credit: true, previous: "R1")]);

    [Fact]
    public void what_was_paid_is_left_out_and_what_is_not_is_open()
    {
        var lines = RunLines.Of([Amount("line/R1", 147_900), Amount("line/R2", 139_200)], [Amount("line/R1", 147_900)], [], [], Day);
        lines.ShouldBe([new RunLine("1", "line/R2", "0957", Provider, 139_200, 0, 0, false)]);
    }

    [Fact]
    public void a_line_worth_nothing_is_left_out() => RunLines.Of([Amount("line/R1", 0)], [], [], [], Day).ShouldBeEmpty();

    [Fact]
    public void a_moved_client_gives_two_lines() =>
        RunLines.Of([Amount("line/R1", 147_900, "1641")], [Amount("line/R1", 147_900)], [], [], Day).Select(line => (line.MunicipalityCode, line.Cents, line.IsDifference))
            .ShouldBe([("0957", -147_900L, true), ("1641", 147_900L, false)]);

    [Fact]
    public void one_key_in_two_lots_is_two_amounts() =>
        RunLines.Of([Amount("population/2026/0957", 100, lot: "1"), Amount("population/2026/0957", 200, lot: "2")], [Amount("population/2026/0957", 100, lot: "1")], [], [], Day)
            .ShouldHaveSingleItem().Cents.ShouldBe(200);

    [Fact]
    public void a_merged_municipality_takes_over_what_was_paid_also_where_the_key_names_it() =>
        RunLines.Of([Amount("advance/1/2026-01/1999", 500, "1999"), Amount("line/R1", 100, "1999")], [Amount("advance/1/2026-01/0957", 500), Amount("line/R1", 100)], [], [new Merger("0957", "1999", new(2027, 1, 1))], Day)
            .ShouldBeEmpty();

    [Fact]
    public void what_is_disputed_is_held_back_and_the_rest_is_paid()
    {
        var line = RunLines.Of([Amount("line/R1", 147_900)], [], [new Hold("1", "line/R1", "0957", 10_000)], [], Day).ShouldHaveSingleItem();
        (line.SettledCents, line.BeforeCents, line.DisputedCents, line.Cents).ShouldBe((147_900L, 0L, 10_000L, 137_900L));
    }

    [Fact]
    public void an_amount_that_is_held_back_whole_is_shown_once()
    {
        var hold = new Hold("1", "line/R1", "0957", 147_900);
        var first = RunLines.Of([Amount("line/R1", 147_900)], [], [hold], [], Day);
        first.ShouldHaveSingleItem().Cents.ShouldBe(0);
        RunLines.Of([Amount("line/R1", 147_900)], [Paid(first[0])], [hold], [], Day).ShouldBeEmpty();
    }

    [Fact]
    public void a_dispute_of_what_was_paid_comes_off_until_it_is_dismissed()
    {
        var paid = new List<LotAmount> { Amount("line/R1", 147_900) };
        var held = RunLines.Of([Amount("line/R1", 147_900)], paid, [new Hold("1", "line/R1", "0957", 10_000)], [], Day).ShouldHaveSingleItem();
        held.Cents.ShouldBe(-10_000);
        paid.Add(Paid(held));
        RunLines.Of([Amount("line/R1", 147_900)], paid, [], [], Day).ShouldHaveSingleItem().Cents.ShouldBe(10_000);
    }

    [Fact]
    public void a_credit_takes_an_upheld_dispute_away_with_it()
    {
        var dispute = new DisputedAmount { LotId = "1", Key = "line/R1", MunicipalityCode = "0957", DisputedCents = 10_000, IsUpheld = true, AmountCents = 147_900 };
        LotAmount[] before = [Amount("line/R1", 147_900)];
        LotAmount[] corrected = [.. before, Amount("line/R4", -147_900), Amount("line/R5", 137_900)];

        Holds.Of([dispute], before, credits).ShouldHaveSingleItem().Cents.ShouldBe(10_000);
        Holds.Of([dispute], corrected, credits).ShouldHaveSingleItem().Cents.ShouldBe(0);
        RunLines.Of(corrected, [Amount("line/R1", 137_900)], Holds.Of([dispute], corrected, credits), [], Day).Sum(line => line.Cents).ShouldBe(0);
    }

    [Fact]
    public void an_upheld_dispute_ends_when_the_amount_is_settled_otherwise()
    {
        var dispute = new DisputedAmount { LotId = "1", Key = "line/R1", MunicipalityCode = "0957", DisputedCents = 10_000, IsUpheld = true, AmountCents = 147_900 };
        Holds.Of([dispute], [Amount("line/R1", 147_901)], Credits.None).ShouldHaveSingleItem().Cents.ShouldBe(0);
        Holds.Of([dispute with { IsUpheld = false }], [Amount("line/R1", 147_901)], Credits.None).ShouldHaveSingleItem().Cents.ShouldBe(10_000);
    }

    [Fact]
    public void an_open_dispute_never_holds_more_than_the_amount()
    {
        var dispute = new DisputedAmount { LotId = "1", Key = "line/R1", MunicipalityCode = "0957", DisputedCents = 10_000, IsUpheld = false, AmountCents = 147_900 };
        Holds.Of([dispute], [Amount("line/R1", 4_000)], Credits.None).ShouldHaveSingleItem().Cents.ShouldBe(4_000);
        Holds.Of([dispute], [Amount("line/R1", 147_900), Amount("line/R4", -147_900)], credits).ShouldHaveSingleItem().Cents.ShouldBe(0);
        Holds.Of([dispute], [], Credits.None).ShouldHaveSingleItem().Cents.ShouldBe(0);
    }

    /// <summary>Amounts change, disputes come and go, runs are made and reversed in any order: what counts as paid and what is open is always what is due and not disputed.</summary>
    [Fact]
    public void runs_and_what_is_open_are_what_is_due_and_not_disputed_whatever_came_between() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (seed, steps) =>
        {
            var random = new Random(seed);
            var due = new Dictionary<(string Key, string Code), long>();
            var disputes = new Dictionary<(string Key, string Code), long>();
            var runs = new List<(IReadOnlyList<RunLine> Lines, bool Counts)>();
            for (var step = 0; step < steps; step++)
            {
                var key = ($"line/R{random.Next(4)}", random.Next(2) == 0 ? "0957" : "1641");
                switch (random.Next(5))
                {
                    case 0: due[key] = random.Next(-500, 2_000); break;
                    case 1: disputes[key] = random.Next(1, 1_500); break;
                    case 2: disputes.Remove(key); break;
                    case 3 when runs.Count > 0:
                        var reversed = random.Next(runs.Count);
                        runs[reversed] = runs[reversed] with { Counts = false };
                        break;
                    default: runs.Add((Open(), true)); break;
                }
                var net = Now().Sum(amount => amount.Cents) - Held().Sum(hold => hold.Cents);
                if (Counted().Sum(line => line.Cents) + Open().Sum(line => line.Cents) != net) return false;
                if (runs.Count > 0 && runs[^1].Counts && step % 3 == 0)
                {
                    runs.Add((Open(), true));
                    if (Open().Any(line => line.Cents != 0)) return false;
                }
            }
            return true;

            List<LotAmount> Now() => [.. due.Select(amount => Amount(amount.Key.Key, amount.Value, amount.Key.Code))];
            IReadOnlyList<Hold> Held() => Holds.Of([.. disputes.Select(dispute => new DisputedAmount { LotId = "1", Key = dispute.Key.Key, MunicipalityCode = dispute.Key.Code, DisputedCents = dispute.Value, IsUpheld = false, AmountCents = 0 })], Now(), Credits.None);
            List<LotAmount> Counted() => [.. runs.Where(run => run.Counts).SelectMany(run => run.Lines).Select(Paid)];
            IReadOnlyList<RunLine> Open() => RunLines.Of(Shuffled(Now(), seed), Shuffled(Counted(), seed), Held(), [], Day);
        }).QuickCheckThrowOnFailure();
}
