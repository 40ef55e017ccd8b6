using System.CommandLine;
using System.Text.Json.Nodes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;
using Spectre.Console;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop settlement show</c>: what is payable, with the tree that explains it, added up again on this side.</summary>
internal static class SettlementCommands
{
    private const int MostFindings = 20;

    public static Command Create(Runner runner) => new("settlement", "Afrekeningen bekijken, natellen en doorrekenen.")
    {
        CreateShow(runner), ExplainCommand.Create(runner), WhatIfCommand.Create(runner), CompareCommand.Create(runner), ShareCommand.Create(runner),
    };

    private static Command CreateShow(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var explain = new Option<bool>("--explain") { Description = "Toon de opbouw tot op de prestatie en tel die na." };
        var options = new SettlementOptions();
        var show = new Command("show", "Toon de afrekening van een contract.") { contract, explain };
        options.AddTo(show);
        return runner.Does(show, async (session, parsed, cancellationToken) =>
        {
            var (from, until) = options.Period(parsed, session.Clock);
            var request = new GetSettlementRequest
            {
                ContractId = await session.Connection.ContractIdAsync(parsed.GetRequiredValue(contract), cancellationToken),
                From = from,
                Until = until,
                AsOf = options.AsOf(parsed),
                Explain = parsed.GetValue(explain),
            };
            var settlement = (await (await session.Connection.SettlementsAsync(cancellationToken)).GetSettlementAsync(request, cancellationToken: cancellationToken)).Settlement;
            var recount = Recount.Of(settlement);
            if (session.Screen.Json)
                session.Screen.Document(new JsonObject { ["settlement"] = Document.Of(settlement), ["recount"] = ToJson(recount) });
            else
                Write(session.Screen, settlement, recount);
            return recount.AddsUp ? Runner.Done : Runner.Failed;
        });
    }

    internal static JsonObject ToJson(Recount recount) => new()
    {
        ["adds_up"] = recount.AddsUp,
        ["checked_count"] = recount.Checked,
        ["faults"] = new JsonArray([.. recount.Faults.Select(fault => JsonValue.Create(fault))]),
    };

    /// <summary>Says that it does not add up, where it does not.</summary>
    internal static void WriteFaults(Screen screen, Recount recount)
    {
        screen.Note("De afrekening telt niet op. Betaal hierop niet en meld het de beheerder:");
        foreach (var fault in recount.Faults.Take(20))
            screen.Note("  " + fault);
    }

    internal static void WriteFindings(Screen screen, IReadOnlyList<Finding> findings, string of = "")
    {
        foreach (var finding in findings.Take(MostFindings))
            screen.Line($"{of}Let op: {finding.Text} {string.Join(", ", new[] { ExplainedText.Subject(finding), finding.On }.Where(text => text.Length > 0))}".TrimEnd());
        if (findings.Count > MostFindings)
            screen.Line($"{of}En nog {Show.Number(findings.Count - MostFindings)} bevindingen; alle met --json.");
    }

    internal static Text Label(Explanation node, string before = "")
    {
        var text = $"{before}{Show.Euro(node.AmountCents)}  {node.Title}";
        if (node.ChildCount == 0 && node.Children.Count == 0)
        {
            var inputs = string.Join(", ", node.Inputs.Select(input => $"{ExplainedText.Input(input.Name)} {ExplainedText.Value(input)}"));
            text += $"\n{ExplainedText.Rule(node.Rule)}{(inputs.Length > 0 ? $": {inputs}" : "")}{(node.UnroundedEur.Length > 0 ? $" = € {Show.Decimal(node.UnroundedEur)}" : "")}"
                + $"{(node.Rounding.Length > 0 ? $"; {node.Rounding}" : "")}{(node.Source.Length > 0 ? $" [{node.Source}]" : "")}";
        }
        else if (node.Children.Count == 0)
            text += $"  ({Show.Number(node.ChildCount)} onderdelen)";

        return new Text(Show.Clean(text));
    }

    private static void Write(Screen screen, Settlement settlement, Recount recount)
    {
        screen.Heading($"Afrekening contract {settlement.ContractNumber}, {settlement.From} t/m {settlement.Until}");
        if (settlement.Parts.Count == 0)
            screen.Line("In deze periode is niets geboekt.");
        else
        {
            var table = Screen.Table("Perceel", "Product", "Gemeente", "Maand", "Eenheid", "Volume>", "Bedrag>", "Regels>");
            foreach (var part in settlement.Parts)
                table.Row(part.LotId, Show.OrDash(part.ProductId), part.MunicipalityCode, Show.OrDash(part.Month), Show.OrDash(Show.Unit(part.Unit)), Show.Number(part.Volume), Show.Euro(part.AmountCents), Show.Number(part.LineCount));
            screen.Write(table);
        }

        if (settlement.Explanation is { } explanation)
        {
            var tree = new Tree(Label(explanation));
            AddChildren(tree, explanation);
            screen.Write(tree);
        }

        foreach (var lot in settlement.Lots)
        {
            if (lot.NotSettledCode.Length > 0)
                screen.Line($"Perceel {lot.LotId} {lot.Name}: nog niet afgerekend. {lot.NotSettledText}");
            WriteFindings(screen, lot.Findings);
        }

        screen.Line($"Afgerekend {Show.Euro(settlement.SettledCents)}, {Show.Number(settlement.LineCount)} regels, bekend op {Show.Moment(settlement.AsOf)}.");
        if (settlement.SettledCents != settlement.TotalCents)
            screen.Line($"Na aftrek van vastgelegde voorschotten {Show.Euro(settlement.TotalCents)}.");
        if (settlement.DiscountCents != 0)
            screen.Line($"Korting wegens tekortkoming {Show.Euro(settlement.DiscountCents)}, niet in het totaal.");
        if (!recount.AddsUp)
            WriteFaults(screen, recount);
        else if (settlement.Explanation is null)
            screen.Line($"Nageteld: {Show.Number(settlement.Parts.Count)} onderdelen zijn samen {Show.Euro(settlement.SettledCents)}.");
        else
            screen.Line($"Nageteld: alle {Show.Number(recount.Checked)} knopen van de opbouw tellen op tot {Show.Euro(settlement.TotalCents)}.");
    }

    private static void AddChildren(IHasTreeNodes parent, Explanation explanation)
    {
        foreach (var child in explanation.Children)
            AddChildren(parent.AddNode(Label(child)), child);
    }
}
