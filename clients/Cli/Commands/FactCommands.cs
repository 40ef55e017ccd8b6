using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop facts record|list|withdraw|confirm</c>: counts, reports, results and breaches that a settlement needs and no message brings.</summary>
internal static class FactCommands
{
    private const int LargestFile = 4 * 1024 * 1024;

    public static Command Create(Runner runner) => new("facts", "Feiten voor de afrekening vastleggen, bekijken en intrekken.") { CreateRecord(runner), CreateList(runner), CreateWithdraw(runner), CreateConfirm(runner) };

    private static Command CreateRecord(Runner runner)
    {
        var file = new Argument<string>("BESTAND") { Description = "Eén feit of een lijst als JSON, zoals {\"contract\": \"JH-1\", \"volume\": {\"year\": 2026, \"volume\": 900}}; - leest van de standaardinvoer." };
        var again = new Option<bool>("--again") { Description = "Leg ook vast wat al eens precies zo is vastgelegd." };
        return runner.Does(new Command("record", "Leg feiten vast; nog eens uitvoeren wijzigt niets.") { file, again }, async (session, parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var text = path == "-" ? await session.Input.ReadToEndAsync(cancellationToken) : Encoding.UTF8.GetString(InputFile.Read(path, LargestFile));
            var facts = new List<SettlementFact>();
            foreach (var item in Items(text)) facts.Add(await ReadAsync(session.Connection, item, facts.Count + 1, cancellationToken));

            var service = await session.Connection.FactsAsync(cancellationToken);
            var recorded = new List<SettlementFact>();
            foreach (var fact in facts)
            {
                var content = fact.ToByteArray();
                var request = new RecordFactRequest { RequestId = parsed.GetValue(again) || !Adds(fact) ? Guid.CreateVersion7().ToString() : RequestId.Of("fact", content), Fact = fact };
                recorded.Add((await service.RecordFactAsync(request, cancellationToken: cancellationToken)).Fact);
            }
            Write(session.Screen, recorded, recorded.Count, "vastgelegd");
            return Runner.Done;
        });
    }

    // Where a newer fact replaces an earlier one, the service itself answers with what stands; only what adds up must not be told twice.
    private static bool Adds(SettlementFact fact) => fact.KindCase is SettlementFact.KindOneofCase.Breach or SettlementFact.KindOneofCase.Advance
        || fact.Outcome is { Measurement.Length: 0 };

    private static Command CreateList(Runner runner)
    {
        var contract = new Argument<string?>("CONTRACT") { Description = "Nummer of id (standaard de feiten van de regio).", Arity = ArgumentArity.ZeroOrOne };
        var kind = new Option<string>("--kind") { Description = "Alleen deze soort, zoals population, volume of part_reached.", HelpName = "SOORT" };
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel (standaard 100).", 1, 10_000, 100);
        var waiting = new Option<bool>("--waiting") { Description = "Alleen wat op controle wacht; zonder contract van alle contracten." };
        return runner.Does(new Command("list", "Toon wat is vastgelegd, het nieuwste eerst.") { contract, kind, limit, waiting }, async (session, parsed, cancellationToken) =>
        {
            var contractId = parsed.GetValue(contract) is { } named ? await session.Connection.ContractIdAsync(named, cancellationToken) : "";
            var service = await session.Connection.FactsAsync(cancellationToken);
            var (found, total) = await Pages.ReadAsync(parsed.GetValue(limit), async (size, token) =>
            {
                var reply = await service.ListFactsAsync(new ListFactsRequest { ContractId = contractId, Kind = parsed.GetValue(kind) ?? "", AwaitingCheck = parsed.GetValue(waiting), PageSize = size, PageToken = token }, cancellationToken: cancellationToken);
                return new Page<SettlementFact>(reply.Facts, reply.NextPageToken, reply.TotalCount);
            });
            Write(session.Screen, found, total, "gevonden");
            return Runner.Done;
        });
    }

