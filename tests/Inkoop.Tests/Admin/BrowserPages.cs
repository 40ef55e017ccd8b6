using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") });
        return [.. result.Violations.Select(fault => $"{fault.Id}: {fault.Help} {string.Join(" | ", fault.Nodes.Take(3).Select(node => node.Html))}")];
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
