using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Inkoop.Admin;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Tests.CommandLine;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Reviews.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Demo;

/// <summary>The region's figures of a year, wherever they are shown: pages, lists to take out and answers to programs say the same cents for the same word.</summary>
public sealed class OneFigureOnScreenTests(SmallRegionApp app) : IClassFixture<SmallRegionApp>
{
    private static readonly CultureInfo dutch = CultureInfo.GetCultureInfo("nl-NL");

    [Theory]
    [InlineData(2024)]
    [InlineData(2025)]
    public async Task settled_is_one_figure(int year)
    {
        var expected = await ListedAsync(year, row => row.SettledCents);
        expected.ShouldBeGreaterThan(0);

        (await YearsAsync(year, row => row.SettledCents)).ShouldBe(expected, "per gemeente");
        (await SettledAsync(year)).ShouldBe(expected, "per afrekening");
        (await ReviewedAsync(year)).ShouldBe(expected, "in de kwartaalgesprekken, voor zover niet ondertekend, en wat later is gecorrigeerd");
        (await ColumnAsync($"/export/afrekeningen.csv?jaar={year}", "Afgerekend")).ShouldBe(expected, "afrekeningen.csv");
        (await ColumnAsync($"/export/gemeenten-en-jaren.csv?jaar={year}", "Afgerekend")).ShouldBe(expected, "gemeenten-en-jaren.csv");
        (await PageAsync($"/gemeenten-en-jaren?jaar={year}")).ShouldContain(Show.Money(expected));
    }

    [Theory]
    [InlineData(2024)]
    [InlineData(2025)]
    public async Task due_paid_disputed_and_open_are_one_figure_each(int year)
    {
        var statement = await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).GetYearStatementAsync(new GetYearStatementRequest { Year = year });

