using System.CommandLine;
using Inkoop.Cli.Output;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Cli.Commands;

/// <summary><c>inkoop replay</c>: rebuilds a projection from the logs, or names the projections of a service.</summary>
internal static class ReplayCommand
{
    public static Command Create(Runner runner)
    {
        var service = new Argument<string>("DIENST") { Description = string.Join(", ", Addresses.Services) };
        var projection = new Argument<string>("PROJECTIE") { Description = "Welke; zonder naam toont dit welke er zijn.", Arity = ArgumentArity.ZeroOrOne };
        return runner.Does(new Command("replay", "Bouw een afgeleide tabel opnieuw op uit de logboeken.") { service, projection }, (session, parsed, cancellationToken) =>
            parsed.GetValue(projection) is { } name
                ? ReplayAsync(session, parsed.GetRequiredValue(service), name, cancellationToken)
                : ListAsync(session, parsed.GetRequiredValue(service), cancellationToken));
    }

    private static async Task<int> ReplayAsync(Session session, string service, string projection, CancellationToken cancellationToken)
    {
        var log = await session.Connection.LogAsync(service, cancellationToken);
        var replay = log.ReplayProjectionAsync(new ReplayProjectionRequest { Service = service, Projection = projection }, cancellationToken: cancellationToken).ResponseAsync;
        await WatchAsync(session, log, service, projection, replay, cancellationToken);
        var reply = await replay;
        if (session.Screen.Json)
        {
            session.Screen.Document(Document.Of(reply));
            return Runner.Done;
        }

        session.Screen.Line($"{projection} is opnieuw opgebouwd uit {Show.Number(reply.EventsApplied)} gebeurtenissen.");
        session.Screen.Line(reply.DigestBefore == reply.DigestAfter
            ? $"De inhoud is gelijk gebleven (SHA-256 {reply.DigestAfter})."
            : $"De inhoud is veranderd: er stond iets dat niet uit de logboeken volgt. Voor {reply.DigestBefore}, na {reply.DigestAfter}.");
        return Runner.Done;
    }

    /// <summary>Says how far it is, on the error stream: it goes on when this command is broken off.</summary>
    private static async Task WatchAsync(
        Session session, EventLogService.EventLogServiceClient log, string service, string projection, Task replay, CancellationToken cancellationToken)
    {
        var said = -1L;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await Task.WhenAny(replay, timer.WaitForNextTickAsync(cancellationToken).AsTask()) != replay)
        {
            var reply = await log.ListProjectionsAsync(new ListProjectionsRequest { Service = service }, cancellationToken: cancellationToken);
            if (reply.Projections.FirstOrDefault(one => one.Name == projection)?.Rebuild is not { } rebuild || rebuild.ReadCount == said)
                continue;
            said = rebuild.ReadCount;
            session.Screen.Note($"{projection}: {Show.Number(rebuild.ReadCount)} van {Show.Number(rebuild.TotalCount)} gebeurtenissen");
        }
    }

    private static async Task<int> ListAsync(Session session, string service, CancellationToken cancellationToken)
    {
        var log = await session.Connection.LogAsync(service, cancellationToken);
        var reply = await log.ListProjectionsAsync(new ListProjectionsRequest { Service = service }, cancellationToken: cancellationToken);
        if (session.Screen.Json)
        {
            session.Screen.Document(Document.Of(reply));
            return Runner.Done;
        }

        var table = Screen.Table("Projectie", "Tabellen", "Uit gebeurtenissen", "Opbouw");
        foreach (var projection in reply.Projections)
            table.Row(projection.Name, string.Join(", ", projection.Tables), string.Join(", ", projection.EventTypes), State(projection));
        session.Screen.Write(table);
        session.Screen.Line($"Nog te bezorgen: {Show.Number(reply.WaitingCount)}; vastgelopen: {Show.Number(reply.ParkedCount)}.");
        return Runner.Done;
    }

    private static string State(Projection projection) => projection.Rebuild is not { } rebuild ? ""
        : rebuild.Fault.Length > 0 ? $"lukt niet: {rebuild.Fault}"
        : $"{Show.Number(rebuild.ReadCount)} van {Show.Number(rebuild.TotalCount)}";
}
