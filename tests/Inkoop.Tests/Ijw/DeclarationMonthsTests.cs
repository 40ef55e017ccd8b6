using Inkoop.Ijw;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class DeclarationMonthsTests
{
    [Theory]
    [InlineData("", 6, "5", true)]     // the first one
    [InlineData("5 4", 6, "6", true)]
    [InlineData("5 4", 5, "5", true)]  // once more for the same month
    [InlineData("5 4", 6, "4 6", true)] // late care
    [InlineData("6 5", 9, "9", true)]  // no care in July and August
    [InlineData("6 5", 9, "8 9", false)] // care in August, whose declaration was left out
    [InlineData("6 5", 9, "6 9", true)] // late care of a month that was declared
    [InlineData("6 3", 9, "7 8 9", true)] // by the quarter
    [InlineData("6 5", 5, "5", true)]
    public void months_follow_each_other(string earlier, int month, string care, bool follows) =>
        DeclarationMonths.Follows([.. Months(earlier)], Month(month), Months(care)).ShouldBe(follows);

    private static IEnumerable<DateOnly> Months(string months) => months.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(of => Month(int.Parse(of)));

    private static DateOnly Month(int month) => new(2026, month, 1);
}
