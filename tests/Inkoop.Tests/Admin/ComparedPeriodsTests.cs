using System.Globalization;
using Inkoop.Platform.Identity;
using Inkoop.Tests.CommandLine;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>What is compared has as many months on both sides, none of them still to come: by the RPC, on the page and by the command line.</summary>
public sealed class ComparedPeriodsTests(UiRegion app) : IClassFixture<UiRegion>
{
    private static DateOnly Today => DutchDay.Today(TimeProvider.System);

    // In January no month of the year is over: then the years stay whole on both sides.
    private static int Over => Today.Month == 1 ? 12 : Today.Month - 1;

    [Fact]
    public async Task a_running_year_is_set_beside_the_same_months_of_the_year_before()
    {
        var answer = await app.Client<SettlementService.SettlementServiceClient>(Role.Finance).CompareSettlementsAsync(new CompareSettlementsRequest
        {
            BaseFrom = Day(Today.Year - 1, 1, 1),
            BaseUntil = Day(Today.Year - 1, 12, 31),
            From = Day(Today.Year, 1, 1),
            Until = Day(Today.Year, 12, 31),
        });
        (answer.BaseFrom, answer.BaseUntil, answer.From, answer.Until).ShouldBe((Day(Today.Year - 1, 1, 1), Last(Today.Year - 1), Day(Today.Year, 1, 1), Last(Today.Year)));
    }

    [Fact]
    public async Task of_two_lengths_the_shorter_one_is_compared()
    {
        var answer = await app.Client<SettlementService.SettlementServiceClient>(Role.Finance).CompareSettlementsAsync(new CompareSettlementsRequest
        {
            BaseFrom = "2024-01-01",
            BaseUntil = "2024-12-31",
            From = "2025-01-01",
            Until = "2025-02-28",
        });
        (answer.BaseUntil, answer.Until).ShouldBe(("2024-02-29", "2025-02-28"));
    }

    [Fact]
    public async Task the_command_line_compares_a_year_with_the_same_months()
    {
        var ran = await CommandRun.OnAsync(app, Role.Finance, "", "settlement", "compare", "--year", Today.Year.ToString(CultureInfo.InvariantCulture), "--json");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        var compared = ran.Json.GetProperty("comparison");
        (compared.GetProperty("base_until").GetString(), compared.GetProperty("until").GetString()).ShouldBe((Last(Today.Year - 1), Last(Today.Year)));
    }

    [Fact]
    public async Task the_page_starts_with_the_months_that_are_over_and_the_same_of_the_year_before()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Finance);
        var page = await visitor.GetAsync("/kostenontwikkeling");
        var whole = Today.Month == 1 ? Today.Year - 1 : Today.Year;
        page.Html.ShouldContain($"basis-van={Day(whole - 1, 1, 1)}&amp;basis-tot={Last(whole - 1)}&amp;van={Day(whole, 1, 1)}&amp;tot={Last(whole)}");
    }

    private static string Last(int year) => Day(year, Over, DateTime.DaysInMonth(year, Over));

    private static string Day(int year, int month, int day) => WireText.Day(new DateOnly(year, month, day));
}
