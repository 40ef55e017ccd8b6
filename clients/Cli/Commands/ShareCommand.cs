using System.CommandLine;
using System.Globalization;
using Inkoop.Cli.Output;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop settlement share</c>: what every municipality bears of a cost they pay together.</summary>
internal static class ShareCommand
{
    public static Command Create(Runner runner)
    {
        var title = new Argument<string>("TITLE") { Description = "Waarvoor, zoals \"Projectleider\"." };
        var year = GlobalOptions.Number("--year", "Jaar van de aantallen (standaard dit jaar).", 2015, 2200);
        var municipalities = new Option<string>("--municipalities") { Description = "Gemeentecodes met komma's, of bij een vaste sleutel code=deel zoals 0957=0.6,1641=0.4.", HelpName = "CODES", Required = true };
        var amount = new Option<string>("--amount") { Description = "Bedrag in euro's, zoals 50000,00.", HelpName = "EURO" };
        var hours = new Option<string>("--hours") { Description = "Uren, samen met --rate en --limit in plaats van --amount.", HelpName = "UREN" };
        var rate = new Option<string>("--rate") { Description = "Uurtarief in euro's.", HelpName = "EURO" };
        var limit = new Option<string>("--limit") { Description = "Het meeste dat wordt doorbelast, in euro's.", HelpName = "EURO" };
        var key = new Option<string>("--key")
        {
            Description = "Verdeelsleutel: inhabitants, youths, use of fixed; een mengsel als inhabitants:0.5,use:0.5.",
            HelpName = "SLEUTEL",
            DefaultValueFactory = _ => "inhabitants",
        };
        var share = new Command("share", "Verdeel kosten die gemeenten samen dragen.") { title, municipalities, amount, hours, rate, limit, key, year };
        return runner.Does(share, async (session, parsed, cancellationToken) =>
        {
            var request = new ShareCostRequest { Title = parsed.GetRequiredValue(title), Year = parsed.GetValue(year) is > 0 and var given ? given : DutchDay.Today(session.Clock).Year };
            if (parsed.GetValue(hours) is { } worked)
                request.Hours = new HoursAtRate { Hours = Point(worked), RateEur = Point(parsed.GetValue(rate) ?? ""), LimitCents = Cents(parsed.GetValue(limit) ?? "") };
            else if (parsed.GetValue(amount) is { } euro)
                request.AmountCents = Cents(euro);
            foreach (var part in parsed.GetRequiredValue(municipalities).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var halves = part.Split('=', 2);
                request.MunicipalityCodes.Add(halves[0]);
                if (halves.Length == 2)
                    request.FixedShares.Add(new MunicipalityShare { MunicipalityCode = halves[0], Share = Point(halves[1]) });
            }
            foreach (var part in parsed.GetRequiredValue(key).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var halves = part.Split(':', 2);
                request.Key.Add(new KeyShare { Kind = Enum.TryParse<KeyKind>(halves[0], ignoreCase: true, out var kind) ? kind : KeyKind.Unspecified, Share = halves.Length == 2 ? Point(halves[1]) : "1" });
            }
            var reply = await (await session.Connection.SettlementsAsync(cancellationToken)).ShareCostAsync(request, cancellationToken: cancellationToken);
            Write(session.Screen, reply);
            return Runner.Done;
        });
    }

    private static void Write(Screen screen, ShareCostReply reply)
    {
        if (screen.Json)
        {
            screen.Document(Document.Of(reply));
            return;
        }

        var table = Screen.Table("Gemeente", "Bedrag>");
        foreach (var part in reply.Amounts)
            table.Row(part.MunicipalityCode, Show.Euro(part.Cents));
        screen.Write(table);
        screen.Line($"Samen {Show.Euro(reply.Amounts.Sum(part => part.Cents))}.");
    }

    // What cannot be read goes along as it is, or as 0, and comes back named with the other faults.
    private static string Point(string text) => text.Trim().Replace(',', '.');

    private static long Cents(string text) =>
        decimal.TryParse(Point(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euro) && euro * 100 == decimal.Truncate(euro * 100) && euro <= 100_000_000_000m ? (long)(euro * 100) : 0;
}