        (await ColumnAsync($"/export/jaaropgave.csv?jaar={year}", "Verschuldigd")).ShouldBe(statement.DueCents);
        (await ColumnAsync($"/export/jaaropgave.csv?jaar={year}", "Betaald")).ShouldBe(statement.PaidCents);
        (await ColumnAsync($"/export/jaaropgave.csv?jaar={year}", "In betaling")).ShouldBe(statement.ApprovedCents);
        (await YearsAsync(year, row => row.ApprovedCents)).ShouldBe(statement.ApprovedCents, "per gemeente");
        (await ColumnAsync($"/export/gemeenten-en-jaren.csv?jaar={year}", "In betaling")).ShouldBe(statement.ApprovedCents);
        (await ColumnAsync($"/export/jaaropgave.csv?jaar={year}", "Nog te betalen")).ShouldBe(statement.OpenCents);
        (await YearsAsync(year, row => row.PaidCents)).ShouldBe(statement.PaidCents, "per gemeente");
        (await ColumnAsync($"/export/gemeenten-en-jaren.csv?jaar={year}", "Betaald")).ShouldBe(statement.PaidCents);
        var page = await PageAsync($"/jaaropgave?jaar={year}");
        page.ShouldContain(Show.Money(statement.DueCents));
        page.ShouldContain(Show.Money(statement.OpenCents));
        page.ShouldContain(Show.Money(statement.PaidCents));
        page.ShouldContain(Show.Money(statement.ApprovedCents));
        // Of the year that is over the run was paid, of the one that runs it is at the bank.
        (year == 2024 ? statement.PaidCents : statement.ApprovedCents).ShouldBeGreaterThan(0);
        var runs = (await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ListPaymentRunsAsync(new ListPaymentRunsRequest { Year = year, PageSize = 50 })).Runs;
        statement.ApprovedCents.ShouldBe(runs.Where(run => run.Status == PaymentRunStatus.Approved).Sum(run => run.TotalCents));
    }

    [Fact]
    public async Task declared_is_one_figure()
    {
        // Gedeclareerd: by allocation in the lists of allocations, by contract and year in the cells.
        long expected = 0;
        foreach (var year in new[] { 2023, 2024, 2025, 2026 })
            expected += await ListedAsync(year, row => row.AwardedCents);
        expected.ShouldBeGreaterThan(0);

        var dispositions = app.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
        long listed = 0;
        var page = new ListAllocationsReply();
        do
        {
            page = await dispositions.ListAllocationsAsync(new ListAllocationsRequest { PageSize = 200, PageToken = page.NextPageToken });
            listed += page.Allocations.Sum(allocation => allocation.DeclaredCents);
        }
        while (page.NextPageToken.Length > 0);
        listed.ShouldBe(expected, "per toewijzing");
        (await ColumnAsync("/export/toewijzingen.csv", "Gedeclareerd", Role.ProcurementOfficer)).ShouldBe(expected, "toewijzingen.csv");
    }

    [Theory]
    [InlineData("2024")]
    [InlineData("2025")]
    public async Task the_command_line_says_the_same(string year)
    {
        var asked = int.Parse(year, CultureInfo.InvariantCulture);
        var payments = app.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var statement = await payments.GetYearStatementAsync(new GetYearStatementRequest { Year = asked });
        var forecast = (await payments.ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = asked })).Municipalities.Sum(row => row.ForecastCents);

        var municipalities = await CommandRun.OnAsync(app, Role.Finance, "", "municipalities", year);
        Amount(municipalities, "afgerekend").ShouldBe(await ListedAsync(asked, row => row.SettledCents));
        Amount(municipalities, "prognose").ShouldBe(forecast);
        Amount(municipalities, "betaald").ShouldBe(statement.PaidCents);
        Amount(municipalities, "in betaling").ShouldBe(statement.ApprovedCents);
        var own = await CommandRun.OnAsync(app, Role.Finance, "", "statement", year);
        new[] { "Verschuldigd", "betaald", "in betaling", "betwist", "open" }.Select(word => Amount(own, word))
            .ShouldBe([statement.DueCents, statement.PaidCents, statement.ApprovedCents, statement.DisputedCents, statement.OpenCents]);
    }

    /// <summary>The amount that follows a word in the last line of what a command wrote that has one.</summary>
    private static long Amount(CommandRun run, string word)
    {
        var amount = run.Output.Split('\n').Select(line => Regex.Match(line, $@"{word} (-?)(?:€ ?)?(-?[0-9.]+,[0-9]{{2}})")).LastOrDefault(match => match.Success) ?? Match.Empty;
        amount.Success.ShouldBeTrue($"{word}: {run}");
        return (long)(decimal.Parse(amount.Groups[1].Value + amount.Groups[2].Value, dutch) * 100);
    }

    [Fact]
    public async Task the_forecast_is_what_was_settled_bound_and_expected()
    {
        var reply = await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = 2025 });
        var expected = await ListedAsync(2025, row => row.ExpectedCents);

        reply.Municipalities.Sum(row => row.ForecastCents - row.SettledCents - row.ObligoCents).ShouldBe(expected);
        (await ColumnAsync("/export/gemeenten-en-jaren.csv?jaar=2025", "Prognose")).ShouldBe(reply.Municipalities.Sum(row => row.ForecastCents));
        (await ColumnAsync("/export/gemeenten-en-jaren.csv?jaar=2025", "Obligo")).ShouldBe(reply.Municipalities.Sum(row => row.ObligoCents));
    }

    private async Task<long> ListedAsync(int year, Func<SettlementSummary, long> of)
    {
        var reply = await app.Client<SettlementService.SettlementServiceClient>(Role.Finance).ListSettlementsAsync(new ListSettlementsRequest { Year = year, PageSize = 200 });
        reply.NextPageToken.ShouldBeEmpty();
        return reply.Settlements.Sum(of);
    }

    private async Task<long> YearsAsync(int year, Func<MunicipalityYear, long> of) =>
        (await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ListMunicipalityYearsAsync(new ListMunicipalityYearsRequest { Year = year })).Municipalities.Sum(of);

    private async Task<long> SettledAsync(int year)
    {
        var settlements = app.Client<SettlementService.SettlementServiceClient>(Role.Finance);
        long sum = 0;
        foreach (var row in (await settlements.ListSettlementsAsync(new ListSettlementsRequest { Year = year, PageSize = 200 })).Settlements)
            sum += (await settlements.GetSettlementAsync(new GetSettlementRequest { ContractId = row.ContractId, From = $"{year}-01-01", Until = $"{year}-12-31" })).Settlement.SettledCents;
        return sum;
    }

    // A signed pack keeps what was signed; what came later stands beside it.
    private async Task<long> ReviewedAsync(int year)
    {
        var reviews = app.Client<ReviewService.ReviewServiceClient>(Role.ContractManager);
        var last = $"{year}-Q4";
        long sum = 0;
        foreach (var row in (await reviews.ListReviewsAsync(new ListReviewsRequest { Quarter = last, PageSize = 200 })).Reviews)
        {
            // Of the next quarter: no part of its history is signed.
            var review = (await reviews.GetReviewAsync(new GetReviewRequest { ContractId = row.ContractId, Quarter = last })).Review;
            if (review.Frozen)
                review = (await reviews.GetReviewAsync(new GetReviewRequest { ContractId = row.ContractId, Quarter = $"{year + 1}-Q1" })).Review;
            sum += review.History.Where(quarter => quarter.Quarter.StartsWith($"{year}-", StringComparison.Ordinal)).Sum(quarter => quarter.ProducedCents);
        }

        return sum;
    }

    private async Task<long> ColumnAsync(string path, string column, string role = Role.Finance)
    {
        var lines = (await PageAsync(path, role)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(lines[0].Split(';'), column);
        at.ShouldBeGreaterThanOrEqualTo(0, lines[0]);
        return lines.Skip(1).Select(line => line.Split(';')[at]).Sum(cell => cell.Length == 0 ? 0 : (long)(decimal.Parse(cell, dutch) * 100));
    }

    private async Task<string> PageAsync(string path, string role = Role.Finance)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(role);
        var page = await visitor.GetAsync(path);
        page.Status.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(page.Html);
    }
}
