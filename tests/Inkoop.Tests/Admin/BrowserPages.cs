using System.Text.Json;
using Inkoop.Tests.Support;
using Microsoft.Playwright;

namespace Inkoop.Tests.Admin;

/// <summary>One page of a real browser, signed in, with axe-core at hand.</summary>
internal sealed class BrowserPages(IPlaywright playwright, IBrowser browser, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    public List<string> Errors { get; } = [];

    public static async Task<BrowserPages> OpenAsync(Uri pages, string? role, string provider, int width, int height)
    {
        var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Tools.Find("chromium"),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, BypassCSP = true, ReducedMotion = ReducedMotion.Reduce });
        var opened = new BrowserPages(playwright, browser, page);
        page.PageError += (_, error) => opened.Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal) && !message.Text.Contains("403", StringComparison.Ordinal) && !message.Text.Contains("422", StringComparison.Ordinal))
                opened.Errors.Add(message.Text);
        };
        if (role is not null)
        {
            await page.GotoAsync(pages + "aanmelden");
            await page.CheckAsync($"input[value={role}]");
            if (provider.Length > 0)
                await page.SelectOptionAsync("#provider", provider);
            await page.ClickAsync("main button");
            await page.WaitForSelectorAsync(".who");
        }
        return opened;
    }

    /// <summary>What axe-core has against the page as it stands.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await page.AddScriptTagAsync(new() { Path = AxePath() });
        var json = await page.EvaluateAsync<string>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))))");
        return JsonSerializer.Deserialize<List<string>>(json)!;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static string AxePath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "services", "Admin", "node_modules", "axe-core", "axe.min.js") is var path && File.Exists(path))
                return path;
        throw new FileNotFoundException("axe-core is a devDependency of services/Admin: build it once.");
    }
}
