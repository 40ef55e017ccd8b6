using Inkoop.Reviews;
using Inkoop.Reviews.Packs;
using Inkoop.Wire;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Reviews;

public class SigningTests
{
    private static readonly Quarter quarter = Quarter.Parse("2026-Q1");
    private static readonly DateTimeOffset now = new(2026, 4, 20, 10, 0, 0, TimeSpan.Zero);

    private static ReviewRow Sign(ReviewRow? review, Side side, long expected, string today = "2026-04-20", string content = "c1", string seen = "") =>
        Signing.Sign(review, side, expected, "bestuurder", side == Side.Provider ? "niet eens" : null, content, seen, quarter, DateOnly.Parse(today), now);

    [Fact]
    public void is_complete_with_both_sides_in_either_order()
    {
        foreach (var (first, second) in new[] { (Side.Buyer, Side.Provider), (Side.Provider, Side.Buyer) })
        {
            var once = Sign(null, first, 0);
            Signing.Complete(once, "c1").ShouldBeFalse();
            var twice = Sign(once, second, 1);
            Signing.Complete(twice, "c1").ShouldBeTrue();
            twice.Version.ShouldBe(2);
            twice.CounterView.ShouldBe("niet eens");
        }
    }

    [Fact]
    public void refuses_a_second_signature_of_one_side_and_any_after_the_freeze()
    {
        Should.Throw<Refused>(() => Sign(Sign(null, Side.Buyer, 0), Side.Buyer, 1)).Code.ShouldBe("already_signed");
        Should.Throw<Refused>(() => Sign(new ReviewRow { Version = 2, FrozenPack = [1] }, Side.Buyer, 2)).Code.ShouldBe("frozen");
    }

    [Fact]
    public void refuses_a_signature_under_what_the_signer_did_not_see() =>
        Should.Throw<Stale>(() => Sign(new ReviewRow { Version = 4 }, Side.Buyer, 3)).CurrentVersion.ShouldBe(4);

    [Fact]
    public void refuses_a_signature_under_content_that_changed_since_it_was_read() =>
        Should.Throw<Refused>(() => Sign(null, Side.Buyer, 0, content: "c2", seen: "c1")).Code.ShouldBe("content_changed");

    [Fact]
    public void asks_the_first_side_again_when_the_content_changed_before_the_second_signed()
    {
        var once = Sign(null, Side.Buyer, 0);
        var twice = Sign(once, Side.Provider, 1, content: "c2");
        Signing.Complete(twice, "c2").ShouldBeFalse();
        var again = Sign(twice, Side.Buyer, 2, content: "c2");
        Signing.Complete(again, "c2").ShouldBeTrue();
        Signing.Complete(again with { ProviderSignedDigest = null }, "c2").ShouldBeTrue("a signature from before digests were kept stands");
    }

    [Fact]
    public void refuses_to_sign_a_quarter_that_is_not_over()
    {
        Should.Throw<Refused>(() => Sign(null, Side.Buyer, 0, "2026-03-31")).Code.ShouldBe("quarter_not_over");
        Sign(null, Side.Buyer, 0, "2026-04-01").Version.ShouldBe(1);
    }

    [Fact]
    public void closes_an_open_action_once_and_by_its_version()
    {
        var open = new ActionRow { Version = 1, DueOn = new DateOnly(2026, 5, 1) };
        var closed = ReviewRpc.Close(open, 1, "gedaan", new DateOnly(2026, 4, 20));
        (closed.Version, closed.ClosedOn, closed.Result).ShouldBe((2, new DateOnly(2026, 4, 20), "gedaan"));
        Should.Throw<Stale>(() => ReviewRpc.Close(open, 2, "gedaan", new DateOnly(2026, 4, 20))).CurrentVersion.ShouldBe(1);
        Should.Throw<Refused>(() => ReviewRpc.Close(closed, 2, "nogmaals", new DateOnly(2026, 4, 21))).Code.ShouldBe("action_closed");
    }
}
