using System.CommandLine;
using System.Text.Json.Nodes;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Indicators.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop indicators due|submit</c>: what a provider owes each quarter, and sending it in.</summary>
internal static class IndicatorCommands
{
    /// <summary>As many rows as one call takes.</summary>
    private const int RowsACall = 10_000;

    public static Command Create(Runner runner) => new("indicators", "Indicatoren aanleveren.") { CreateDue(runner), CreateSubmit(runner) };

    private static Command CreateDue(Runner runner)
    {
        var quarter = new Option<string>("--quarter") { Description = "Zoals 2026-Q1 (standaard het laatst afgesloten kwartaal).", HelpName = "KWARTAAL" };
        var contract = new Option<string>("--contract") { Description = "Alleen dit contract: nummer of id.", HelpName = "CONTRACT" };
        return runner.Does(new Command("due", "Toon wat er moet worden aangeleverd en wat er al is.") { quarter, contract }, async (session, parsed, cancellationToken) =>
        {
            var asked = parsed.GetValue(quarter) ?? Quarters.LastClosed(session.Clock);
            var contractId = parsed.GetValue(contract) is { } named ? await session.Connection.ContractIdAsync(named, cancellationToken) : "";
            var reply = await (await session.Connection.IndicatorsAsync(cancellationToken))
                .ListDueSubmissionsAsync(new ListDueSubmissionsRequest { Quarter = asked, ContractId = contractId }, cancellationToken: cancellationToken);
            if (session.Screen.Json)
            {
                session.Screen.Document(Document.Of(reply));
                return Runner.Done;
            }

            if (reply.Due.Count == 0)
            {
                session.Screen.Line($"Voor {asked} hoeft niets te worden aangeleverd.");
                return Runner.Done;
            }

            var table = Screen.Table("Contract", "Indicator", "Naam", "Uiterlijk", "Stand", "Versie>", "Minuten>", "Waarom");
            foreach (var due in reply.Due)
            {
                table.Row(due.ContractNumber, due.IndicatorCode, due.IndicatorName, due.DueOn,
                    (due.Submitted, due.Late) switch { (true, true) => "binnen, te laat", (true, false) => "binnen", (false, true) => "te laat", _ => "open" },
                    due.SubmissionVersion == 0 ? "-" : Show.Number(due.SubmissionVersion), Show.Number(due.MinutesEstimate), due.Why);
            }

            session.Screen.Write(table);
            var open = reply.Due.Where(due => !due.Submitted).ToList();
            session.Screen.Line($"{asked}: {open.Count} van {reply.Due.Count} nog aan te leveren, naar schatting {open.Sum(due => due.MinutesEstimate)} minuten werk.");
            return Runner.Done;
        });
    }

    private static Command CreateSubmit(Runner runner)
    {
        var file = new Argument<string>("BESTAND") { Description = "CSV of Excel: contract, indicator, quarter, numerator, denominator en naar keuze expected_version, correction_reason, remark." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Alleen controleren: er wordt niets vastgelegd." };
        return runner.Does(new Command("submit", "Lever indicatoren aan; na een verbroken verbinding kan hetzelfde bestand nog eens.") { file, dryRun },
            (session, parsed, cancellationToken) => SubmitAsync(session, parsed.GetRequiredValue(file), parsed.GetValue(dryRun), cancellationToken));
    }

    private static async Task<int> SubmitAsync(Session session, string path, bool dryRun, CancellationToken cancellationToken)
    {
        var file = SubmissionFile.Read(path);
        var results = file.Unreadable.ToList();
        if (file.Rows.Count > 0)
        {
            var indicators = await session.Connection.IndicatorsAsync(cancellationToken);
            foreach (var rows in file.Rows.Chunk(RowsACall))
                results.AddRange(dryRun ? await ValidateAsync(indicators, rows, cancellationToken) : await SubmitAsync(indicators, rows, cancellationToken));
        }

        results.Sort((left, right) => left.RowNumber.CompareTo(right.RowNumber));
        Report(session.Screen, file, results, dryRun);
        return results.All(result => result.Accepted) ? Runner.Done : Runner.Rejected;
    }

    private static async Task<IEnumerable<RowResult>> ValidateAsync(IndicatorService.IndicatorServiceClient indicators, SubmissionRow[] rows, CancellationToken cancellationToken) =>
        (await indicators.ValidateSubmissionAsync(new ValidateSubmissionRequest { Rows = { rows } }, cancellationToken: cancellationToken)).Results;

    private static async Task<IEnumerable<RowResult>> SubmitAsync(IndicatorService.IndicatorServiceClient indicators, SubmissionRow[] rows, CancellationToken cancellationToken)
    {
        using var call = indicators.SubmitIndicators(cancellationToken: cancellationToken);
        await Streams.WriteAllAsync(call.RequestStream, rows.Select(row => new SubmitIndicatorsRequest { Row = row }), cancellationToken);
        return (await call).Results;
    }

    private static void Report(Screen screen, SubmissionFile file, List<RowResult> results, bool dryRun)
    {
        var accepted = results.Count(result => result.Accepted);
        if (screen.Json)
        {
            screen.Document(new JsonObject
            {
                ["dry_run"] = dryRun,
                ["accepted_count"] = accepted,
                ["rejected_count"] = results.Count - accepted,
                ["results"] = Document.Of(results),
            });
            return;
        }

        if (accepted < results.Count)
        {
            var table = Screen.Table("Rij>", "Kolom", "Code", "Wat er mis is");
            foreach (var result in results.Where(result => !result.Accepted))
            {
                foreach (var fault in result.Faults)
                    table.Row(result.RowNumber.ToString(System.Globalization.CultureInfo.InvariantCulture), ColumnOf(fault.Field), fault.Code, fault.Text);
            }

            screen.Write(table);
        }

        var late = results.Count(result => result is { Accepted: true, Late: true });
        screen.Line($"{file.Name}: {accepted} van {results.Count} rijen {(dryRun ? "zijn goed" : "aangenomen")}{(late > 0 ? $", waarvan {late} te laat" : "")}.");
        if (dryRun)
            screen.Line("Er is niets vastgelegd.");
        else if (accepted < results.Count)
            screen.Line("Verbeter de afgekeurde rijen en stuur het hele bestand nog eens: wat al is aangenomen, verandert daar niet door.");
    }

    /// <summary>The column of the file behind a field of the request.</summary>
    private static string ColumnOf(string field) => field switch
    {
        "contract_id" or "contract_number" => "contract",
        "indicator_code" => "indicator",
        _ => field,
    };
}
