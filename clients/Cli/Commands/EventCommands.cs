using System.CommandLine;
using System.Text.Json.Nodes;
using Inkoop.Cli.Output;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop events</c>: what happened to a subject, or in a service, newest first.</summary>
internal static class EventCommands
{
    /// <summary>Whose logs a subject stands in. A subject that is not here is asked of every service.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> owners = new()
    {
        ["provider"] = ["providers"],
        ["municipality"] = ["providers"],
        ["contract"] = ["contracts", "money"], // what was recorded for its settlement stands in the second
        ["payment_run"] = ["money"],
        ["dispute"] = ["money"],
        ["disposition"] = ["dispositions"],
        ["allocation"] = ["dispositions"],
        ["message"] = ["dispositions"],
        ["indicator"] = ["indicators"],
        ["submission"] = ["indicators"],
        ["derived"] = ["indicators"],
        ["review"] = ["reviews"],
        ["action"] = ["reviews"],
    };

    public static Command Create(Runner runner)
    {
        var subject = new Argument<string>("ONDERWERP") { Description = "Zoals contract/NUMMER of allocation/ID.", Arity = ArgumentArity.ZeroOrOne };
        var service = new Option<string>("--service") { Description = $"Het logboek van één dienst: {string.Join(", ", Addresses.Services)}.", HelpName = "DIENST" };
        var parked = new Option<bool>("--parked") { Description = "Alleen wat niet kon worden bezorgd." };
        var limit = GlobalOptions.Number("--limit", "Hoogstens zoveel (standaard 50).", 1, 10_000, 50);
        var command = new Command("events", "Toon het logboek, nieuwste eerst.") { subject, service, parked, limit };
        command.Validators.Add(result =>
        {
            if (result.GetValue(subject) is null && result.GetValue(service) is null)
                result.AddError("Noem een onderwerp, of een dienst met --service.");
        });
        return runner.Does(command, (session, parsed, cancellationToken) =>
            ShowAsync(session, parsed.GetValue(subject) ?? "", parsed.GetValue(service), parsed.GetValue(parked), parsed.GetValue(limit), cancellationToken));
    }

    private static async Task<int> ShowAsync(Session session, string subject, string? service, bool parked, int limit, CancellationToken cancellationToken)
    {
        subject = await ResolveAsync(session.Connection, subject, cancellationToken);
        var services = service is not null ? [service] : owners.TryGetValue(subject.Split('/')[0], out var own) ? own : Addresses.Services;
        var found = new List<(string Service, LoggedEvent Event)>();
        foreach (var name in services)
        {
            var log = await session.Connection.LogAsync(name, cancellationToken);
            var (events, _) = await Pages.ReadAsync(limit, async (size, token) =>
            {
                var reply = await log.ListEventsAsync(new ListEventsRequest { Service = name, Subject = subject, ParkedOnly = parked, PageSize = size, PageToken = token }, cancellationToken: cancellationToken);
                return new Page<LoggedEvent>(reply.Events, reply.NextPageToken, 0);
            });
            // What was carried over from one log to another is one event.
            found.AddRange(events.Where(logged => found.TrueForAll(known => known.Event.EventId != logged.EventId)).Select(logged => (name, logged)));
        }

        if (services.Count > 1)
            found = [.. found.OrderByDescending(item => item.Event.OccurredAt.ToDateTimeOffset()).Take(limit)];
        Write(session.Screen, found);
        return Runner.Done;
    }

    /// <summary>A contract may be named by its number.</summary>
    private static async Task<string> ResolveAsync(Connection connection, string subject, CancellationToken cancellationToken) =>
        subject.StartsWith("contract/", StringComparison.Ordinal)
            ? "contract/" + await connection.ContractIdAsync(subject["contract/".Length..], cancellationToken)
            : subject;

    private static void Write(Screen screen, List<(string Service, LoggedEvent Event)> found)
    {
        if (screen.Json)
        {
            screen.Document(new JsonObject { ["events"] = new JsonArray([.. found.Select(item => ToJson(item.Service, item.Event))]) });
            return;
        }

        if (found.Count == 0)
        {
            screen.Line("Geen gebeurtenissen gevonden.");
            return;
        }

        var table = Screen.Table("Wanneer", "Dienst", "Nr>", "Gebeurtenis", "Onderwerp", "Versie>", "Door", "Bezorgd");
        foreach (var (service, logged) in found)
        {
            table.Row(Show.Moment(logged.OccurredAt), service, Show.Number(logged.Sequence), logged.Type, logged.Subject,
                logged.SubjectVersion == 0 ? "-" : Show.Number(logged.SubjectVersion), Show.Actor(logged.Actor),
                logged.ParkedReason.Length > 0 ? $"mislukt: {logged.ParkedReason}" : Show.YesNo(logged.PublishedAt is not null));
        }

        screen.Write(table);
    }

    private static JsonObject ToJson(string service, LoggedEvent logged)
    {
        var json = Document.Of(logged);
        json.Remove("payload_json");
        json.Insert(0, "service", service);
        json["payload"] = logged.PayloadJson.Length == 0 ? null : JsonNode.Parse(logged.PayloadJson);
        return json;
    }
}
