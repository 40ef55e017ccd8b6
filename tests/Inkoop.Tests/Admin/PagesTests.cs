using System.Net;
using System.Text;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;
using Region = Inkoop.Tests.Journeys.Region;

namespace Inkoop.Tests.Admin;

/// <summary>The pages as a browser without script meets them.</summary>
public sealed class PagesTests(UiRegion app) : IClassFixture<UiRegion>
{
    [Fact]
    public async Task a_refused_form_shows_every_fault_at_its_field_and_keeps_what_was_typed()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/aanbieders/registreren");
        var answer = await visitor.SubmitAsync("/aanbieders/registreren", page.Html, "registreren", new Dictionary<string, string>
        {
            ["name"] = "Zorg & Zo",
            ["kvk_number"] = "12",
            ["agb_code"] = "abc",
            ["locations[0].postal_code"] = "nee",
            ["_op"] = "opslaan",
        });
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var id in new[] { "kvk_number", "agb_code", "locations-0-postal_code" })
        {
            answer.Html.ShouldContain($"href=\"#{id}\"");
            answer.Html.ShouldContain($"id=\"{id}-fout\"");
        }
        answer.Html.ShouldContain("value=\"Zorg &amp; Zo\"");
        answer.Html.ShouldContain("value=\"nee\"");
    }

    [Fact]
    public async Task a_form_sent_twice_changes_once()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/aanbieders/registreren");
        var fields = Provider("Stichting Tweemaal", "87654321", "73000001");
        var first = await visitor.SubmitAsync("/aanbieders/registreren", page.Html, "registreren", fields);
        var second = await visitor.SubmitAsync("/aanbieders/registreren", page.Html, "registreren", fields);
        first.Status.ShouldBe(HttpStatusCode.Found);
        second.Location.ShouldBe(first.Location);
        var found = await app.Client<ProviderService.ProviderServiceClient>(Role.Auditor).ListProvidersAsync(new() { Search = "Tweemaal" });
        found.TotalCount.ShouldBe(1);
    }

    [Fact]
    public async Task rows_are_added_and_removed_without_script()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/contracten/opstellen");
        var two = await visitor.SubmitAsync("/contracten/opstellen", page.Html, "opstellen", new Dictionary<string, string> { ["contract.title"] = "Blijft staan", ["_op"] = "voeg:contract.products:lot_id" });
        two.Status.ShouldBe(HttpStatusCode.OK);
        two.Html.ShouldContain("name=\"contract.products[1].code\"");
        two.Html.ShouldContain("value=\"Blijft staan\"");
        var one = await visitor.SubmitAsync("/contracten/opstellen", two.Html, "opstellen", new Dictionary<string, string> { ["_op"] = "verwijder:contract.products:0" });
        one.Html.ShouldNotContain("name=\"contract.products[1].code\"");
    }

    [Fact]
    public async Task a_contract_is_drafted_signed_and_given_a_new_tariff()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/contracten/opstellen");
        var draft = await visitor.SubmitAsync("/contracten/opstellen", page.Html, "opstellen", new Dictionary<string, string>
        {
            ["_op"] = "opslaan",
            ["contract.number"] = "JH-2026-F1",
            ["contract.title"] = "Ambulant 2026",
            ["contract.provider_id"] = app.Region.ProviderId,
            ["contract.starts_on"] = "2026-01-01",
            ["contract.ends_on"] = "2026-12-31",
            ["contract.buyers[0].municipality_code"] = Region.Municipality,
            ["contract.buyers[0].valid_from"] = "2026-01-01",
            ["contract.year_budgets[0].year"] = "2026",
            ["contract.year_budgets[0].budget_cents"] = "1.250.000,50",
            ["contract.lots[0].name"] = "Ambulant",
            ["contract.products[0].lot_id"] = "1",
            ["contract.products[0].category"] = "45",
            ["contract.products[0].code"] = "45A05",
            ["contract.products[0].description"] = "Begeleiding",
            ["contract.products[0].unit"] = "01",
            ["contract.products[0].variant"] = "1",
            ["contract.products[0].tariffs[0].valid_from"] = "2026-01-01",
            ["contract.products[0].tariffs[0].rate_eur"] = "1,45",
        });
        draft.Status.ShouldBe(HttpStatusCode.Found, Visitor.Text(draft.Html));
        var path = draft.Location.Split('?')[0];

        var signing = await visitor.GetAsync(path + "/ondertekenen");
        (await visitor.SubmitAsync(path + "/ondertekenen", signing.Html, "ondertekenen", new Dictionary<string, string> { ["signed_on"] = "2025-12-01" })).Status.ShouldBe(HttpStatusCode.Found);

        var tariff = await visitor.GetAsync(path + "/tarief");
        var change = new Dictionary<string, string> { ["product_id"] = "45A05", ["valid_from"] = "2026-07-01", ["rate_eur"] = "1,5116105", ["reason"] = "Indexering", ["_op"] = "voorbeeld" };
        var preview = Visitor.Text((await visitor.SubmitAsync(path + "/tarief", tariff.Html, "tarief", change)).Html);
        preview.ShouldContain("30-06-2026");
        preview.ShouldContain("+4,25%");
        change["_op"] = "opslaan";
        (await visitor.SubmitAsync(path + "/tarief", tariff.Html, "tarief", change)).Status.ShouldBe(HttpStatusCode.Found);

        var detail = Visitor.Text((await visitor.GetAsync(path)).Html);
        detail.ShouldContain("€ 1.250.000,50");
        detail.ShouldContain("€ 1,5116105");
        Visitor.Text((await visitor.GetAsync(path + "?op=2026-06-30")).Html).ShouldNotContain("€ 1,5116105");

        var contract = await app.Client<ContractService.ContractServiceClient>(Role.Auditor).GetContractAsync(new() { Number = "JH-2026-F1" });
        contract.Contract.YearBudgets[0].BudgetCents.ShouldBe(125_000_050);
    }

    [Fact]
    public async Task a_stale_version_says_what_to_do_and_changes_nothing()
    {
        using var visitor = await OfficerAsync();
        var path = $"/contracten/{app.Region.Contract.ContractId}/tarief";
        var page = await visitor.GetAsync(path);
        var answer = await visitor.SubmitAsync(path, page.Html, "tarief", new Dictionary<string, string>
        {
            ["expected_version"] = "1",
            ["product_id"] = Region.Code,
            ["valid_from"] = "2026-10-01",
            ["rate_eur"] = "9,99",
            ["reason"] = "Te laat",
            ["_op"] = "opslaan",
        });
        var text = Visitor.Text(answer.Html);
        text.ShouldContain("Intussen gewijzigd");
        text.ShouldContain("De huidige versie openen");
        answer.Html.ShouldContain("value=\"9,99\"");
    }

    [Fact]
    public async Task all_faults_of_a_contract_show_together_also_those_of_unreadable_numbers()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/contracten/opstellen");
        var answer = await visitor.SubmitAsync("/contracten/opstellen", page.Html, "opstellen", new Dictionary<string, string>
        {
            ["_op"] = "opslaan",
            ["contract.year_budgets[0].year"] = "2027",
            ["contract.year_budgets[0].budget_cents"] = "veel",
            ["contract.products[0].tariffs[0].rate_eur"] = "",
        });
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var id in new[] { "contract-number", "contract-title", "contract-buyers-0-municipality_code", "contract-lots-0-name", "contract-products-0-code", "contract-products-0-tariffs-0-rate_eur", "contract-year_budgets-0-budget_cents" })
            answer.Html.ShouldContain($"id=\"{id}-fout\"");
    }

    [Fact]
    public async Task a_bsn_is_searched_by_form_and_stands_in_no_address()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/beschikkingen");
        var found = await visitor.SubmitAsync("/beschikkingen", page.Html, "zoeken", new Dictionary<string, string> { ["bsn"] = Region.Bsn, ["doel"] = "vraag van het wijkteam" });
        Visitor.Text(found.Html).ShouldContain("B-1");
        System.Text.RegularExpressions.Regex.Matches(found.Html, "(?:href|action|src)=\"([^\"]*)\"").ShouldAllBe(link => !link.Groups[1].Value.Contains(Region.Bsn));
        (await visitor.GetAsync("/beschikkingen?bsn=" + Region.Bsn)).Html.ShouldNotContain($"value=\"{Region.Bsn}\"");
    }

    [Fact]
    public async Task client_data_shows_only_after_a_purpose()
    {
        using var visitor = await OfficerAsync();
        var path = "/beschikkingen/" + app.Region.Allocation.DispositionId;
        var page = await visitor.GetAsync(path);
        page.Html.ShouldNotContain(Region.Bsn);
        page.Html.ShouldNotContain("Proefpersoon");
        var refused = await visitor.SubmitAsync(path, page.Html, "inzage", new Dictionary<string, string> { ["purpose"] = "" });
        refused.Html.ShouldNotContain("Proefpersoon");
        var shown = await visitor.SubmitAsync(path, page.Html, "inzage", new Dictionary<string, string> { ["purpose"] = "Controle na vraag van de aanbieder" });
        Visitor.Text(shown.Html).ShouldContain("Proefpersoon");
        Visitor.Text(shown.Html).ShouldContain(Region.Bsn);
    }

    [Fact]
    public async Task a_file_is_uploaded_and_its_answer_read()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Provider, app.Region.ProviderId);
        var page = await visitor.GetAsync("/berichten/aanleveren");
        var fields = Visitor.FieldsOf(page.Html[page.Html.IndexOf("multipart", StringComparison.Ordinal)..]);
        using var content = new MultipartFormDataContent
        {
            { new StringContent(fields["__RequestVerificationToken"]), "__RequestVerificationToken" },
            { new StringContent(fields["request_id"]), "request_id" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("<dit is geen xml")), "bestand", "kapot.xml" },
        };
        using var response = await visitor.PostAsync("/berichten/aanleveren/bestand", content);
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        var path = response.Headers.Location!.OriginalString;
        path.ShouldStartWith("/berichten/");
        path.ShouldNotContain("fout=");
        var text = await Eventually.GetsAsync(async () => Visitor.Text((await visitor.GetAsync(path)).Html), text => text.Contains("Onleesbaar", StringComparison.Ordinal));
        text.ShouldContain("kapot.xml");
        text.ShouldContain("is ontvangen, maar kon niet");
        (await visitor.GetAsync(path)).Html.ShouldNotContain("utrecht-alert--ok");
    }

    [Fact]
    public async Task an_upload_without_its_token_reaches_no_service()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Provider, app.Region.ProviderId);
        using var content = new MultipartFormDataContent { { new StringContent("x"), "request_id" }, { new ByteArrayContent([1]), "bestand", "x.xml" } };
        using var response = await visitor.PostAsync("/berichten/aanleveren/bestand", content);
        response.Headers.Location!.OriginalString.ShouldBe("/berichten/aanleveren?fout=verlopen");
    }

    [Fact]
    public async Task a_provider_sees_nothing_of_another()
    {
        var other = (await app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).RegisterProviderAsync(new() { RequestId = "other-1", Name = "Ander", KvkNumber = "11112222", AgbCode = "73000099" })).Provider.ProviderId;
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Provider, other);
        foreach (var path in new[] { $"/aanbieders/{app.Region.ProviderId}", $"/contracten/{app.Region.Contract.ContractId}", $"/afrekeningen/{app.Region.Contract.ContractId}", $"/berichten/{app.Declaration.MessageId}", $"/kwartaalgesprekken/{app.Region.Contract.ContractId}/2026-Q1" })
            (await visitor.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        foreach (var path in new[] { "/contracten", "/toewijzingen", "/berichten", "/afrekeningen?jaar=2026", "/kwartaalgesprekken?kwartaal=2026-Q1" })
            Visitor.Text((await visitor.GetAsync(path)).Html).ShouldNotContain("JH-2026-UI", customMessage: path);
    }

    [Fact]
    public async Task an_export_holds_the_whole_result_and_not_the_page()
    {
        var register = app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer);
        for (var i = 0; i < 60; i++)
            await register.RegisterProviderAsync(new() { RequestId = "bulk-" + i, Name = $"Bulkzorg {i:00}", KvkNumber = $"2000{i:0000}" });
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Auditor);
        var list = await visitor.GetAsync("/aanbieders?zoek=Bulkzorg");
        list.Html.ShouldContain("/export/aanbieders.csv?zoek=Bulkzorg");
        System.Text.RegularExpressions.Regex.Count(list.Html, "Bulkzorg \\d\\d").ShouldBe(50);
        var csv = await visitor.GetAsync("/export/aanbieders.csv?zoek=Bulkzorg");
        csv.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(61);
        var xlsx = await visitor.GetAsync("/export/aanbieders.xlsx?zoek=Bulkzorg");
        xlsx.Response.Content.Headers.ContentType!.MediaType!.ShouldContain("spreadsheetml");
    }

    [Fact]
    public async Task the_next_page_and_the_one_before_are_links()
    {
        var register = app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer);
        for (var i = 0; i < 55; i++)
            await register.RegisterProviderAsync(new() { RequestId = "blad-" + i, Name = $"Bladzorg {i:00}", KvkNumber = $"3000{i:0000}" });
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Auditor);
        var first = await visitor.GetAsync("/aanbieders?zoek=Bladzorg");
        var next = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(first.Html, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value);
        var second = await visitor.GetAsync(next);
        System.Text.RegularExpressions.Regex.Count(second.Html, "Bladzorg \\d\\d").ShouldBe(5);
        second.Html.ShouldContain("rel=\"prev\" href=\"/aanbieders?zoek=Bladzorg\"");
    }

    [Fact]
    public async Task the_settlement_leads_to_what_its_total_is_made_of()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Finance);
        var path = $"/afrekeningen/{app.Region.Contract.ContractId}?van=2026-01-01&tot=2026-03-31";
        var text = await Eventually.GetsAsync(async () => Visitor.Text((await visitor.GetAsync(path)).Html), text => text.Contains("€ 1.479,00", StringComparison.Ordinal));
        text.ShouldContain("Hoe dit bedrag tot stand komt");
        text.ShouldContain("Openen op een eigen pagina");
    }

    [Fact]
    public async Task the_review_says_its_colours_in_words()
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.ContractManager);
        var text = await Eventually.GetsAsync(async () => Visitor.Text((await visitor.GetAsync($"/kwartaalgesprekken/{app.Region.Contract.ContractId}/2026-Q1")).Html), text => text.Contains("Niet aangeleverd", StringComparison.Ordinal));
        text.ShouldContain("Wat nog ontbreekt");
        text.ShouldContain("JH-2026-UI");
    }

    /// <summary>The door asks for the role before anything of a form is read: a body that cannot be read at all is refused for the role.</summary>
    [Theory]
    [InlineData("/contracten/opstellen", Role.Auditor, HttpStatusCode.Forbidden)]
    [InlineData("/doorbelasting", Role.CouncilReader, HttpStatusCode.Forbidden)]
    [InlineData("/export/wat-als.csv", Role.CouncilReader, HttpStatusCode.Forbidden)]
    [InlineData("/werking", Role.Auditor, HttpStatusCode.Forbidden)]
    [InlineData("/contracten/opstellen", Role.ProcurementOfficer, HttpStatusCode.BadRequest)]
    public async Task who_may_not_send_a_form_is_refused_before_it_is_read(string path, string role, HttpStatusCode status)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(role, municipality: role == Role.CouncilReader ? "0957" : "");
        using var content = new StringContent("a[0].b=1");
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var response = await visitor.PostAsync(path, content);
        response.StatusCode.ShouldBe(status);
    }

    /// <summary>Rows follow from what was sent: a small form with large numbers in its names is answered like any other.</summary>
    [Fact]
    public async Task large_numbers_in_names_make_no_work()
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync("/contracten/opstellen");
        var answer = await visitor.SubmitAsync("/contracten/opstellen", page.Html, "opstellen", new Dictionary<string, string>
        {
            ["contract.products[9999].tariffs[9999].rate_eur"] = "1",
            ["contract.products[9998].tariffs[9999].rate_eur"] = "2",
            ["contract.lots[9999].name"] = "x",
            ["_op"] = "velden",
        });
        answer.Status.ShouldBe(HttpStatusCode.OK);
        System.Text.RegularExpressions.Regex.Count(answer.Html, "name=\"contract.products\\[\\d+\\].code\"").ShouldBe(3);
        answer.Html.Length.ShouldBeLessThan(page.Html.Length * 4);
    }

    /// <summary>An address with a wrong id is an address of nothing, said without the names of fields.</summary>
    [Theory]
    [InlineData("/contracten/abc")]
    [InlineData("/contracten/abc/tarief")]
    [InlineData("/contracten/abc/aanpassen")]
    [InlineData("/contracten/abc/versies")]
    [InlineData("/afrekeningen/abc")]
    [InlineData("/aanbieders/abc")]
    [InlineData("/beschikkingen/abc")]
    [InlineData("/berichten/abc")]
    public async Task a_wrong_id_is_not_found_in_words(string path)
    {
        using var visitor = await OfficerAsync();
        var page = await visitor.GetAsync(path);
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        var text = Visitor.Text(page.Html);
        text.ShouldContain("Niet gevonden");
        text.ShouldNotContain("_id");
        page.Html.ShouldNotMatch("<a class=\"utrecht-breadcrumb-nav__link\"[^>]*></a>");
    }

    private async Task<Visitor> OfficerAsync() => await new Visitor(app.Pages).SignInAsync(Role.ProcurementOfficer);

    internal static Dictionary<string, string> Provider(string name, string kvk, string agb) => new()
    {
        ["name"] = name,
        ["kvk_number"] = kvk,
        ["agb_code"] = agb,
        ["_op"] = "opslaan",
        ["locations[0].name"] = "Hoofdlocatie",
        ["locations[0].street"] = "Markt 1",
        ["locations[0].postal_code"] = "6041EM",
        ["locations[0].city"] = "Roermond",
        ["locations[0].municipality_code"] = Region.Municipality,
    };
}
