using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop settlement whatif</c>: the same recorded production under other agreements, or with more youths and higher prices, side by side.</summary>
internal static class WhatIfCommand
{
    private const int LargestFile = 1024 * 1024;

    public static Command Create(Runner runner)
    {
        var contracts = new Argument<string[]>("CONTRACT") { Description = "Nummer of id; mag vaker.", Arity = ArgumentArity.OneOrMore };
        var file = new Option<string>("--file") { Description = "Scenario's als JSON: [{\"name\": ..., \"lot_id\": ..., \"funding\": {...}, \"youths_factor\": ..., \"price_factor\": ...}]; - leest van de standaardinvoer.", HelpName = "BESTAND" };
        var youths = new Option<string>("--youths") { Description = "Factor voor het aantal jeugdigen, zoals 1.10.", HelpName = "FACTOR" };
        var price = new Option<string>("--price") { Description = "Factor voor de prijzen, zoals 1.05.", HelpName = "FACTOR" };
        var options = new SettlementOptions();
        var whatIf = new Command("whatif", "Reken dezelfde productie door met andere afspraken, meer jeugdigen of hogere prijzen.") { contracts, file, youths, price };
        options.AddTo(whatIf);
        whatIf.Validators.Add(result =>
        {
            if (result.GetValue(file) is null && result.GetValue(youths) is null && result.GetValue(price) is null)
                result.AddError("Geef --file, --youths of --price.");
        });
        return runner.Does(whatIf, async (session, parsed, cancellationToken) =>
        {
            var (from, until) = options.Period(parsed, session.Clock);
            var request = new WhatIfRequest { From = from, Until = until, AsOf = options.AsOf(parsed) };
            if (parsed.GetValue(file) is { } path)
                request.Scenarios.Add(Read(path == "-" ? await session.Input.ReadToEndAsync(cancellationToken) : Encoding.UTF8.GetString(InputFile.Read(path, LargestFile))));
            var (more, dearer) = (parsed.GetValue(youths) ?? "", parsed.GetValue(price) ?? "");
            if (more.Length > 0 || dearer.Length > 0)
                request.Scenarios.Add(new Scenario { Name = $"jeugdigen × {Factor(more)}, prijzen × {Factor(dearer)}", YouthsFactor = more, PriceFactor = dearer });
            foreach (var contract in parsed.GetRequiredValue(contracts)) request.ContractIds.Add(await session.Connection.ContractIdAsync(contract, cancellationToken));

            var answer = await (await session.Connection.SettlementsAsync(cancellationToken)).WhatIfAsync(request, cancellationToken: cancellationToken);
            var faults = new List<string>();
            foreach (var i in Enumerable.Range(0, answer.Outcomes.Count).Where(i => IsKnown(answer, i)))
                Recount.Compare(answer.Outcomes[i].Name, answer.Cells.Sum(cell => cell.Cents[i]), answer.Outcomes[i].TotalCents, faults);
            var recount = new Recount(answer.Cells.Count, faults);
            if (session.Screen.Json)
                session.Screen.Document(new JsonObject { ["what_if"] = Document.Of(answer), ["recount"] = SettlementCommands.ToJson(recount) });
            else
                Write(session.Screen, answer, from, until, recount);
            return recount.AddsUp ? Runner.Done : Runner.Failed;
        });
    }

    /// <exception cref="Problem">Not scenarios.</exception>
    private static IEnumerable<Scenario> Read(string json)
    {
        try
        {
            var text = json.TrimStart('\uFEFF').Trim();
            return WhatIfRequest.Parser.ParseJson(text.StartsWith('[') ? $"{{\"scenarios\":{text}}}" : text).Scenarios;
        }
        catch (Exception exception) when (exception is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new Problem("json_invalid", $"Het bestand heeft geen scenario's die wij kunnen lezen: {exception.Message}", "Verwacht wordt [{\"name\":\"...\",\"funding\":{\"task_based\":{...}}}]; de namen staan in funding.proto.");
        }
    }

    private static string Factor(string typed) => typed.Length > 0 ? typed.Replace('.', ',') : "1";

    // What cannot be settled has no amount: 0 would read as a saving.
    private static bool IsKnown(WhatIfReply answer, int column) => !answer.Outcomes[column].WithoutAmount;

    private static string Amount(WhatIfReply answer, int column, long cents) => IsKnown(answer, column) ? Show.Euro(cents) : "geen bedrag";

    private static void Write(Screen screen, WhatIfReply answer, string from, string until, Recount recount)
    {
        screen.Heading($"Wat als, {from} t/m {until}");
        var table = Screen.Table(["Gemeente", "Aanbieder", .. answer.Outcomes.Select(outcome => outcome.Name + ">")]);
        foreach (var cell in answer.Cells)
            table.Row([Show.OrDash(cell.MunicipalityCode), cell.ProviderName, .. cell.Cents.Select((cents, i) => Amount(answer, i, cents))]);
        table.Row(["Totaal", "", .. answer.Outcomes.Select((outcome, i) => Amount(answer, i, outcome.TotalCents))]);
        table.Row(["Verschil", "", .. answer.Outcomes.Select((outcome, i) => IsKnown(answer, 0) ? Amount(answer, i, outcome.TotalCents - answer.Outcomes[0].TotalCents) : "-")]);
        screen.Write(table);
        foreach (var outcome in answer.Outcomes)
        {
            if (outcome.NotSettledCode.Length > 0)
                screen.Line($"{outcome.Name}: geen bedrag, want niet alles is af te rekenen. {outcome.NotSettledText}");
            SettlementCommands.WriteFindings(screen, outcome.Findings, $"{outcome.Name}: ");
            if (outcome.DiscountCents != 0)
                screen.Line($"{outcome.Name}: korting wegens tekortkoming {Show.Euro(outcome.DiscountCents)}, niet in het totaal.");
        }

        screen.Line("Bedragen zijn vóór aftrek van voorschotten.");
        if (recount.AddsUp)
            screen.Line($"Nageteld: {Show.Number(recount.Checked)} rijen tellen in elk scenario op tot het totaal.");
        else
            SettlementCommands.WriteFaults(screen, recount);
    }
}
