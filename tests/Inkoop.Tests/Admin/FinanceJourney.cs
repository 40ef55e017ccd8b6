using System.Globalization;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Admin;

/// <summary>Paying the worked settlement by the pages, in a real browser: why it is 4,176.00, what is disputed, who may approve, and the file that leaves.</summary>
public sealed class FinanceJourney(MoneyRegion app) : IClassFixture<MoneyRegion>
{
    [ToolFact("chromium")]
    public async Task from_the_settlement_to_the_payment_file()
    {
        await using var finance = await BrowserPages.OpenAsync(app.Pages, Role.Finance, "", 1280, 900);
        await using var provider = await BrowserPages.OpenAsync(app.Pages, Role.Provider, app.Region.ProviderId, 1280, 900);
        await using var manager = await BrowserPages.OpenAsync(app.Pages, Role.ContractManager, "", 1280, 900);

        await OpenTheTreeAsync(finance);
        await DisputeAsync(provider.Page);
        var run = await ProposeAsync(finance.Page);
        await ApproveAsync(finance.Page, manager.Page, run);
        await FilesAddUpAsync(run);
        await DismissAsync(manager.Page);
        await PayTheRestAsync(finance.Page);

        finance.Errors.ShouldBeEmpty();
        provider.Errors.ShouldBeEmpty();
        manager.Errors.ShouldBeEmpty();
    }

    private async Task OpenTheTreeAsync(BrowserPages browser)
    {
        var page = browser.Page;
        await page.GotoAsync(app.Pages + "afrekeningen?jaar=2026");
        await page.ClickAsync("main a:has-text('JH-2026-PQ')");
        await page.SelectOptionAsync("[name=van]", "2026-01");
        await page.SelectOptionAsync("[name=tot]", "2026-03");
        await page.ClickAsync("main form.period button");
        (await TextAsync(page)).ShouldContain("€ 4.176,00");
        // Every level is fetched when it is opened; the lines are the leaves.
        while (await page.Locator("#onderbouwing .leaf").CountAsync() == 0)
            await OpenNextAsync(page);
        (await browser.FaultsAsync()).ShouldBeEmpty();
        var leaf = page.Locator("#onderbouwing .leaf").First;
        var text = (await leaf.InnerTextAsync()).Replace('\u00a0', ' ');
        text.ShouldContain("Prestatie R");
        text.ShouldContain("Volume × tarief");
        text.ShouldContain("TR346");
        text.ShouldContain("€ 1,45");
        await leaf.Locator("a.event").First.ClickAsync();
        (await TextAsync(page)).ShouldContain("Logboek");
        (await page.Locator("table.data tbody tr").CountAsync()).ShouldBe(1);
    }

    private static async Task OpenNextAsync(IPage page)
    {
        await page.Locator("#onderbouwing details:not([open]) > summary").First.ClickAsync();
        await page.WaitForFunctionAsync("document.querySelectorAll('#onderbouwing details[open] > .inner > .own-page').length === 0");
    }

