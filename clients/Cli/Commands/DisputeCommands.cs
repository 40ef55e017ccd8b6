using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Inkoop.Cli.Files;
using Inkoop.Cli.Output;
using Inkoop.Wire.Contracts.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop disputes open|resolve|list</c>: part of an amount is not agreed. Too much is held back and the rest is paid; too little is claimed.</summary>
internal static class DisputeCommands
{
    public static Command Create(Runner runner) => new("disputes", "Bedragen betwisten en betwistingen afhandelen.") { CreateOpen(runner), CreateResolve(runner), CreateList(runner) };

    /// <summary>Cents of an amount as a person writes it: 100, 100,00 or 100.00.</summary>
    /// <exception cref="Problem">It is no amount.</exception>
    internal static long Cents(string text)
    {
        var amount = text.Trim().TrimStart('€').Trim().Replace(',', '.');
        var point = amount.IndexOf('.', StringComparison.Ordinal);
        // Three digits after a point are thousands to one reader and tenths of cents to another.
        return (point < 0 || amount.Length - point <= 3) && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euro) && euro < 1_000_000_000_000m
            ? (long)(euro * 100)
            : throw new Problem("amount_invalid", $"{text} is geen bedrag.", "Schrijf een bedrag in euro's zonder punten voor duizendtallen, zoals 1250,00.");
    }

    private static Command CreateOpen(Runner runner)
    {
        var contract = new Argument<string>("CONTRACT") { Description = "Nummer of id." };
        var key = new Argument<string>("KENMERK") { Description = "Kenmerk van het bedrag, zoals line/REF; zie inkoop payments lines." };
        var municipality = new Option<string>("--municipality") { Description = "De gemeente die betaalt.", HelpName = "CODE", Required = true };
        var amount = new Option<string>("--amount") { Description = "Wat niet klopt, in euro's; de rest blijft betaalbaar.", HelpName = "BEDRAG", Required = true };
        var reason = new Option<string>("--reason") { Description = "Waarom.", HelpName = "TEKST", Required = true };
        var year = GlobalOptions.Number("--year", "Het jaar van het bedrag (standaard het nieuwste jaar dat dit kenmerk heeft).", 2015, 2200);
        var direction = Direction("Te veel (too-much) of te weinig (too-little) afgerekend; standaard te weinig voor een aanbieder en te veel voor een ander.");
        var evidence = new Option<string>("--evidence") { Description = "Kenmerk van wat het aantoont.", HelpName = "KENMERK" };
        return runner.Does(new Command("open", "Betwist een deel van een bedrag, of claim wat er ontbreekt.") { contract, key, municipality, amount, reason, year, direction, evidence }, async (session, parsed, cancellationToken) =>
        {
            var request = new OpenDisputeRequest
            {
                ContractId = await session.Connection.ContractIdAsync(parsed.GetRequiredValue(contract), cancellationToken),
                Key = parsed.GetRequiredValue(key),
                MunicipalityCode = parsed.GetRequiredValue(municipality),
                DisputedCents = Cents(parsed.GetRequiredValue(amount)),
                Reason = parsed.GetRequiredValue(reason),
                Year = parsed.GetValue(year),
                Direction = DirectionOf(parsed.GetValue(direction)),
                Evidence = parsed.GetValue(evidence) ?? "",
            };
            // A second dispute of the same amount is refused while the first is open, so every call may have an id of its own.
            request.RequestId = Guid.CreateVersion7().ToString();
            return Shown(session, await (await session.Connection.PaymentsAsync(cancellationToken)).OpenDisputeAsync(request, cancellationToken: cancellationToken));
        });
    }

    private static Command CreateResolve(Runner runner)
    {
        var dispute = new Argument<string>("BETWISTING") { Description = "Kenmerk van de betwisting." };
        var upheld = new Option<bool>("--upheld") { Description = "Terecht: blijft onbetaald tot de aanbieder het herstelt." };
        var dismissed = new Option<bool>("--dismissed") { Description = "Ongegrond: wordt alsnog betaald." };
        var note = new Option<string>("--note") { Description = "Toelichting.", HelpName = "TEKST", Required = true };
        var version = GlobalOptions.Number("--version-seen", "Alleen als het deze versie is (standaard 1).", 1, int.MaxValue, 1);
        var agreed = new Option<bool>("--agreed") { Description = "Een claim is overeengekomen; noem --correction en --with." };
        var correction = new Option<string>("--correction") { Description = "Wat volgt: new-line (crediteren en opnieuw declareren), fact (een feit) of amount (een bedrag in de volgende run).", HelpName = "SOORT" };
        correction.AcceptOnlyFromAmong("new-line", "fact", "amount");
        var amount = new Option<string>("--amount") { Description = "Het overeengekomen bedrag.", HelpName = "BEDRAG" };
        var with = new Option<string>("--with") { Description = "Wie namens de aanbieder akkoord ging.", HelpName = "NAAM" };
        var reference = new Option<string>("--reference") { Description = "De nieuwe prestatie of het feit, als dat bekend is.", HelpName = "KENMERK" };
        var command = new Command("resolve", "Handel een betwisting of claim af.") { dispute, upheld, dismissed, agreed, correction, amount, with, reference, note, version };
        command.Validators.Add(result =>
        {
            if (new[] { upheld, dismissed, agreed }.Count(result.GetValue) != 1)
                result.AddError("Kies --upheld, --dismissed of --agreed.");
        });
        return runner.Does(command, async (session, parsed, cancellationToken) =>
        {
            var resolution = parsed.GetValue(upheld) ? DisputeResolution.Upheld : parsed.GetValue(agreed) ? DisputeResolution.Agreed : DisputeResolution.Dismissed;
            var follows = parsed.GetValue(correction) switch
            {
                "new-line" => DisputeCorrection.NewLine,
                "fact" => DisputeCorrection.Fact,
                "amount" => DisputeCorrection.Amount,
                _ => DisputeCorrection.Unspecified,
            };
            var cents = parsed.GetValue(amount) is { } written ? Cents(written) : 0;
            var (agreedWith, of) = (parsed.GetValue(with) ?? "", parsed.GetValue(reference) ?? "");
            var (id, text) = (parsed.GetRequiredValue(dispute), parsed.GetRequiredValue(note));
            return Shown(session, await (await session.Connection.PaymentsAsync(cancellationToken)).ResolveDisputeAsync(new ResolveDisputeRequest
            {
                RequestId = RequestId.Of("resolve", id, resolution.ToString(), text, follows.ToString(), cents.ToString(CultureInfo.InvariantCulture), agreedWith, of),
                DisputeId = id,
                ExpectedVersion = parsed.GetValue(version),
                Resolution = resolution,
                Note = text,
                Correction = follows,
                AgreedCents = cents,
                AgreedWith = agreedWith,
                CorrectionReference = of,
            }, cancellationToken: cancellationToken));
        });
    }

    private static Command CreateList(Runner runner)
    {
        var contract = new Option<string>("--contract") { Description = "Van dit contract, nummer of id.", HelpName = "CONTRACT" };
        var open = new Option<bool>("--open") { Description = "Alleen wat nog loopt." };
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel (standaard 100).", 1, 10_000, 100);
        var direction = Direction("Alleen te veel (too-much) of te weinig (too-little).");
        return runner.Does(new Command("list", "Toon de betwistingen en claims.") { contract, open, limit, direction }, async (session, parsed, cancellationToken) =>
        {
            var contractId = parsed.GetValue(contract) is { } named ? await session.Connection.ContractIdAsync(named, cancellationToken) : "";
            var payments = await session.Connection.PaymentsAsync(cancellationToken);
            var (found, total) = await Pages.ReadAsync(parsed.GetValue(limit), async (size, token) =>
            {
                var reply = await payments.ListDisputesAsync(new ListDisputesRequest { ContractId = contractId, OpenOnly = parsed.GetValue(open), Direction = DirectionOf(parsed.GetValue(direction)), PageSize = size, PageToken = token }, cancellationToken: cancellationToken);
                return new Page<Dispute>(reply.Disputes, reply.NextPageToken, reply.TotalCount);
            });
            if (session.Screen.Json)
            {
                session.Screen.Document(new JsonObject { ["disputes"] = Document.Of(found), ["total_count"] = total });
                return Runner.Done;
            }

            var table = Screen.Table("Betwisting", "Contract", "Jaar>", "Gemeente", "Bedrag", "Betwist>", "Soort", "Waarom", "Stand", "Sinds");
            foreach (var dispute in found)
            {
                table.Row(dispute.DisputeId, dispute.ContractNumber, dispute.Year.ToString(CultureInfo.InvariantCulture), dispute.MunicipalityCode, dispute.Key, Show.Euro(dispute.DisputedCents),
                    IsClaim(dispute) ? "te weinig" : "te veel", dispute.Reason, State(dispute), Show.Moment(dispute.OpenedAt));
            }

            Pages.Write(session.Screen, table, found.Count, total, "betwistingen");
            return Runner.Done;
        });
    }

    private static int Shown(Session session, DisputeReply reply)
    {
        if (session.Screen.Json)
            session.Screen.Document(Document.Of(reply));
        else
            session.Screen.Line($"{(IsClaim(reply.Dispute) ? "Claim" : "Betwisting")} {reply.Dispute.DisputeId}: {Show.Euro(reply.Dispute.DisputedCents)} van {reply.Dispute.Key} (contract {reply.Dispute.ContractNumber}, gemeente {reply.Dispute.MunicipalityCode}) is {State(reply.Dispute)}.");
        return Runner.Done;
    }

    private static string State(Dispute dispute) => dispute switch
    {
        { IsOpen: true } => "in behandeling",
        { Resolution: "upheld" } => "terecht bevonden",
        { Resolution: "agreed", AgreedCents: > 0 } => $"overeengekomen voor {Show.Euro(dispute.AgreedCents)}",
        { Resolution: "agreed" } => "overeengekomen",
        _ => IsClaim(dispute) ? "afgewezen" : "ongegrond verklaard",
    };

    private static bool IsClaim(Dispute dispute) => dispute.Direction == DisputeDirection.TooLittle;

    private static Option<string> Direction(string description)
    {
        var direction = new Option<string>("--direction") { Description = description, HelpName = "SOORT" };
        direction.AcceptOnlyFromAmong("too-much", "too-little");
        return direction;
    }

    private static DisputeDirection DirectionOf(string? direction) => direction switch
    {
        "too-much" => DisputeDirection.TooMuch,
        "too-little" => DisputeDirection.TooLittle,
        _ => DisputeDirection.Unspecified,
    };
}