    private static Command CreateWithdraw(Runner runner)
    {
        var fact = new Argument<string>("KENMERK") { Description = "Kenmerk van het feit." };
        var reason = new Option<string>("--reason") { Description = "Waarom; blijft zichtbaar.", HelpName = "TEKST", Required = true };
        return runner.Does(new Command("withdraw", "Trek een feit in: vanaf nu telt het niet meer.") { fact, reason }, async (session, parsed, cancellationToken) =>
        {
            var (id, why) = (parsed.GetRequiredValue(fact), parsed.GetRequiredValue(reason));
            var reply = await (await session.Connection.FactsAsync(cancellationToken)).WithdrawFactAsync(
                new WithdrawFactRequest { RequestId = RequestId.Of("withdraw-fact", id, why), FactId = id, Reason = why }, cancellationToken: cancellationToken);
            Write(session.Screen, [reply.Fact], 1, "ingetrokken");
            return Runner.Done;
        });
    }

    private static Command CreateConfirm(Runner runner)
    {
        var fact = new Argument<string>("KENMERK") { Description = "Kenmerk van de opgave." };
        return runner.Does(new Command("confirm", "Bevestig wat een aanbieder opgaf: vanaf nu telt het.") { fact }, async (session, parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(fact);
            var reply = await (await session.Connection.FactsAsync(cancellationToken)).ConfirmFactAsync(
                new ConfirmFactRequest { RequestId = RequestId.Of("confirm-fact", id), FactId = id }, cancellationToken: cancellationToken);
            Write(session.Screen, [reply.Fact], 1, "bevestigd");
            return Runner.Done;
        });
    }

    private static IReadOnlyList<JsonObject> Items(string text)
    {
        try
        {
            var root = JsonNode.Parse(text.TrimStart('\uFEFF'), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var items = root switch { JsonArray list => list, JsonObject { Count: 1 } one when one["facts"] is JsonArray list => list, JsonObject one => [one.DeepClone()], _ => [] };
            if (items.Count > 0 && items.All(item => item is JsonObject)) return [.. items.Select(item => (JsonObject)item!)];
        }
        catch (JsonException exception)
        {
            throw new Problem("json_invalid", $"Het bestand is geen JSON (regel {exception.LineNumber + 1}).");
        }
        throw new Problem("json_invalid", "Het bestand heeft geen feiten.", "Verwacht wordt één feit, of een lijst [{...}, {...}]; de namen staan in facts.proto.");
    }

    private static async Task<SettlementFact> ReadAsync(Connection connection, JsonObject item, int number, CancellationToken cancellationToken)
    {
        if (item["contract"] is JsonValue named)
        {
            item.Remove("contract");
            item["contract_id"] = await connection.ContractIdAsync(named.ToString(), cancellationToken);
        }
        try
        {
            return SettlementFact.Parser.ParseJson(item.ToJsonString());
        }
        catch (Exception exception) when (exception is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new Problem("json_invalid", $"Feit {number} is niet te lezen: {exception.Message}", "De namen staan in facts.proto; getallen zonder aanhalingstekens, delen als tekst zoals \"0.05\".");
        }
    }

    private static void Write(Screen screen, IReadOnlyList<SettlementFact> facts, long total, string what)
    {
        if (screen.Json)
        {
            screen.Document(new JsonObject { ["facts"] = Document.Of(facts), ["total_count"] = total });
            return;
        }

        var table = Screen.Table("Kenmerk", "Soort", "Perceel", "Inhoud", "Vastgelegd", "Door", "Ingetrokken", "Controle");
        foreach (var fact in facts)
            table.Row(fact.FactId, Show.Fact(fact), Show.OrDash(fact.LotId), FactText.Of(fact), Show.Moment(fact.RecordedAt), Show.Actor(fact.RecordedBy), fact.WithdrawnAt is null ? "" : $"{Show.Moment(fact.WithdrawnAt)}: {fact.WithdrawnReason}",
                !fact.NeedsCheck ? "" : fact.ConfirmedAt is null ? "wacht" : Show.Moment(fact.ConfirmedAt));
        if (what == "gevonden")
        {
            Pages.Write(screen, table, facts.Count, total, "feiten");
            return;
        }

        screen.Write(table);
        screen.Line(facts.Count == 1 ? $"1 feit {what}." : $"{Show.Number(facts.Count)} feiten {what}.");
    }
}
