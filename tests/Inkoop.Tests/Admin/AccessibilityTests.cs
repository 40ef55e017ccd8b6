using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>Every kind of page in a real browser, wide and narrow: axe-core finds nothing against WCAG 2.2 AA, and nothing sticks out.</summary>
public sealed class AccessibilityTests(UiRegion app) : IClassFixture<UiRegion>
{
    private static readonly (int Width, int Height)[] screens = [(1280, 900), (390, 844)];

    [ToolFact("chromium")]
    public async Task the_sign_in_page() => await CheckAsync(null, ["/aanmelden"]);

    [ToolFact("chromium")]
    public async Task the_pages_of_a_procurement_officer() => await CheckAsync(Role.ProcurementOfficer,
    [
        "/", "/aanbieders", "/aanbieders/registreren", $"/aanbieders/{app.Region.ProviderId}", "/contracten", "/contracten/opstellen", $"/contracten/{Contract}", $"/contracten/{Contract}/tarief",
        $"/contracten/{Contract}/aanpassen", $"/contracten/{Contract}/versies", $"/contracten/{Contract}/versies?van=1&met=2", "/tarieven/indexeren",
        "/beschikkingen", "/beschikkingen/afgeven", $"/beschikkingen/{app.Region.Allocation.DispositionId}", $"/beschikkingen/{app.Region.Allocation.DispositionId}/toewijzen", "/toewijzingen", "/werking",
    ]);

    [ToolFact("chromium")]
    public async Task the_pages_of_a_contract_manager() => await CheckAsync(Role.ContractManager,
        ["/", "/kwartaalgesprekken?kwartaal=2026-Q1", $"/kwartaalgesprekken/{Contract}/2026-Q1", "/indicatoren", "/aanleveringen?kwartaal=2026-Q1", "/logboek?dienst=contracts"]);

    [ToolFact("chromium")]
    public async Task the_pages_of_finance() => await CheckAsync(Role.Finance, ["/", "/afrekeningen?jaar=2026", $"/afrekeningen/{Contract}?jaar=2026", $"/afrekeningen/{Contract}/onderbouwing?van=2026-01&tot=2026-12", "/wat-als", $"/wat-als?contract={Contract}&van=2026-01&tot=2026-12"]);

    [ToolFact("chromium")]
    public async Task the_pages_about_paying()
    {
        var run = (await app.Client<PaymentService.PaymentServiceClient>(Role.Finance).ProposePaymentRunAsync(new() { RequestId = Guid.CreateVersion7().ToString(), Year = 2026, Until = "2026-03-31" })).Run.RunId;
        await CheckAsync(Role.Finance,
        [
            "/betalingen?jaar=2026", "/betalingen/voorstellen", $"/betalingen/{run}", $"/betalingen/contract/{Contract}", "/betwistingen", "/betwistingen/openen", "/gemeenten-en-jaren?jaar=2026", "/jaaropgave?jaar=2026",
            $"/kostenontwikkeling?basis-van=2026-01&basis-tot=2026-01&van=2026-02&tot=2026-02", "/doorbelasting", "/feiten", $"/feiten?contract={Contract}", "/feiten/vastleggen", "/feiten/vastleggen?soort=outcome",
        ]);
        await CheckAsync(Role.ContractManager, [$"/betalingen/{run}"]);
    }

    [ToolFact("chromium")]
    public async Task the_pages_of_a_provider() => await CheckAsync(Role.Provider,
        ["/", "/berichten", "/berichten/aanleveren", $"/berichten/{app.Declaration.MessageId}", $"/aanleveringen/{Contract}/uitval/2026-Q1", $"/kwartaalgesprekken/{Contract}/2026-Q1"]);

    [ToolFact("chromium")]
    public async Task the_page_of_an_operator() => await CheckAsync(Role.Operator, ["/", "/werking", "/bestaat-niet"]);

    [ToolFact("chromium")]
    public async Task a_refused_form_leads_to_its_fields_by_keyboard()
    {
        await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ProcurementOfficer, "", 1280, 900);
        await browser.Page.GotoAsync(app.Pages + "aanbieders/registreren");
        await browser.Page.ClickAsync("button[value=opslaan]");
        await browser.Page.WaitForSelectorAsync("#fouten:focus");
        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.Keyboard.PressAsync("Enter");
        (await browser.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("name");
        (await browser.FaultsAsync()).ShouldBeEmpty();
    }

    [ToolFact("chromium")]
    public async Task rows_change_in_place_and_charts_are_drawn()
    {
        await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ProcurementOfficer, "", 1280, 900);
        await browser.Page.GotoAsync(app.Pages + "contracten/opstellen");
        await browser.Page.FillAsync("#contract-title", "Blijft staan");
        await browser.Page.ClickAsync("button[value='voeg:contract.products:lot_id']");
        await browser.Page.WaitForSelectorAsync("#contract-products-1-code");
        (await browser.Page.InputValueAsync("#contract-title")).ShouldBe("Blijft staan");
        await browser.Page.GotoAsync(app.Pages + $"afrekeningen/{Contract}?jaar=2026");
        await browser.Page.WaitForSelectorAsync("[data-chart] svg");
        browser.Errors.ShouldBeEmpty();
    }

    [ToolFact("chromium")]
    public async Task a_printed_review_is_the_record_without_the_screen_around_it()
    {
        await using var browser = await BrowserPages.OpenAsync(app.Pages, Role.ContractManager, "", 1280, 900);
        await browser.Page.GotoAsync(app.Pages + $"kwartaalgesprekken/{Contract}/2026-Q1");
        await browser.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in new[] { ".side", ".top", "#acties form", "#handtekeningen form", ".page-buttons" })
            (await browser.Page.Locator(hidden).First.IsVisibleAsync()).ShouldBeFalse(hidden);
        foreach (var shown in new[] { "h1", "#indicatoren table", "#handtekeningen .signature-line" })
            (await browser.Page.Locator(shown).First.IsVisibleAsync()).ShouldBeTrue(shown);
    }

    private string Contract => app.Region.Contract.ContractId;

    private async Task CheckAsync(string? role, IReadOnlyList<string> paths)
    {
        var found = new List<string>();
        foreach (var (width, height) in screens)
        {
            await using var browser = await BrowserPages.OpenAsync(app.Pages, role, role == Role.Provider ? app.Region.ProviderId : "", width, height);
            foreach (var path in paths)
            {
                await browser.Page.GotoAsync(app.Pages.ToString().TrimEnd('/') + path);
                found.AddRange((await browser.FaultsAsync()).Select(fault => $"{path} at {width}: {fault}"));
                if (await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
                    found.Add($"{path} at {width}: scrolls sideways");
            }
            found.AddRange(browser.Errors.Select(error => $"{width}: {error}"));
        }
        found.ShouldBeEmpty();
    }
}
