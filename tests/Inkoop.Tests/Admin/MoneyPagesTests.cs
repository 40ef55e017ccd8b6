using System.Net;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>The pages about money as a browser without script meets them.</summary>
public sealed class MoneyPagesTests(MoneyRegion app) : IClassFixture<MoneyRegion>
{
    [Fact]
    public async Task without_script_every_amount_opens_on_a_page_of_its_own_down_to_the_line()
    {
        using var visitor = await FinanceAsync();
        var page = await visitor.GetAsync(Settlement);
        Visitor.Text(page.Html).ShouldContain("€ 4.176,00");
        var steps = 0;
        while (!Visitor.Text(page.Html).Contains("Prestatie R1", StringComparison.Ordinal))
        {
            (++steps).ShouldBeLessThan(12);
            page = await visitor.GetAsync(WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page.Html, "<div class=\"inner\"><p class=\"own-page\"><a class=\"utrecht-link\" href=\"([^\"]+)\"").Groups[1].Value));
            page.Status.ShouldBe(HttpStatusCode.OK);
        }
        var text = Visitor.Text(page.Html);
        text.ShouldContain("Volume × tarief");
        text.ShouldContain("TR346");
        text.ShouldContain("Volume: 1.020");
        text.ShouldContain("€ 1.479,00");
    }

    [Fact]
    public async Task a_tree_that_is_being_opened_stays_as_of_its_first_answer()
    {
        using var visitor = await FinanceAsync();
        var page = await visitor.GetAsync(Settlement);
        var links = System.Text.RegularExpressions.Regex.Matches(page.Html, "href=\"(/afrekeningen/[^\"]+onderbouwing[^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
        links.ShouldNotBeEmpty();
        links.ShouldAllBe(link => link.Contains("stand=20", StringComparison.Ordinal));
        var deeper = await visitor.GetAsync(links[0]);
        System.Text.RegularExpressions.Regex.Matches(deeper.Html, "stand=([^&\"]+)").Select(match => match.Groups[1].Value).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task as_of_a_day_before_the_lines_there_was_nothing_to_pay()
    {
        using var visitor = await FinanceAsync();
        var text = Visitor.Text((await visitor.GetAsync(Settlement + "&op=2026-01-05")).Html);
        text.ShouldNotContain("€ 4.176,00");
    }

    [Fact]
    public async Task a_lot_paid_by_the_year_says_why_it_is_not_settled_yet()
    {
        using var visitor = await FinanceAsync();
        var text = Visitor.Text((await visitor.GetAsync($"/afrekeningen/{app.Population.ContractId}?van=2026-01&tot=2026-06")).Html);
        text.ShouldContain("Nog niet af te rekenen");
        text.ShouldContain("Populatiebekostiging");
    }

    [Fact]
    public async Task a_month_out_of_order_is_read_as_that_month()
    {
        using var visitor = await FinanceAsync();
        (await visitor.GetAsync($"/afrekeningen/{app.Region.Contract.ContractId}?van=2026-03&tot=2026-01")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task what_if_shows_every_scenario_with_columns_that_add_up()
    {
        using var visitor = await FinanceAsync();
        var path = $"/wat-als?contract={app.Region.Contract.ContractId}&van=2026-01&tot=2026-03";
        var page = await visitor.GetAsync(path);
        var text = Visitor.Text(page.Html);
        text.ShouldContain("€ 4.176,00");
        text.ShouldContain("€ 4.593,60");
        text.ShouldContain("€ 4.384,80");
        text.ShouldContain("+€ 417,60");
        var fields = Visitor.FieldsOf(page.Html);
        fields["kies." + app.Region.Contract.ContractId] = "true";
        var file = (await visitor.PostAsync("/export/wat-als.csv", fields)).Html;
        file.ShouldContain("10% meer jeugdigen");
        file.ShouldContain(";4176,00;4593,60;4384,80;417,60;208,80");
    }

    [Fact]
    public async Task what_if_of_another_model_needs_its_parameters_and_says_which()
    {
        using var visitor = await FinanceAsync();
        var path = $"/wat-als?contract={app.Region.Contract.ContractId}&van=2026-01&tot=2026-12";
        var page = await visitor.GetAsync(path);
        var fields = new Dictionary<string, string> { ["kies." + app.Region.Contract.ContractId] = "true", ["scenarios[0].funding"] = "3", ["_op"] = "reken" };
        var refused = await visitor.SubmitAsync(path, page.Html, "wat-als", fields);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("id=\"scenarios-0-funding-task_based-annual_budget_cents-fout\"");
        fields["scenarios[0].funding.task_based.annual_budget_cents"] = "6.000";
        fields["scenarios[0].funding.task_based.reference_volume"] = "1";
        var answer = Visitor.Text((await visitor.SubmitAsync(path, page.Html, "wat-als", fields)).Html);
        answer.ShouldContain("Uitkomst");
        answer.ShouldContain("€ 6.000,00");
    }

    [Fact]
    public async Task growth_of_cost_is_taken_apart_in_parts_that_add_up()
    {
        using var visitor = await FinanceAsync();
        var text = Visitor.Text((await visitor.GetAsync($"/kostenontwikkeling?basis-van=2026-01&basis-tot=2026-01&van=2026-02&tot=2026-02&contract={app.Region.Contract.ContractId}")).Html);
        text.ShouldContain("€ 1.479,00");
        text.ShouldContain("€ 1.392,00");
        text.ShouldContain("-€ 87,00");
        foreach (var part in new[] { "Volume", "Samenstelling", "Prijs", "Plaats", "Betaler" })
            text.ShouldContain(part);
    }

    [Fact]
    public async Task a_fact_is_recorded_and_withdrawn_with_its_reason()
    {
        using var visitor = await FinanceAsync();
        const string Path = "/feiten/vastleggen?soort=municipality_budget&voor=regio";
        var page = await visitor.GetAsync(Path);
        var refused = await visitor.SubmitAsync(Path, page.Html, "vastleggen", new Dictionary<string, string> { ["fact.municipality_budget.municipality_code"] = Region.Municipality, ["fact.municipality_budget.budget_cents"] = "veel" });
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("id=\"fact-municipality_budget-budget_cents-fout\"");
        var done = await visitor.SubmitAsync(Path, page.Html, "vastleggen", new Dictionary<string, string> { ["fact.municipality_budget.municipality_code"] = Region.Municipality, ["fact.municipality_budget.year"] = "2026", ["fact.municipality_budget.budget_cents"] = "2.500.000,00" });
        done.Status.ShouldBe(HttpStatusCode.Found, Visitor.Text(done.Html));
        var list = await visitor.GetAsync("/feiten?soort=municipality_budget");
        Visitor.Text(list.Html).ShouldContain("€ 2.500.000,00");
        Visitor.Text((await visitor.GetAsync("/gemeenten-en-jaren?jaar=2026")).Html).ShouldContain("€ 2.500.000,00");

        var handler = System.Text.RegularExpressions.Regex.Match(list.Html, "name=\"_handler\" value=\"(intrekken-[^\"]+)\"").Groups[1].Value;
        (await visitor.SubmitAsync("/feiten?soort=municipality_budget", list.Html, handler, new Dictionary<string, string> { ["reason"] = "" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.SubmitAsync("/feiten?soort=municipality_budget", list.Html, handler, new Dictionary<string, string> { ["reason"] = "Verkeerd jaar" })).Status.ShouldBe(HttpStatusCode.Found);
        Visitor.Text((await visitor.GetAsync("/feiten?soort=municipality_budget")).Html).ShouldContain("Verkeerd jaar");
    }

    [Fact]
    public async Task every_kind_of_fact_has_its_form()
    {
        using var visitor = await FinanceAsync();
        var choice = await visitor.GetAsync("/feiten/vastleggen");
        var links = System.Text.RegularExpressions.Regex.Matches(choice.Html, "href=\"(/feiten/vastleggen\\?soort=[^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().ToList();
        links.Count.ShouldBe(SettlementFact.Descriptor.Oneofs[0].Fields.Count + 1);
        foreach (var link in links)
            (await visitor.GetAsync(link)).Html.ShouldContain("name=\"_handler\" value=\"vastleggen\"", customMessage: link);
    }

    [Theory]
    [InlineData("afrekening", "contract={contract}&van=2026-01-01&tot=2026-03-31", "Bedrag", "1479,00")]
    [InlineData("afrekening-bevindingen", "contract={contract}&van=2026-01-01&tot=2026-03-31", "Bevinding", "")]
    [InlineData("kostenontwikkeling", "basis-van=2026-01&basis-tot=2026-01&van=2026-02&tot=2026-02", "Verschil", ";;;;;\r\n")]
    [InlineData("betaalruns", "jaar=2026", "Status", "")]
    [InlineData("betaalbestand", "contract={contract}", "Te betalen", "")]
    [InlineData("betwistingen", "", "Betwist bedrag", "")]
    [InlineData("gemeenten-en-jaren", "jaar=2026", "Prognose", Region.Municipality)]
    [InlineData("jaaropgave", "jaar=2026", "Nog te betalen", "4176,00")]
    [InlineData("feiten", "", "Soort", "")]
    public async Task every_table_about_money_can_be_taken_out(string list, string query, string column, string value)
    {
        using var visitor = await FinanceAsync();
        var path = query.Replace("{contract}", app.Region.Contract.ContractId, StringComparison.Ordinal);
        var csv = await visitor.GetAsync($"/export/{list}.csv?{path}");
        csv.Status.ShouldBe(HttpStatusCode.OK, csv.Html);
        csv.Html.Split("\r\n")[0].ShouldContain(column);
        csv.Html.ShouldContain(value);
        var xlsx = await visitor.GetAsync($"/export/{list}.xlsx?{path}");
        xlsx.Status.ShouldBe(HttpStatusCode.OK);
        xlsx.Response.Content.Headers.ContentType!.MediaType!.ShouldContain("spreadsheetml");
    }

    [Fact]
    public async Task a_provider_sees_only_its_own_money()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Provider, app.Region.ProviderId);
        foreach (var path in new[] { "/betalingen?jaar=2026", "/betwistingen", "/jaaropgave?jaar=2026", Settlement, "/feiten?contract=" + app.Region.Contract.ContractId })
            (await visitor.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK, path);
        foreach (var path in new[] { "/wat-als?contract=" + app.Region.Contract.ContractId, "/gemeenten-en-jaren?jaar=2026" })
            (await visitor.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    private string Settlement => $"/afrekeningen/{app.Region.Contract.ContractId}?van=2026-01-01&tot=2026-03-31";

    private async Task<Visitor> FinanceAsync() => await new Visitor(app.Pages).SignInAsync(Role.Finance);
}