    private async Task DisputeAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + $"afrekeningen/{app.Region.Contract.ContractId}?van=2026-03&tot=2026-03");
        while (await page.Locator("#onderbouwing .leaf").CountAsync() == 0)
            await OpenNextAsync(page);
        await page.ClickAsync("#onderbouwing .leaf a:has-text('Betwisten')");
        (await page.InputValueAsync("[name=key]")).ShouldBe("line/R3");
        await page.SelectOptionAsync("[name=direction]", "1");
        await page.FillAsync("[name=disputed_cents]", "305,00");
        await page.FillAsync("[name=reason]", "Er zijn minder minuten geleverd dan toegekend.");
        await page.ClickAsync("main form button.utrecht-button--primary-action");
        await page.WaitForURLAsync(url => url.Contains("klaar=betwist", StringComparison.Ordinal));
        (await TextAsync(page)).ShouldContain("€ 305,00");
    }

    private async Task<string> ProposeAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + "betalingen/voorstellen");
        await page.FillAsync("[name=year]", "2026");
        await page.FillAsync("[name=until]", "2026-03-31");
        await page.ClickAsync("main form button.utrecht-button--primary-action");
        await page.WaitForURLAsync(url => url.Contains("klaar=voorgesteld", StringComparison.Ordinal));
        var text = await TextAsync(page);
        // 4,176.00 less the disputed 305.00, and three instalments of both municipalities, of which the first take the odd cents.
        text.ShouldContain("€ 253.871,03", customMessage: text);
        text.ShouldContain("€ 305,00");
        return new Uri(page.Url).Segments[2].TrimEnd('/');
    }

    private async Task ApproveAsync(IPage finance, IPage manager, string run)
    {
        await finance.ClickAsync("#besluit button:has-text('Goedkeuren')");
        await finance.WaitForSelectorAsync("#fouten");
        (await finance.InnerTextAsync("#fouten")).ShouldContain("Niet uitgevoerd");
        (await finance.InnerTextAsync("h1")).ShouldContain("Voorgesteld");
        await manager.GotoAsync(app.Pages + "betalingen?jaar=2026");
        await manager.ClickAsync($"main a[href='/betalingen/{run}']");
        await manager.ClickAsync("#besluit button:has-text('Goedkeuren')");
        await manager.WaitForURLAsync(url => url.Contains("klaar=goedgekeurd", StringComparison.Ordinal));
        (await manager.InnerTextAsync("h1")).ShouldContain("Goedgekeurd");
    }

    private async Task FilesAddUpAsync(string run)
    {
        using var visitor = await new Visitor(app.Pages).SignInAsync(Role.Finance);
        var region = Total((await visitor.GetAsync($"/export/betaalbestand.csv?run={run}")).Html);
        var first = Total((await visitor.GetAsync($"/export/betaalbestand.csv?run={run}&gemeente={Region.Municipality}")).Html);
        var second = Total((await visitor.GetAsync($"/export/betaalbestand.csv?run={run}&gemeente={MoneyRegion.Second}")).Html);
        region.ShouldBe(253_871.03m);
        (first + second).ShouldBe(region);
        second.ShouldBeGreaterThan(0m);
        (await visitor.GetAsync($"/export/betaalbestand.xlsx?run={run}&gemeente={Region.Municipality}")).Response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"betaalbestand-{Region.Municipality}.xlsx");
    }

    private async Task DismissAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + "betwistingen?open=1");
        await page.ClickAsync("summary:has-text('Afhandelen')");
        await page.CheckAsync("input[name=resolution][value='2']");
        await page.FillAsync("input[name=note]", "De minuten zijn aangetoond.");
        await page.ClickAsync("main td form button");
        await page.WaitForURLAsync(url => url.Contains("klaar=besloten", StringComparison.Ordinal));
        (await TextAsync(page)).ShouldContain("Ongegrond");
    }

    private async Task PayTheRestAsync(IPage page)
    {
        await page.GotoAsync(app.Pages + "betalingen/voorstellen");
        await page.FillAsync("[name=year]", "2026");
        await page.FillAsync("[name=until]", "2026-03-31");
        await page.ClickAsync("main form button.utrecht-button--primary-action");
        await page.WaitForURLAsync(url => url.Contains("klaar=voorgesteld", StringComparison.Ordinal));
        (await page.InnerTextAsync("main .tiles")).Replace('\u00a0', ' ').ShouldContain("€ 305,00");
        (await TextAsync(page)).ShouldContain("Prestatie R3");
    }

    /// <summary>The sum of what a payment file pays.</summary>
    private static decimal Total(string csv)
    {
        var lines = csv.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var column = Array.IndexOf(lines[0].Split(';'), "Te betalen");
        return lines.Skip(1).Sum(line => decimal.Parse(line.Split(';')[column].Replace(',', '.'), CultureInfo.InvariantCulture));
    }

    private static async Task<string> TextAsync(IPage page) => (await page.InnerTextAsync("main")).Replace('\u00a0', ' ');
}
