using Inkoop.Reviews.Packs;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Reviews;

public class StandingTests
{
    [Fact]
    public void lots_come_in_order_with_their_figures_by_name()
    {
        var lots = Standing.Lots([Row("2", "budget_cents", 1_000_00), Row("1", "volume", 640), Row("1", "reference_volume", 650)]).ToList();
        lots.Select(lot => (lot.LotId, string.Join(" ", lot.Marks.Select(mark => $"{mark.Name}={mark.Value}")))).ShouldBe(
            [("1", "volume=640 reference_volume=650"), ("2", "budget_cents=100000")]);
    }

    [Theory]
    [InlineData("volume", "volume_of_reference_share")]
    [InlineData("use", "use_share")]
    [InlineData("participants", "results")]
    [InlineData("trajectories", "parts_reached")]
    public void a_small_count_of_youths_is_hidden_with_what_gives_it_away(string count, string derived)
    {
        foreach (var (value, hidden) in new[] { (0L, false), (1L, true), (9L, true), (10L, false) })
        {
            var lot = Standing.Lots([Row("1", count, value), Row("1", derived, 12_345), Row("1", "budget_cents", 5)]).Single();
            lot.Marks.Single(mark => mark.Name == count).Suppressed.ShouldBe(hidden, $"{value}");
            lot.Marks.Single(mark => mark.Name == derived).Suppressed.ShouldBe(hidden, $"{value}");
            lot.Marks.Where(mark => mark.Suppressed).ShouldAllBe(mark => mark.Value == 0);
            lot.Marks.Single(mark => mark.Name == "budget_cents").Value.ShouldBe(5);
        }
    }

    private static StandingRow Row(string lot, string mark, long value) => new() { LotId = lot, LotName = "Perceel", FundingModel = "task_based", Mark = mark, Value = value };
}
