using Inkoop.Money.Payments;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Money.Payments;

public class RunDecisionTests
{
    [Fact]
    public void a_second_person_approves()
    {
        RunDecisions.Approve("proposed", "anna", "bert");
        Should.Throw<Refused>(() => RunDecisions.Approve("proposed", "anna", "anna")).Code.ShouldBe("same_person");
        Should.Throw<Refused>(() => RunDecisions.Approve("proposed", "anna", "")).Code.ShouldBe("person_unknown");
    }

    [Fact]
    public void a_proposal_that_rests_on_what_has_changed_is_made_again()
    {
        RunDecisions.MustStillStand([]);
        var refused = Should.Throw<Refused>(() => RunDecisions.MustStillStand(["MLO-1", "MLO-2"]));
        refused.Code.ShouldBe("proposal_outdated");
        refused.Message.ShouldContain("MLO-1, MLO-2");
    }

    [Fact]
    public void a_second_person_takes_back_what_was_recorded_as_paid()
    {
        RunDecisions.Reverse("paid", "anna", "bert");
        RunDecisions.Reverse("paid", null, "anna");
        RunDecisions.Reverse("approved", null, "anna");
        Should.Throw<Refused>(() => RunDecisions.Reverse("paid", "anna", "anna")).Code.ShouldBe("same_person");
        Should.Throw<Refused>(() => RunDecisions.Reverse("paid", "anna", "")).Code.ShouldBe("person_unknown");
    }

    [Fact]
    public void a_run_is_paid_between_its_approval_and_today()
    {
        DateOnly approved = new(2026, 11, 20), today = new(2026, 11, 27);
        RunDecisions.PaidOn(approved, approved, today);
        RunDecisions.PaidOn(today, approved, today);
        Should.Throw<Invalid>(() => RunDecisions.PaidOn(new(1900, 1, 1), approved, today)).Fields.Single().Code.ShouldBe("before_approval");
        Should.Throw<Invalid>(() => RunDecisions.PaidOn(new(2026, 11, 28), approved, today)).Fields.Single().Code.ShouldBe("in_the_future");
    }

    [Theory]
    [InlineData("proposed", "approve drop")]
    [InlineData("approved", "paid reverse")]
    [InlineData("paid", "reverse")]
    [InlineData("reversed", "")]
    [InlineData("dropped", "")]
    public void every_status_has_its_steps_and_no_others(string status, string allowed)
    {
        var steps = new Dictionary<string, Action>
        {
            ["approve"] = () => RunDecisions.Approve(status, "anna", "bert"),
            ["drop"] = () => RunDecisions.Drop(status),
            ["paid"] = () => RunDecisions.RecordPaid(status),
            ["reverse"] = () => RunDecisions.Reverse(status),
        };
        foreach (var (name, step) in steps)
        {
            if (allowed.Split(' ').Contains(name)) step();
            else Should.Throw<Refused>(step).Code.ShouldStartWith("run_not_");
        }
    }
}
