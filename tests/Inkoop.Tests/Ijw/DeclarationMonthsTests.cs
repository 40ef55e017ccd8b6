using Inkoop.Ijw;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Ijw;

public class DeclarationMonthsTests
{
    [Theory]
    [InlineData(null, 6, "5", true)]   // the first one
    [InlineData(5, 6, "6", true)]
    [InlineData(5, 5, "5", true)]      // once more for the same month (IV090)
    [InlineData(5, 6, "4 6", true)]    // late care
    [InlineData(6, 9, "9", true)]      // no care in July and August
    [InlineData(6, 9, "8 9", false)]   // care in August, whose declaration was left out
    [InlineData(6, 9, "6 9", true)]    // late care of a month that was declared
    [InlineData(6, 5, "5", false)]     // back
    public void months_follow_each_other(int? previous, int month, string care, bool follows) =>
        DeclarationMonths.Follows(previous is { } last ? new DateOnly(2026, last, 1) : null, new DateOnly(2026, month, 1), care.Split(' ').Select(of => new DateOnly(2026, int.Parse(of), 1)))
            .ShouldBe(follows);
}
