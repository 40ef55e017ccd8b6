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
