using FsCheck;
using FsCheck.Fluent;
using Inkoop.Dispositions.Judging;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public class CareJudgementTests
{
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly DateOnly Second = new(2026, 3, 2);
    private static readonly DateOnly End = new(2026, 2, 27);

    [Fact]
    public void a_first_start_is_right() => Start(First).ShouldBeEmpty();

    [Fact]
    public void a_start_without_an_allocation_cannot_be_linked() => CareJudgement.JudgeStart(false, "1", First, [], []).ShouldBe(["9019"]);

    [Fact]
    public void the_same_start_twice_has_the_same_key_and_is_still_active() => Start(First, [At(First)]).ShouldBe(["9074", "9326"]);

    [Fact]
    public void a_second_start_waits_for_a_stop() => Start(Second, [At(First)]).ShouldBe(["9326"]);

    [Theory]
    [InlineData("20")]
    [InlineData("31")]
    public void after_any_stop_care_may_start_again(string reason) => Start(Second, [At(First)], [Stopped(First, End, reason)]).ShouldBeEmpty();

    [Fact]
    public void a_start_that_was_stopped_keeps_its_key() => Start(First, [At(First)], [Stopped(First, End, "31")]).ShouldBe(["9074"]);

    [Fact]
    public void withdrawing_needs_the_start_it_withdraws() => CareJudgement.JudgeStart(true, "3", Second, [At(First)], []).ShouldBe(["9063"]);

    [Fact]
    public void a_start_that_was_stopped_cannot_be_withdrawn() => CareJudgement.JudgeStart(true, "3", First, [At(First)], [Stopped(First, End, "31")]).ShouldBe(["9071"]);

    [Fact]
    public void a_withdrawal_is_held_against_nothing_else() => CareJudgement.JudgeStart(false, "3", First, [At(First)], []).ShouldBeEmpty();

    [Fact]
    public void a_stop_of_an_active_start_is_right() => Stop(First, End, "31", [At(First)]).ShouldBeEmpty();

    [Fact]
    public void a_stop_without_an_allocation_cannot_be_linked() => CareJudgement.JudgeStop(false, "1", First, End, "31", [], []).ShouldBe(["9019"]);

    [Fact]
    public void a_stop_names_the_begin_date_of_its_start() => Stop(Second, End.AddMonths(2), "31", [At(First)]).ShouldBe(["9069"]);

    [Fact]
    public void a_temporary_stop_may_become_definitive_without_a_start_between() => Stop(First, End.AddDays(9), "31", [At(First)], [Stopped(First, End, "20")]).ShouldBeEmpty();

    [Fact]
    public void two_temporary_stops_need_a_start_between() =>
        Stop(First, End.AddDays(9), "20", [At(First)], [Stopped(First, End, "20")]).ShouldBe(["9074", "9413"]);

    [Fact]
    public void a_later_stop_does_not_end_earlier() => Stop(First, End.AddDays(-1), "31", [At(First)], [Stopped(First, End, "20")]).ShouldBe(["9414"]);

    [Fact]
    public void nothing_follows_a_definitive_stop() => Stop(First, End.AddDays(9), "32", [At(First)], [Stopped(First, End, "31")]).ShouldBe(["9415"]);

    [Fact]
    public void the_same_stop_twice_carries_every_code_that_applies() =>
        Stop(First, End.AddDays(-1), "31", [At(First)], [Stopped(First, End, "31")]).ShouldBe(["9074", "9414", "9415"]);

    [Theory]
    [InlineData("31", true)]
    [InlineData("32", false)]
    public void withdrawing_a_stop_needs_its_reason(string reason, bool right) =>
        CareJudgement.JudgeStop(true, "3", First, End, reason, [At(First)], [Stopped(First, End, "31")]).ShouldBe(right ? [] : ["9063"]);

    [Fact]
    public void care_stands_by_its_latest_start_and_the_last_stop_of_it()
    {
        CareState.Of([], []).ShouldBe(new CareState(null, null, null));
        CareState.Of([At(First)], [Stopped(First, End, "20"), Stopped(First, End, "31")]).ShouldBe(new CareState(First, End, "31"));
        CareState.Of([At(Second), At(First)], [Stopped(First, End, "31")]).ShouldBe(new CareState(Second, null, null));
    }

    [Fact]
    public void whatever_is_reported_no_more_than_one_start_is_ever_active() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 9_999)).ToArbitrary(), moves =>
        {
            var starts = new List<KnownStart>();
            var stops = new List<KnownStop>();
            foreach (var move in moves)
            {
                var day = First.AddDays(move % 7);
                if (move / 1_000 % 2 == 0)
                {
                    if (CareJudgement.JudgeStart(true, "1", day, starts, stops).Count == 0)
                        starts.Add(At(day));
                }
                else
                {
                    var (end, reason) = (day.AddDays(move / 10 % 5), move / 100 % 2 == 0 ? "20" : "31");
                    if (CareJudgement.JudgeStop(true, "1", day, end, reason, starts, stops).Count == 0)
                        stops.Add(Stopped(day, end, reason));
                }
            }

            var active = starts.Count(start => stops.All(stop => stop.StartedOn != start.StartedOn));
            return active <= 1 && stops.All(stop => starts.Any(start => start.StartedOn == stop.StartedOn))
                && stops.GroupBy(stop => stop.StartedOn).All(of => of.Count(stop => stop.Reason != "20") <= 1);
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<string> Start(DateOnly on, IReadOnlyCollection<KnownStart>? starts = null, IReadOnlyCollection<KnownStop>? stops = null) =>
        CareJudgement.JudgeStart(true, "1", on, starts ?? [], stops ?? []);

    private static IReadOnlyList<string> Stop(DateOnly of, DateOnly on, string reason, IReadOnlyCollection<KnownStart> starts, IReadOnlyCollection<KnownStop>? stops = null) =>
        CareJudgement.JudgeStop(true, "1", of, on, reason, starts, stops ?? []);

    private static KnownStart At(DateOnly day) => new(Guid.CreateVersion7(), day);

    private static KnownStop Stopped(DateOnly start, DateOnly end, string reason) => new(Guid.CreateVersion7(), start, end, reason);
}
