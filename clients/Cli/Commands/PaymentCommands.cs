using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop payments propose|approve|paid|reverse|drop|show|list|lines</c>: what is due, put down by one person and let through by another.</summary>
internal static class PaymentCommands
{
    public static Command Create(Runner runner) => new("payments", "Betalingen voorstellen, goedkeuren en bekijken.")
    {
        CreatePropose(runner), CreateApprove(runner), CreatePaid(runner), CreateReverse(runner), CreateDrop(runner), CreateShow(runner), CreateList(runner), PaymentLinesCommand.Create(runner),
    };

    internal static Argument<string> Run() => new("BETAALRUN") { Description = "Kenmerk van de betaalrun." };

    internal static string Status(PaymentRunStatus status) => status switch
    {
        PaymentRunStatus.Proposed => "voorgesteld",
        PaymentRunStatus.Approved => "goedgekeurd",
        PaymentRunStatus.Paid => "betaald",
        PaymentRunStatus.Reversed => "teruggedraaid",
        PaymentRunStatus.Dropped => "ingetrokken",
        _ => "onbekend",
    };

    private static Command CreatePropose(Runner runner)
    {
        var year = GlobalOptions.Number("--year", "Het jaar (standaard dit jaar).", 2015, 2200);
        var until = new Option<string>("--until") { Description = "Tot en met deze dag (standaard vandaag, of de laatste dag van een jaar dat voorbij is).", HelpName = "DATUM" };
        var contracts = new Option<string[]>("--contract") { Description = "Alleen dit contract, nummer of id; mag vaker.", HelpName = "CONTRACT", AllowMultipleArgumentsPerToken = true };
        return runner.Does(new Command("propose", "Stel voor te betalen wat verschuldigd is; een ander keurt het goed.") { year, until, contracts }, async (session, parsed, cancellationToken) =>
        {
            var today = DutchDay.Today(session.Clock);
            var wanted = parsed.GetValue(year) is > 0 and var given ? given : today.Year;
            var request = new ProposePaymentRunRequest
            {
                // Every proposal is one of its own: the same question tomorrow has another answer.
                RequestId = Guid.CreateVersion7().ToString(),
                Year = wanted,
                Until = parsed.GetValue(until) ?? Day(wanted < today.Year ? new DateOnly(wanted, 12, 31) : today),
            };
            foreach (var contract in parsed.GetValue(contracts) ?? []) request.ContractIds.Add(await session.Connection.ContractIdAsync(contract, cancellationToken));
            return Shown(session, await (await session.Connection.PaymentsAsync(cancellationToken)).ProposePaymentRunAsync(request, cancellationToken: cancellationToken));
        });
    }

    private static Command CreateApprove(Runner runner)
    {
        var run = Run();
        return runner.Does(new Command("approve", "Keur een voorstel van een ander goed.") { run }, async (session, parsed, cancellationToken) =>
        {
            var (payments, found) = await FindAsync(session, parsed.GetRequiredValue(run), cancellationToken);
            return Shown(session, await payments.ApprovePaymentRunAsync(
                new ApprovePaymentRunRequest { RequestId = RequestId.Of("approve", found.RunId, Version(found)), RunId = found.RunId, ExpectedVersion = found.Version }, cancellationToken: cancellationToken));
        });
    }

    private static Command CreatePaid(Runner runner)
    {
        var run = Run();
        var on = new Option<string>("--on") { Description = "De dag waarop de bank betaalde (standaard vandaag).", HelpName = "DATUM" };
        return runner.Does(new Command("paid", "Leg vast dat een goedgekeurde betaalrun is betaald.") { run, on }, async (session, parsed, cancellationToken) =>
        {
            var (payments, found) = await FindAsync(session, parsed.GetRequiredValue(run), cancellationToken);
            var day = parsed.GetValue(on) ?? Day(DutchDay.Today(session.Clock));
            return Shown(session, await payments.RecordPaymentRunPaidAsync(
                new RecordPaymentRunPaidRequest { RequestId = RequestId.Of("paid", found.RunId, Version(found), day), RunId = found.RunId, ExpectedVersion = found.Version, PaidOn = day }, cancellationToken: cancellationToken));
        });
    }

    private static Command CreateReverse(Runner runner)
    {
        var (run, reason) = (Run(), Reason());
        return runner.Does(new Command("reverse", "Draai een betaalrun terug: alles ervan staat weer open.") { run, reason }, async (session, parsed, cancellationToken) =>
        {
            var (payments, found) = await FindAsync(session, parsed.GetRequiredValue(run), cancellationToken);
            var why = parsed.GetRequiredValue(reason);
            return Shown(session, await payments.ReversePaymentRunAsync(
                new ReversePaymentRunRequest { RequestId = RequestId.Of("reverse", found.RunId, Version(found), why), RunId = found.RunId, ExpectedVersion = found.Version, Reason = why }, cancellationToken: cancellationToken));
        });
    }

    private static Command CreateDrop(Runner runner)
    {
        var (run, reason) = (Run(), Reason());
        return runner.Does(new Command("drop", "Trek een voorstel in.") { run, reason }, async (session, parsed, cancellationToken) =>
        {
            var (payments, found) = await FindAsync(session, parsed.GetRequiredValue(run), cancellationToken);
            var why = parsed.GetRequiredValue(reason);
            return Shown(session, await payments.DropPaymentRunAsync(
                new DropPaymentRunRequest { RequestId = RequestId.Of("drop", found.RunId, Version(found), why), RunId = found.RunId, ExpectedVersion = found.Version, Reason = why }, cancellationToken: cancellationToken));
        });
    }

