using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;
using Spectre.Console;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop settlement show</c>: what is payable, with the tree that explains it, added up again on this side.</summary>
internal static class SettlementCommands
{
    public static Command Create(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var from = new Option<string>("--from") { Description = "Eerste dag van een maand (jjjj-mm-dd).", HelpName = "DATUM" };
        var until = new Option<string>("--until") { Description = "Laatste dag van een maand (jjjj-mm-dd).", HelpName = "DATUM" };
        var year = GlobalOptions.Number("--year", "Een heel jaar (standaard dit jaar).", 2015, 2999);
        var explain = new Option<bool>("--explain") { Description = "Toon de opbouw tot op de prestatie en tel die na." };
        var show = new Command("show", "Toon de afrekening van een contract.") { contract, from, until, year, explain };
        show.Validators.Add(result =>
        {
            var halves = new[] { from, until }.Count(option => result.GetValue(option) is not null);
            if (halves == 1 || (halves == 2 && result.GetValue(year) != 0))
                result.AddError("Geef --from en --until samen, of alleen --year.");
        });
        runner.Does(show, (session, parsed, cancellationToken) =>
        {
            var wanted = parsed.GetValue(year) is > 0 and var given ? given : session.Clock.GetLocalNow().Year;
            return ShowAsync(session, parsed.GetRequiredValue(contract),
                parsed.GetValue(from) ?? string.Create(CultureInfo.InvariantCulture, $"{wanted}-01-01"),
                parsed.GetValue(until) ?? string.Create(CultureInfo.InvariantCulture, $"{wanted}-12-31"), parsed.GetValue(explain), cancellationToken);
        });
        return new Command("settlement", "Afrekeningen bekijken en natellen.") { show, ShareCommand.Create(runner) };
    }

    private static async Task<int> ShowAsync(Session session, string contract, string from, string until, bool explain, CancellationToken cancellationToken)
    {
        var contractId = await session.Connection.ContractIdAsync(contract, cancellationToken);
        var settlement = (await (await session.Connection.SettlementsAsync(cancellationToken)).GetSettlementAsync(
            new GetSettlementRequest { ContractId = contractId, From = from, Until = until, Explain = explain }, cancellationToken: cancellationToken)).Settlement;
        var recount = Recount.Of(settlement);
        if (session.Screen.Json)
        {
            session.Screen.Document(new JsonObject
            {
                ["settlement"] = Document.Of(settlement),
                ["recount"] = new JsonObject
                {
                    ["adds_up"] = recount.AddsUp,
                    ["checked_count"] = recount.Checked,
                    ["faults"] = new JsonArray([.. recount.Faults.Select(fault => JsonValue.Create(fault))]),
                },
            });
        }
        else
            Write(session.Screen, settlement, recount);
        return recount.AddsUp ? Runner.Done : Runner.Failed;
    }

    private static void Write(Screen screen, Settlement settlement, Recount recount)
    {
        screen.Heading($"Afrekening contract {settlement.ContractNumber}, {settlement.From} t/m {settlement.Until}");
        if (settlement.Parts.Count == 0)
            screen.Line("In deze periode is niets geboekt.");
        else
        {
            var table = Screen.Table("Product", "Gemeente", "Maand", "Eenheid", "Volume>", "Bedrag>", "Regels>");
            foreach (var part in settlement.Parts)
                table.Row(part.ProductId, part.MunicipalityCode, part.Month, part.Unit, Show.Number(part.Volume), Show.Euro(part.AmountCents), Show.Number(part.LineCount));
            screen.Write(table);
        }

        if (settlement.Explanation is { } explanation)
        {
            var tree = new Tree(Label(explanation));
            AddChildren(tree, explanation);
            screen.Write(tree);
        }

        screen.Line($"Totaal {Show.Euro(settlement.TotalCents)}, {Show.Number(settlement.LineCount)} regels.");
        if (recount.AddsUp)
        {
            screen.Line(settlement.Explanation is null
                ? $"Nageteld: {Show.Number(settlement.Parts.Count)} onderdelen zijn samen {Show.Euro(settlement.TotalCents)}."
                : $"Nageteld: alle {Show.Number(recount.Checked)} knopen van de opbouw tellen op tot {Show.Euro(settlement.TotalCents)}.");
            return;
        }

        screen.Note("De afrekening telt niet op. Betaal hierop niet en meld het de beheerder:");
        foreach (var fault in recount.Faults.Take(20))
            screen.Note("  " + fault);
    }

    private static void AddChildren(IHasTreeNodes parent, Explanation explanation)
    {
        foreach (var child in explanation.Children)
            AddChildren(parent.AddNode(Label(child)), child);
    }

    private static Text Label(Explanation node)
    {
        var text = $"{Show.Euro(node.AmountCents)}  {node.Title}";
        if (node.Children.Count == 0)
        {
            var inputs = string.Join(", ", node.Inputs.Select(input => $"{input.Name} {input.Value}"));
            text += $"\n{node.Rule}{(inputs.Length > 0 ? $": {inputs}" : "")}{(node.UnroundedEur.Length > 0 ? $" = € {Show.Decimal(node.UnroundedEur)}" : "")}"
                + $"{(node.Rounding.Length > 0 ? $"; {node.Rounding}" : "")}{(node.Source.Length > 0 ? $" [{node.Source}]" : "")}";
        }

        return new Text(Show.Clean(text));
    }
}
