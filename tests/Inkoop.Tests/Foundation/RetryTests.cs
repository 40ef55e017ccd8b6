using System.Data.Common;
using Inkoop.Platform.Data;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

public sealed class RetryTests
{
    private static readonly CancellationToken none = CancellationToken.None;

    [Fact]
    public async Task what_may_go_better_later_is_done_again_more_often_than_five_times()
    {
        var attempts = 0;
        (await Retry.RunAsync(() => ++attempts < 8 ? throw new Busy() : Task.FromResult("done"), _ => true, Retry.Within, none)).ShouldBe("done");
        attempts.ShouldBe(8);
    }

    [Fact]
    public async Task what_will_not_go_better_is_not_done_again()
    {
        var attempts = 0;
        await Should.ThrowAsync<Busy>(() => Retry.RunAsync<int>(() => { attempts++; throw new Busy(); }, _ => false, Retry.Within, none));
        attempts.ShouldBe(1);
    }

    [Fact]
    public async Task it_ends_when_its_time_is_over_or_when_nobody_waits_any_more()
    {
        await Should.ThrowAsync<Busy>(() => Retry.RunAsync<int>(() => throw new Busy(), _ => true, TimeSpan.FromMilliseconds(50), none));
        await Should.ThrowAsync<Busy>(() => Retry.RunAsync<int>(() => throw new Busy(), _ => true, Retry.Within, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void pauses_grow_to_a_second_at_most_and_differ()
    {
        Retry.Pause(0, 0).TotalMilliseconds.ShouldBe(5);
        Retry.Pause(3, 0.5).TotalMilliseconds.ShouldBe(80);
        Retry.Pause(1_000, 1).TotalMilliseconds.ShouldBe(960);
        Retry.Pause(2, 0.1).ShouldNotBe(Retry.Pause(2, 0.9));
    }

    private sealed class Busy : DbException;
}