    private static Command CreateShow(Runner runner)
    {
        var run = Run();
        return runner.Does(new Command("show", "Toon een betaalrun met de bedragen per gemeente.") { run }, async (session, parsed, cancellationToken) =>
            Shown(session, new PaymentRunReply { Run = (await FindAsync(session, parsed.GetRequiredValue(run), cancellationToken)).Run }));
    }

    private static Command CreateList(Runner runner)
    {
        var year = GlobalOptions.Number("--year", "Alleen dit jaar.", 2015, 2200);
        var status = new Option<string>("--status") { Description = "Alleen proposed, approved, paid, reversed of dropped.", HelpName = "STAND" };
        status.AcceptOnlyFromAmong("proposed", "approved", "paid", "reversed", "dropped");
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel (standaard 100).", 1, 10_000, 100);
        return runner.Does(new Command("list", "Toon de betaalruns, de nieuwste eerst.") { year, status, limit }, async (session, parsed, cancellationToken) =>
        {
            var payments = await session.Connection.PaymentsAsync(cancellationToken);
            var wanted = parsed.GetValue(status) is { } name ? Enum.Parse<PaymentRunStatus>(name, ignoreCase: true) : PaymentRunStatus.Unspecified;
            var (found, total) = await Pages.ReadAsync(parsed.GetValue(limit), async (size, token) =>
            {
                var reply = await payments.ListPaymentRunsAsync(new ListPaymentRunsRequest { Year = parsed.GetValue(year), Status = wanted, PageSize = size, PageToken = token }, cancellationToken: cancellationToken);
                return new Page<PaymentRun>(reply.Runs, reply.NextPageToken, reply.TotalCount);
            });
            if (session.Screen.Json)
            {
                session.Screen.Document(new JsonObject { ["runs"] = Document.Of(found), ["total_count"] = total });
                return Runner.Done;
            }

            var table = Screen.Table("Kenmerk", "Jaar>", "Tot en met", "Stand", "Bedrag>", "Betwist>", "Regels>", "Voorgesteld door", "Goedgekeurd door", "Betaald op");
            foreach (var run in found)
            {
                table.Row(run.RunId, run.Year.ToString(CultureInfo.InvariantCulture), run.Until, Status(run.Status), Show.Euro(run.TotalCents), Show.Euro(run.DisputedCents), Show.Number(run.LineCount),
                    Show.OrDash(Show.Actor(run.ProposedBy)), Show.OrDash(Show.Actor(run.ApprovedBy)), Show.OrDash(run.PaidOn));
            }

            Pages.Write(session.Screen, table, found.Count, total, "betaalruns");
            return Runner.Done;
        });
    }

    private static int Shown(Session session, PaymentRunReply reply)
    {
        var (screen, run) = (session.Screen, reply.Run);
        // Whoever lets money through sees it added up on this side too.
        var addsUp = run.Municipalities.Sum(municipality => municipality.Cents) == run.TotalCents && run.Municipalities.Sum(municipality => municipality.LineCount) == run.LineCount;
        if (screen.Json)
        {
            screen.Document(new JsonObject { ["run"] = Document.Of(run), ["adds_up"] = addsUp });
            return addsUp ? Runner.Done : Runner.Failed;
        }

        screen.Heading($"Betaalrun {run.RunId}: {Status(run.Status)}");
        screen.Line($"Over            {run.Year}, tot en met {run.Until}, zoals bekend op {Show.Moment(run.AsOf)}");
        screen.Line($"Bedrag          {Show.Euro(run.TotalCents)} in {Show.Number(run.LineCount)} regels{(run.DisputedCents != 0 ? $"; {Show.Euro(run.DisputedCents)} is betwist en blijft staan" : "")}");
        if (run.ProposedBy.Length > 0)
            screen.Line($"Voorgesteld     {Show.Actor(run.ProposedBy)}{(run.ApprovedBy.Length > 0 ? $"; goedgekeurd door {Show.Actor(run.ApprovedBy)}" : "")}");
        if (run.PaidOn.Length > 0)
            screen.Line($"Betaald         {run.PaidOn}");
        if (run.Reason.Length > 0)
            screen.Line($"Reden           {run.Reason}");
        var table = Screen.Table("Gemeente", "Bedrag>", "Regels>");
        foreach (var municipality in run.Municipalities)
            table.Row(municipality.MunicipalityCode, Show.Euro(municipality.Cents), Show.Number(municipality.LineCount));
        screen.Write(table);
        foreach (var omission in run.Omissions)
            screen.Line($"Niet meegenomen: contract {omission.ContractNumber}, {omission.Text}");
        if (run.Status == PaymentRunStatus.Proposed)
            screen.Line($"Een ander keurt dit goed met: inkoop payments approve {run.RunId}");
        if (!addsUp)
            screen.Note("De bedragen van de gemeenten tellen niet op tot het totaal. Betaal hierop niet en meld het de beheerder.");
        return addsUp ? Runner.Done : Runner.Failed;
    }

    private static async Task<(PaymentService.PaymentServiceClient Payments, PaymentRun Run)> FindAsync(Session session, string runId, CancellationToken cancellationToken)
    {
        var payments = await session.Connection.PaymentsAsync(cancellationToken);
        return (payments, (await payments.GetPaymentRunAsync(new GetPaymentRunRequest { RunId = runId }, cancellationToken: cancellationToken)).Run);
    }

    private static Option<string> Reason() => new("--reason") { Description = "Waarom.", HelpName = "TEKST", Required = true };

    private static string Version(PaymentRun run) => run.Version.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
