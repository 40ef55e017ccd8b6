using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;
using Spectre.Console;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop settlement explain</c>: opens any amount of a settlement, as deep as asked, whatever the size of the contract.</summary>
internal static class ExplainCommand
{
    private const int LargestPage = 200;

    public static Command Create(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var path = new Option<string>("--path") { Description = "Welk bedrag: de nummers die ervoor staan, zoals 0/3/1 (standaard het totaal).", HelpName = "PAD" };
        var depth = GlobalOptions.Number("--depth", "Hoeveel lagen diep (standaard 1).", 1, 10, 1);
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel onderdelen (standaard 1000).", 1, 100_000, 1_000);
        var discount = new Option<bool>("--discount") { Description = "De korting wegens tekortkoming in plaats van het totaal." };
        var options = new SettlementOptions();
        var explain = new Command("explain", "Laat zien waaruit een bedrag van de afrekening bestaat.") { contract, path, depth, limit, discount };
        options.AddTo(explain);
        explain.Validators.Add(result =>
        {
            if (result.GetValue(path) is { } text && Steps(text) is null)
                result.AddError("De optie --path bestaat uit nummers met een schuine streep ertussen, zoals 0/3/1.");
        });
        return runner.Does(explain, async (session, parsed, cancellationToken) =>
        {
            var (from, until) = options.Period(parsed, session.Clock);
            var steps = Steps(parsed.GetValue(path) ?? "")!;
            var walk = new Walk(await session.Connection.SettlementsAsync(cancellationToken), parsed.GetValue(limit), cancellationToken)
            {
                Asked = new ExplainSettlementRequest
                {
                    ContractId = await session.Connection.ContractIdAsync(parsed.GetRequiredValue(contract), cancellationToken),
                    From = from,
                    Until = until,
                    AsOf = options.AsOf(parsed),
                    Discount = parsed.GetValue(discount),
                    PageSize = LargestPage,
                },
            };
            var node = await walk.FetchAsync(steps, parsed.GetValue(depth));
            // What was cut off by the limit cannot be added up.
            var recount = walk.IsCut ? new Recount(0, []) : Recount.Of(node);
            if (session.Screen.Json)
            {
                session.Screen.Document(new JsonObject
                {
                    ["path"] = string.Join('/', steps),
                    ["titles"] = new JsonArray([.. walk.Titles.Select(title => JsonValue.Create(title))]),
                    ["as_of"] = walk.AsOf.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
                    ["node"] = Document.Of(node),
                    ["is_cut"] = walk.IsCut,
                    ["recount"] = SettlementCommands.ToJson(recount),
                });
            }
            else
                Write(session.Screen, node, steps, walk, recount);
            return recount.AddsUp ? Runner.Done : Runner.Failed;
        });
    }

    /// <summary>Null when it is no path.</summary>
    private static int[]? Steps(string text)
    {
        var steps = new List<int>();
        foreach (var part in text.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var step)) return null;
            steps.Add(step);
        }
        return [.. steps];
    }

    private static void Write(Screen screen, Explanation node, IReadOnlyList<int> steps, Walk walk, Recount recount)
    {
        screen.Heading(string.Join(" > ", walk.Titles));
        var tree = new Tree(SettlementCommands.Label(node));
        AddChildren(tree, node, steps);
        screen.Write(tree);
        if (walk.IsCut)
            screen.Line("Niet alles is getoond; meer met --limit.");
        else if (recount.AddsUp)
            screen.Line($"Nageteld: {Show.Number(recount.Checked)} bedragen, samen {Show.Euro(node.AmountCents)}, bekend op {Show.Moment(walk.AsOf)}.");
        else
            SettlementCommands.WriteFaults(screen, recount);
    }

    private static void AddChildren(IHasTreeNodes parent, Explanation node, IReadOnlyList<int> steps)
    {
        for (var i = 0; i < node.Children.Count; i++)
        {
            IReadOnlyList<int> here = [.. steps, i];
            AddChildren(parent.AddNode(SettlementCommands.Label(node.Children[i], $"{string.Join('/', here)}  ")), node.Children[i], here);
        }
    }

    /// <summary>Fetches a part of the tree, page by page, all as of the moment of the first answer.</summary>
    private sealed class Walk(SettlementService.SettlementServiceClient settlements, int limit, CancellationToken cancellationToken)
    {
        private int fetched;

        public required ExplainSettlementRequest Asked { get; init; }

        public IReadOnlyList<string> Titles { get; private set; } = [];

        /// <summary>Of the first answer; all others are of the same moment.</summary>
        public Timestamp AsOf { get; private set; } = new();

        public bool IsCut { get; private set; }

        public async Task<Explanation> FetchAsync(IReadOnlyList<int> path, int depth)
        {
            var request = Asked.Clone();
            request.Path.Add(path);
            Explanation? node = null;
            do
            {
                var reply = await settlements.ExplainSettlementAsync(request, cancellationToken: cancellationToken);
                AsOf = Asked.AsOf = request.AsOf = reply.AsOf;
                if (Titles.Count == 0) Titles = [.. reply.Titles];
                if (node is null) node = reply.Node;
                else node.Children.Add(reply.Node.Children);
                request.PageToken = reply.NextPageToken;
                fetched += reply.Node.Children.Count;
                if (request.PageToken.Length > 0 && fetched >= limit) IsCut = true;
            }
            while (request.PageToken.Length > 0 && !IsCut);
            for (var i = 0; depth > 1 && i < node.Children.Count; i++)
            {
                if (node.Children[i].ChildCount == 0) continue;
                if (fetched >= limit)
                {
                    IsCut = true;
                    break;
                }
                node.Children[i] = await FetchAsync([.. path, i], depth - 1);
            }
            return node;
        }
    }
}
