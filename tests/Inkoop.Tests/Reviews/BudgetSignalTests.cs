using Inkoop.Reviews.Statistics;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Reviews;

public class BudgetSignalTests
{
    [Theory]
    [InlineData(40_000_000, 28_000_000, true)]
    [InlineData(40_000_000, 27_999_999, false)]
    [InlineData(3, 2, false)]
    [InlineData(10, 7, true)]
    public void signals_from_seventy_percent_on_to_the_cent(long budget, long produced, bool signal) =>
        BudgetSignal.Of(budget, produced).Signal.ShouldBe(signal);

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void without_a_budget_there_is_no_share_and_no_signal(long? budget) => BudgetSignal.Of(budget, 1_000_000).ShouldBe(new BudgetSignal.Use(null, false));
}
