using System.CommandLine;
using System.Text.Json.Nodes;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop payments lines</c>: the payment file of a run, or all that was put down for one contract, on screen or as CSV; added up again on this side.</summary>
internal static class PaymentLinesCommand
{
    private const int LargestPage = 1_000;

    public static Command Create(Runner runner)
    {
        var run = new Argument<string?>("BETAALRUN") { Description = "Kenmerk van de betaalrun.", Arity = ArgumentArity.ZeroOrOne };
        var contract = new Option<string>("--contract") { Description = "Van dit contract, nummer of id; zonder betaalrun over alle runs.", HelpName = "CONTRACT" };
        var municipality = new Option<string>("--municipality") { Description = "Alleen deze gemeente.", HelpName = "CODE" };
        var csv = new Option<string>("--csv") { Description = "Schrijf alle regels naar dit bestand.", HelpName = "BESTAND" };
        var limit = GlobalOptions.Number("--limit", "Toon er hoogstens zoveel (standaard 200).", 1, 100_000, 200);
        var command = new Command("lines", "Toon de regels van een betaalrun.") { run, contract, municipality, csv, limit };
        command.Validators.Add(result =>
        {
            if (result.GetValue(run) is null && result.GetValue(contract) is null)
                result.AddError("Geef een betaalrun of --contract.");
        });
        return runner.Does(command, async (session, parsed, cancellationToken) =>
        {
            var request = new ListPaymentLinesRequest
            {
                RunId = parsed.GetValue(run) ?? "",
                ContractId = parsed.GetValue(contract) is { } named ? await session.Connection.ContractIdAsync(named, cancellationToken) : "",
                MunicipalityCode = parsed.GetValue(municipality) ?? "",
            };
            return parsed.GetValue(csv) is { } path ? await WriteFileAsync(session, request, path, cancellationToken) : await ShowAsync(session, request, parsed.GetValue(limit), cancellationToken);
        });
    }

    private static async Task<int> WriteFileAsync(Session session, ListPaymentLinesRequest request, string path, CancellationToken cancellationToken)
    {
        var payments = await session.Connection.PaymentsAsync(cancellationToken);
        request.PageSize = LargestPage;
        long count = 0, cents = 0;
        await using var file = new PaymentFile(path);
        await file.WriteHeaderAsync();
        while (true)
        {
            var reply = await payments.ListPaymentLinesAsync(request, cancellationToken: cancellationToken);
            foreach (var line in reply.Lines)
            {
                await file.WriteAsync(line);
                (count, cents) = (count + 1, cents + line.Cents);
            }

            request.PageToken = reply.NextPageToken;
            if (request.PageToken.Length > 0)
                continue;
            if (count != reply.TotalCount || cents != reply.TotalCents)
                throw new Problem("file_does_not_add_up", $"De {Show.Number(count)} regels zijn samen {Show.Euro(cents)}, maar het totaal is {Show.Euro(reply.TotalCents)}. Er is geen bestand geschreven.", "Voer de opdracht opnieuw uit; blijft het fout gaan, meld het de beheerder.");
            break;
        }

        await file.FinishAsync();
        if (session.Screen.Json)
            session.Screen.Document(new JsonObject { ["file"] = path, ["line_count"] = count, ["total_cents"] = cents });
        else
            session.Screen.Line($"{Show.Number(count)} regels, samen {Show.Euro(cents)}, staan in {path}.");
        return Runner.Done;
    }

    private static async Task<int> ShowAsync(Session session, ListPaymentLinesRequest request, int limit, CancellationToken cancellationToken)
    {
        var payments = await session.Connection.PaymentsAsync(cancellationToken);
        long cents = 0;
        var (found, total) = await Pages.ReadAsync(limit, async (size, token) =>
        {
            (request.PageSize, request.PageToken) = (size, token);
            var reply = await payments.ListPaymentLinesAsync(request, cancellationToken: cancellationToken);
            cents = reply.TotalCents;
            return new Page<PaymentLine>(reply.Lines, reply.NextPageToken, reply.TotalCount);
        });
        if (session.Screen.Json)
        {
            session.Screen.Document(new JsonObject { ["lines"] = Document.Of(found), ["total_count"] = total, ["total_cents"] = cents });
            return Runner.Done;
        }

        var table = Screen.Table("Gemeente", "Aanbieder", "Contract", "Perceel", "Kenmerk", "Afgerekend>", "Eerder>", "Betwist>", "Te betalen>");
        foreach (var line in found)
        {
            table.Row(line.MunicipalityCode, line.ProviderName, line.ContractNumber, line.LotId, line.Key, Show.Euro(line.SettledCents), Show.Euro(line.BeforeCents), Show.Euro(line.DisputedCents), Show.Euro(line.Cents));
        }

        Pages.Write(session.Screen, table, found.Count, total, "regels");
        session.Screen.Line($"Samen {Show.Euro(cents)}.");
        return Runner.Done;
    }
}
