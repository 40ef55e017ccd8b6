using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Platform.V1;

namespace Inkoop.Platform.Rpc;

/// <summary>The logs and projections of the services in this host, to read, to send again, to rebuild.</summary>
public sealed class EventLogRpc(
    IEnumerable<Database> databases, IEnumerable<Log.Projection> projections, IEnumerable<IUnfinished> unfinished, Rebuilds rebuilds, DeadLetters deadLetters)
    : EventLogService.EventLogServiceBase
{
    public override async Task<ListEventsReply> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        var database = Find(request.Service);
        var caller = Caller.Of(context);
        var take = PageToken.Size(request.PageSize);
        var skip = PageToken.Read(request.PageToken);
        if (request.EventId.Length > 0)
        {
            var one = await OneAsync(database, request.EventId, context.CancellationToken);
            return new ListEventsReply { Events = { one.Select(row => ToWire(row, caller)) } };
        }

        var where = Conditions.Where((request.Subject.Length > 0, "e.subject = @subject"), (request.ParkedOnly, "d.parked_at IS NOT NULL"));
        var rows = await database.ReadAsync(async connection => (await connection.QueryAsync<LoggedRow>(
            database.Dialect.Page($"{Columns} {where} ORDER BY e.sequence DESC"), new { subject = request.Subject, skip, take = take + 1 })).AsList(), context.CancellationToken);
        var reply = new ListEventsReply { NextPageToken = PageToken.Next(skip, take, rows.Count) };
        reply.Events.AddRange(rows.Take(take).Select(row => ToWire(row, caller)));
        return reply;
    }

    public override async Task ReadLog(ReadLogRequest request, IServerStreamWriter<LoggedEvent> responseStream, ServerCallContext context)
    {
        var database = Find(request.Service);
        var after = request.AfterSequence;
        var isFirst = true;
        while (true)
        {
            var rows = await database.ReadAsync(async connection => (await connection.QueryAsync<LoggedRow>(
                database.Dialect.Page(request.Types_.Count == 0 ? Log : LogOfTypes), new { after, types = request.Types_, skip = 0, take = 500 })).AsList(), context.CancellationToken);
            foreach (var row in rows)
            {
                var logged = ToWire(row);
                if (isFirst)
                    logged.LeftCount = rows.Count < 500 ? rows.Count : await LeftAsync(database, request, context.CancellationToken);
                isFirst = false;
                await responseStream.WriteAsync(logged, context.CancellationToken);
            }

            if (rows.Count < 500)
                return;
            after = rows[^1].Sequence;
        }
    }

    public override async Task<RepublishEventsReply> RepublishEvents(RepublishEventsRequest request, ServerCallContext context)
    {
        var database = Find(request.Service);
        var count = await database.ChangeAsync(Caller.Of(context).Actor, work => work.ExecuteAsync(
            "UPDATE event SET published_at = NULL WHERE type IN @types AND published_at IS NOT NULL", new { types = request.Types_.ToList() }), context.CancellationToken);
        database.Signal.Wake(database.Service);
        return new RepublishEventsReply { EventCount = count };
    }

    public override async Task<ListProjectionsReply> ListProjections(ListProjectionsRequest request, ServerCallContext context)
    {
        var database = Find(request.Service);
        var reply = new ListProjectionsReply
        {
            WaitingCount = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM event WHERE published_at IS NULL"), context.CancellationToken),
            ParkedCount = await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM event_delivery WHERE parked_at IS NOT NULL"), context.CancellationToken),
        };
        if (await database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<OldestRow>(database.Dialect.Page(Oldest), new { skip = 0, take = 1 }), context.CancellationToken) is { } oldest)
            reply.OldestWaitingAt = oldest.OccurredAt.ToTimestamp();
        foreach (var work in unfinished.Where(work => work.Service == request.Service))
            reply.UnfinishedCount += await work.CountAsync(context.CancellationToken);
        var states = await Rebuilds.StatesAsync(database, context.CancellationToken);
        foreach (var projection in projections.Where(projection => projection.Database == database).OrderBy(projection => projection.Name, StringComparer.Ordinal))
        {
            var state = states.GetValueOrDefault(projection.Name);
            reply.Projections.Add(new Wire.Platform.V1.Projection
            {
                Shape = projection.Shape,
                RebuiltAt = state?.RebuiltAt?.ToTimestamp(),
                Rebuild = state is not { IsBuilding: true } ? null : new Wire.Platform.V1.Rebuild
                {
                    StartedAt = state.StartedAt?.ToTimestamp(),
                    ReadCount = state.ReadCount,
                    TotalCount = state.TotalCount,
                    Fault = rebuilds.FaultOf(projection) ?? "",
                },
                Name = projection.Name,
                Tables = { projection.Tables },
                EventTypes = { projection.EventTypes.Select(type => type.Name).Order(StringComparer.Ordinal) },
            });
        }

        return reply;
    }

    public override async Task<ReplayProjectionReply> ReplayProjection(ReplayProjectionRequest request, ServerCallContext context)
    {
        var database = Find(request.Service);
        var projection = projections.FirstOrDefault(candidate => candidate.Database == database && candidate.Name == request.Projection) ?? throw new NotFound("projection", request.Projection);
        var (applied, before, after) = await rebuilds.ReplayAsync(projection, Caller.Of(context).Actor, context.CancellationToken);
        return new ReplayProjectionReply { EventsApplied = applied, DigestBefore = before, DigestAfter = after };
    }

    public override async Task<ResendParkedEventReply> ResendParkedEvent(ResendParkedEventRequest request, ServerCallContext context)
    {
        var database = Find(request.Service);
        var found = await database.ChangeAsync(Caller.Of(context).Actor, work => work.ExecuteAsync(
            "UPDATE event_delivery SET parked_at = NULL, attempt_count = 0, next_attempt_at = @Now WHERE sequence = @Sequence AND parked_at IS NOT NULL", new { work.Now, request.Sequence }), context.CancellationToken);
        if (found == 0)
            throw new NotFound("parked_event", request.Sequence);
        database.Signal.Wake(database.Service);
        return new ResendParkedEventReply();
    }

    public override async Task<ListDeadLettersReply> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context)
    {
        Find(request.Service);
        var letters = await deadLetters.ListAsync(100, context.CancellationToken);
        return new ListDeadLettersReply { Letters = { letters.Select(letter => new DeadLetter { Queue = letter.Queue, EventId = letter.EventId, Type = letter.Type, Reason = letter.Reason }) } };
    }

    public override async Task<ResendDeadLettersReply> ResendDeadLetters(ResendDeadLettersRequest request, ServerCallContext context)
    {
        Find(request.Service);
        return new ResendDeadLettersReply { SentCount = await deadLetters.ResendAsync(request.Queue, context.CancellationToken) };
    }

    private static Task<long> LeftAsync(Database database, ReadLogRequest request, CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.ExecuteScalarAsync<long>(request.Types_.Count == 0 ? Left : LeftOfTypes, new { after = request.AfterSequence, types = request.Types_ }), cancellationToken);

    private static async Task<IEnumerable<LoggedRow>> OneAsync(Database database, string eventId, CancellationToken cancellationToken)
    {
        var check = new Check();
        var id = check.Id(eventId, "event_id");
        check.ThrowIfAny();
        return (await database.ReadAsync(async connection => await connection.QueryAsync<LoggedRow>(One, new { id }), cancellationToken));
    }

    private Database Find(string service) =>
        databases.FirstOrDefault(candidate => candidate.Service == service) ?? throw new NotFound("service", service);

    // A contract manager sees sums, never a single client's care, not even by pseudonym.
    private static LoggedEvent ToWire(LoggedRow row, Caller caller)
    {
        var logged = ToWire(row);
        logged.PayloadJson = EventCatalog.WithoutSealed(row.Type, row.Payload);
        if (!caller.Is(Role.ContractManager) || !EventCatalog.IsAboutClients(row.Type))
            return logged;
        logged.PayloadJson = "";
        logged.PayloadWithheld = true;
        return logged;
    }

    private static LoggedEvent ToWire(LoggedRow row) => new()
    {
        Sequence = row.Sequence,
        EventId = row.EventId.ToString("D"),
        Type = row.Type,
        Subject = row.Subject,
        SubjectVersion = row.SubjectVersion,
        Actor = row.Actor,
        OccurredAt = row.OccurredAt.ToTimestamp(),
        PayloadJson = row.Payload,
        PublishedAt = row.PublishedAt?.ToTimestamp(),
        ParkedReason = row.ParkedReason ?? "",
    };

    private const string Oldest = """
        SELECT e.occurred_at FROM event e LEFT JOIN event_delivery d ON d.sequence = e.sequence
        WHERE e.published_at IS NULL AND d.parked_at IS NULL ORDER BY e.sequence
        """;

    private sealed record OldestRow
    {
        public DateTimeOffset OccurredAt { get; init; }
    }

    private const string Columns = """
        SELECT e.sequence, e.event_id, e.type, e.subject, e.subject_version, e.actor, e.occurred_at, e.payload, e.published_at,
               CASE WHEN d.parked_at IS NOT NULL THEN d.reason END AS parked_reason
        FROM event e LEFT JOIN event_delivery d ON d.sequence = e.sequence
        """;

    private const string One = $"""
        {Columns}
        WHERE e.event_id = @id
        """;

    private const string Log = $"""
        {Columns}
        WHERE e.sequence > @after
        ORDER BY e.sequence
        """;

    private const string LogOfTypes = $"""
        {Columns}
        WHERE e.sequence > @after AND e.type IN @types
        ORDER BY e.sequence
        """;

    private const string Left = "SELECT COUNT(*) FROM event e WHERE e.sequence > @after";

    private const string LeftOfTypes = Left + " AND e.type IN @types";

    private sealed record LoggedRow
    {
        public long Sequence { get; init; }
        public Guid EventId { get; init; }
        public string Type { get; init; } = "";
        public string Subject { get; init; } = "";
        public long SubjectVersion { get; init; }
        public string Actor { get; init; } = "";
        public DateTimeOffset OccurredAt { get; init; }
        public string Payload { get; init; } = "";
        public DateTimeOffset? PublishedAt { get; init; }
        public string? ParkedReason { get; init; }
    }
}
