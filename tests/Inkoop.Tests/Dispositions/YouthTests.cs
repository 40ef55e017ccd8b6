using Inkoop.Dispositions.Allocations;
using Inkoop.Wire.Faults;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Dispositions;

public class YouthTests
{
    [Theory]
    [InlineData("2008-04-02", "", "")]                                // eighteen the day after it ends
    [InlineData("2008-04-01", "", "extended_care required")]          // eighteen on its last day
    [InlineData("2008-04-01", "continued", "")]
    [InlineData("1996-05-17", "", "starts_on too_old")]
    [InlineData("1996-05-17", "continued", "starts_on too_old")]
    [InlineData("2003-04-02", "resumed", "")]
    [InlineData("2003-04-01", "resumed", "ends_on too_old")]          // twenty-three on its last day
    [InlineData("2003-01-01", "determined", "starts_on too_old")]     // on its first
    [InlineData("1996-05-17", "criminal_law", "")]
    public void who_is_a_youth_on_every_day(string born, string reason, string fault)
    {
        var check = new Check();
        Youth.CheckAge(check, DateOnly.Parse(born), reason, new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1));
        string.Join(' ', check.Faults.Select(found => $"{found.Field} {found.Code}")).ShouldBe(fault);
    }
}
