using FsCheck;
using FsCheck.Fluent;
using Inkoop.Indicators.Registry;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Indicators;

public class DropOutTests
{
    [Theory]
    [InlineData("32", true, true)]
    [InlineData("33", true, true)]
    [InlineData("31", false, true)]
    [InlineData("34", false, true)]
    [InlineData("35", false, true)]
    [InlineData("02", false, true)]
    [InlineData("38", false, true)]
    [InlineData("39", false, true)]
    [InlineData("20", false, false)]
    [InlineData("36", false, false)]
    [InlineData("37", false, false)]
    public void counts_what_one_side_broke_off_among_definitive_stops(string reason, bool above, bool below)
    {
        DropOut.CountsAbove(reason).ShouldBe(above);
        DropOut.CountsBelow(reason).ShouldBe(below);
    }

    [Fact]
    public void a_stop_and_its_withdrawal_cancel_in_any_order_and_any_number()
    {
        string[] reasons = ["02", "20", "31", "32", "33", "34", "35", "36", "37", "38", "39"];
        var facts = Gen.Elements(true, false).ListOf().ToArbitrary();
        Prop.ForAll(facts, Gen.Elements(reasons).ToArbitrary(), (withdrawals, reason) =>
        {
            var (state, above, below) = (StopState.Unknown, 0, 0);
            foreach (var withdrawn in withdrawals)
            {
                var change = DropOut.Delta(state, withdrawn, reason);
                (state, above, below) = (change.State, above + change.Numerator, below + change.Denominator);
            }
            var counts = withdrawals.Count > 0 && withdrawals.All(withdrawn => !withdrawn);
            return above == (counts && DropOut.CountsAbove(reason) ? 1 : 0) && below == (counts && DropOut.CountsBelow(reason) ? 1 : 0);
        }).QuickCheckThrowOnFailure();
    }
}
