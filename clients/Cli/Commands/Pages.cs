using Inkoop.Cli.Output;
using Spectre.Console;

namespace Inkoop.Cli.Commands;

/// <summary>One answer of a list.</summary>
/// <param name="NextToken">Empty: the last page.</param>
internal sealed record Page<TItem>(IEnumerable<TItem> Items, string NextToken, long Total);

/// <summary>Follows the pages of a list up to a limit.</summary>
internal static class Pages
{
    private const int LargestPage = 200;

    public static async Task<(IReadOnlyList<TItem> Items, long Total)> ReadAsync<TItem>(
        int limit, Func<int, string, Task<Page<TItem>>> page)
    {
        var items = new List<TItem>();
        var token = "";
        while (true)
        {
            var (found, next, total) = await page(Math.Min(LargestPage, limit - items.Count), token);
            items.AddRange(found);
            token = next;
            if (token.Length == 0 || items.Count >= limit)
                return (items, total);
        }
    }

    /// <summary>The table, and whether there is more than it shows.</summary>
    public static void Write(Screen screen, Table table, int shown, long total, string what)
    {
        if (total == 0 && shown == 0)
        {
            screen.Line($"Geen {what} gevonden.");
            return;
        }

        screen.Write(table);
        if (total > shown)
            screen.Line($"{Show.Number(shown)} van {Show.Number(total)} {what}; meer met --limit.");
    }
}
