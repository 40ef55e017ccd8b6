using System.Globalization;
using Inkoop.Dispositions.Allocations;
using Inkoop.Dispositions.Messages;
using Inkoop.Ijw;
using Inkoop.Platform.Data;
using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Judging;

// Starts (JW305) and stops (JW307) of care. One wrong product rejects the whole message (IV028): what it reports belongs together.
public sealed partial class Judge
{
    /// <summary>A StartProduct or a StopProduct; <see cref="StoppedOn"/> and <see cref="Reason"/> are of stops.</summary>
    private sealed record Report(int Index, int? AllocationNumber, DateOnly StartedOn, string Status, DateOnly? StoppedOn, string Reason)
    {
        public bool Withdraws => Status == "3";
    }

    private async Task JudgeStartAsync(MessageRow row, CancellationToken cancellationToken)
    {
        StartMessage message;
        await using (var body = await store.OpenAsync(row.MessageId, cancellationToken))
        using (var reader = IjwReader.Open(body))
            message = reader.ReadStart();
        var reports = message.Products.Select((product, i) => new Report(i, product.AllocationNumber, product.From, product.Status, null, "")).ToList();

        await JudgeCareAsync(row, "JW306", message.Header, message.Client.Bsn, reports, Ijw.CareRules.Check(message), (stream, stamp, verdict) => IjwWriter.Write(stream, verdict switch
        {
            { Header.Count: > 0 } => Answers.RejectedMessage(message, stamp, verdict.Header),
            { RejectedCount: > 0 } => Answers.Rejection(message, stamp, [], verdict.Products),
            _ => Answers.Accepted(message, stamp),
        }), cancellationToken);
    }

    private async Task JudgeStopAsync(MessageRow row, CancellationToken cancellationToken)
    {
        StopMessage message;
        await using (var body = await store.OpenAsync(row.MessageId, cancellationToken))
        using (var reader = IjwReader.Open(body))
            message = reader.ReadStop();
        var reports = message.Products.Select((product, i) => new Report(i, product.AllocationNumber, product.From, product.Status, product.To, product.Reason)).ToList();

        await JudgeCareAsync(row, "JW308", message.Header, message.Client.Bsn, reports, Ijw.CareRules.Check(message), (stream, stamp, verdict) => IjwWriter.Write(stream, verdict switch
        {
            { Header.Count: > 0 } => Answers.RejectedMessage(message, stamp, verdict.Header),
            { RejectedCount: > 0 } => Answers.Rejection(message, stamp, [], verdict.Products),
            _ => Answers.Accepted(message, stamp),
        }), cancellationToken);
    }

    /// <summary>Codes of the header, and codes of each product in order.</summary>
    private sealed record CareVerdict(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Products)
    {
        public int RejectedCount => Products.Count(codes => codes.Count > 0);
    }

    private Task<bool> JudgeCareAsync(
        MessageRow row, string answerKind, MessageHeader header, string bsn, List<Report> reports, IReadOnlyList<RuleFinding> findings,
        Action<Stream, AnswerStamp, CareVerdict> write, CancellationToken cancellationToken) =>
        database.ChangeAsync(Actor, async work =>
        {
            await ProviderTurn.TakeAsync(work, row.ProviderId!.Value);
            var stamp = Stamp(work);
            CareVerdict verdict;
            if (findings.Count > 0)
            {
                verdict = new CareVerdict([Answers.Rejected], []);
                await AddFindingsAsync(work, row.MessageId, [.. findings.Select(Found)]);
            }
            else if (await RefusedAsWholeAsync(work, row, header, stamp.DatedOn) is { Count: > 0 } whole)
            {
                verdict = new CareVerdict(whole, []);
                await AddFindingsAsync(work, row.MessageId, [.. whole.Select(code => Found(code, "/Bericht/Header"))]);
            }
            else
            {
                var care = await CareAsync(work, row, bsn, reports);
                verdict = new CareVerdict([], JudgeReports(reports, care));
                if (verdict.RejectedCount == 0)
                    await BookAsync(work, row, care);
                else
                    await AddFindingsAsync(work, row.MessageId, FindingsOf(reports, verdict, answerKind));
            }

            var answerId = Guid.CreateVersion7(work.Now);
            var body = await store.WriteAsync(answerId, stream => write(stream, stamp, verdict));
            // A retour repeats sender and receiver of what it answers unchanged (IV028).
            await OutgoingMessages.RecordAsync(work, body, answerKind, row.ProviderId!.Value, header with { Identification = stamp.Identification, DatedOn = stamp.DatedOn });
            var refused = verdict.Header.Count > 0;
            return await FinishAsync(work, row, row with
            {
                Status = refused || verdict.RejectedCount > 0 ? MessageRow.Rejected : MessageRow.Accepted,
                AnswerMessageId = answerId,
                LineCount = reports.Count,
                RejectedLineCount = refused ? reports.Count : verdict.RejectedCount,
                JudgedLineCount = refused ? 0 : reports.Count,
            });
        }, cancellationToken);

    private static List<FindingRow> FindingsOf(List<Report> reports, CareVerdict verdict, string answerKind)
    {
        var path = answerKind == "JW306" ? "/Bericht/Client/StartProducten/StartProduct" : "/Bericht/Client/StopProducten/StopProduct";
        return
        [
            .. reports.SelectMany(report => verdict.Products[report.Index].Select(code => Found(code, $"{path}[{report.Index + 1}]") with
            {
                AllocationNumber = report.AllocationNumber?.ToString(CultureInfo.InvariantCulture) ?? "",
            })),
        ];
    }

    /// <summary>Codes that refuse a message before its content is looked at: used identification (TR056), dated in the future (TR135), for a municipality that does not exist (TR378).</summary>
    private static async Task<List<string>> RefusedAsWholeAsync(UnitOfWork work, MessageRow row, MessageHeader header, DateOnly today)
    {
        var codes = new List<string>();
        if (header.DatedOn > today)
            codes.Add("8848");
        else if (await work.ScalarAsync<int>(KnownReceiver, header) == 0)
            codes.Add("S300");
        else if (!await ClaimIdentificationAsync(work, row))
            codes.Add("9056");
        return codes;
    }

    /// <summary>Withdrawals first: the order of messages and of products in one means nothing (OP080), and a correction is a withdrawal and a first report.</summary>
    private static IReadOnlyList<string>[] JudgeReports(IReadOnlyList<Report> reports, CareOfClient care)
    {
        var codes = new IReadOnlyList<string>[reports.Count];
        foreach (var report in reports.OrderBy(report => !report.Withdraws).ThenBy(report => report.Index))
        {
            var of = report.AllocationNumber is { } number && care.ByNumber.TryGetValue(number, out var found) ? found : null;
            codes[report.Index] = report.StoppedOn is { } stoppedOn
                ? CareJudgement.JudgeStop(of is not null, report.Status, report.StartedOn, stoppedOn, report.Reason, of?.Starts ?? [], of?.Stops ?? [])
                : CareJudgement.JudgeStart(of is not null, report.Status, report.StartedOn, of?.Starts ?? [], of?.Stops ?? []);
            if (of is not null && codes[report.Index].Count == 0)
                of.Apply(report);
        }

        return codes;
    }

    private static async Task BookAsync(UnitOfWork work, MessageRow row, CareOfClient care)
    {
        foreach (var of in care.ByNumber.Values.Where(of => of.Changes.Count > 0))
        {
            foreach (var (report, id) in of.Changes)
            {
                var change = new { id, of.Row.AllocationId, report.StartedOn, report.StoppedOn, report.Reason, row.MessageId };
                await work.ExecuteAsync((report.StoppedOn is null, report.Withdraws) switch
                {
                    (true, false) => InsertStart,
                    (true, true) => WithdrawStart,
                    (false, false) => InsertStop,
                    (false, true) => WithdrawStop,
                }, change);
                if (report.StoppedOn is null)
                    work.Emit($"allocation/{of.Row.AllocationId}", 0, of.Started(report, id, work.Now));
                else
                    work.Emit($"allocation/{of.Row.AllocationId}", 0, of.Stopped(report, id, work.Now));
            }

            var state = CareState.Of(of.Starts, of.Stops);
            var status = state.StartedOn is null ? AllocationRow.Allocated : state.StoppedOn is null ? AllocationRow.Started : AllocationRow.Stopped;
            await work.ExecuteAsync(UpdateCare, new { of.Row.AllocationId, status, state.StartedOn, state.StoppedOn, state.StopReason });
        }
    }

    private async Task<CareOfClient> CareAsync(UnitOfWork work, MessageRow row, string bsn, IReadOnlyList<Report> reports)
    {
        var numbers = reports.Select(report => report.AllocationNumber).OfType<int>().Distinct().Select(number => (long)number).ToArray();
        var care = new CareOfClient();
        foreach (var chunk in numbers.Chunk(500))
        {
            var rows = await work.QueryAsync<AllocationRow>(LinkedAllocations, new { row.MunicipalityCode, row.ProviderId, hash = clients.Lookup(bsn), numbers = chunk });
            var ids = rows.Select(allocation => allocation.AllocationId).InList();
            var starts = (await work.QueryAsync<StartRow>(KnownStarts, new { ids })).ToLookup(start => start.AllocationId, start => new KnownStart(start.StartId, start.StartedOn));
            var stops = (await work.QueryAsync<StopRow>(KnownStops, new { ids })).ToLookup(stop => stop.AllocationId, stop => new KnownStop(stop.StopId, stop.StartedOn, stop.StoppedOn, stop.Reason));
            foreach (var allocation in rows)
                care.ByNumber[allocation.Number] = new CareOfAllocation(allocation, [.. starts[allocation.AllocationId]], [.. stops[allocation.AllocationId]]);
        }

        return care;
    }

    // Level 2: the rule says more than 0001, which is the one code that all of them lead to.
    private static FindingRow Found(RuleFinding finding) =>
        new() { Code = Answers.Rejected, BrokenRule = finding.Rule, Explanation = finding.Text, Path = finding.Path, ReferenceNumber = finding.Reference ?? "" };

    private static FindingRow Found(string code, string path) =>
        new() { Code = code, BrokenRule = RetourCodes.RuleOf(code), Explanation = RetourCodes.TextOf(code), Path = path };

    private sealed class CareOfClient
    {
        public Dictionary<long, CareOfAllocation> ByNumber { get; } = [];
    }

    /// <summary>What is known of one allocation, brought forward by each report that was found right.</summary>
    private sealed class CareOfAllocation(AllocationRow row, List<KnownStart> starts, List<KnownStop> stops)
    {
        public AllocationRow Row { get; } = row;
        public List<KnownStart> Starts { get; } = starts;
        public List<KnownStop> Stops { get; } = stops;
        public List<(Report Report, Guid Id)> Changes { get; } = [];

        public void Apply(Report report)
        {
            Guid id;
            if (report.Withdraws)
            {
                var start = Starts.Find(known => known.StartedOn == report.StartedOn);
                var stop = Stops.Find(known => known.StartedOn == report.StartedOn && known.Reason == report.Reason);
                id = report.StoppedOn is null ? start!.StartId : stop!.StopId;
                if (stop is not null && report.StoppedOn is not null)
                {
                    report = report with { StoppedOn = stop.StoppedOn }; // the key has no end date: what is withdrawn is the stop as it was reported
                    Stops.Remove(stop);
                }
                else
                    Starts.Remove(start!);
            }
            else
            {
                id = Guid.CreateVersion7();
                if (report.StoppedOn is { } stoppedOn)
                    Stops.Add(new KnownStop(id, report.StartedOn, stoppedOn, report.Reason));
                else
                    Starts.Add(new KnownStart(id, report.StartedOn));
            }

            Changes.Add((report, id));
        }

        public CareStarted Started(Report report, Guid id, DateTimeOffset recordedAt) => new()
        {
            StartId = id,
            AllocationId = Row.AllocationId,
            ContractId = Row.ContractId,
            ProviderId = Row.ProviderId,
            ProductId = Row.ProductId,
            MunicipalityCode = Row.MunicipalityCode,
            ClientPseudonym = Row.ClientPseudonym,
            StartedOn = report.StartedOn,
            Withdrawn = report.Withdraws,
            RecordedAt = recordedAt,
        };

        public CareStopped Stopped(Report report, Guid id, DateTimeOffset recordedAt) => new()
        {
            StopId = id,
            AllocationId = Row.AllocationId,
            ContractId = Row.ContractId,
            ProviderId = Row.ProviderId,
            ProductId = Row.ProductId,
            MunicipalityCode = Row.MunicipalityCode,
            ClientPseudonym = Row.ClientPseudonym,
            StartedOn = report.StartedOn,
            StoppedOn = report.StoppedOn!.Value,
            Reason = report.Reason,
            Withdrawn = report.Withdraws,
            RecordedAt = recordedAt,
        };
    }

    private sealed record StartRow
    {
        public Guid StartId { get; init; }
        public Guid AllocationId { get; init; }
        public DateOnly StartedOn { get; init; }
    }

    private sealed record StopRow
    {
        public Guid StopId { get; init; }
        public Guid AllocationId { get; init; }
        public DateOnly StartedOn { get; init; }
        public DateOnly StoppedOn { get; init; }
        public string Reason { get; init; } = "";
    }

    private const string KnownReceiver =
        """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM known_municipality WHERE code = @Receiver)
                      OR EXISTS (SELECT 1 FROM allocation WHERE municipality_code = @Receiver) THEN 1 ELSE 0 END
        """;

    private const string LinkedAllocations =
        $"""
        SELECT {AllocationRow.Columns} FROM allocation a JOIN client c ON c.pseudonym = a.client_pseudonym
        WHERE a.municipality_code = @MunicipalityCode AND a.number IN @numbers AND a.provider_id = @ProviderId AND a.status <> 'removed' AND c.bsn_hash = @hash
        """;

    private const string KnownStarts = "SELECT start_id, allocation_id, started_on FROM care_start WHERE allocation_id IN @ids AND withdrawn_message_id IS NULL";

    private const string KnownStops = "SELECT stop_id, allocation_id, started_on, stopped_on, reason FROM care_stop WHERE allocation_id IN @ids AND withdrawn_message_id IS NULL";

    private const string InsertStart = "INSERT INTO care_start (start_id, allocation_id, started_on, message_id) VALUES (@id, @AllocationId, @StartedOn, @MessageId)";

    private const string WithdrawStart = "UPDATE care_start SET withdrawn_message_id = @MessageId WHERE start_id = @id";

    private const string InsertStop =
        """
        INSERT INTO care_stop (stop_id, allocation_id, started_on, stopped_on, reason, message_id)
        VALUES (@id, @AllocationId, @StartedOn, @StoppedOn, @Reason, @MessageId)
        """;

    private const string WithdrawStop = "UPDATE care_stop SET withdrawn_message_id = @MessageId WHERE stop_id = @id";

    private const string UpdateCare =
        "UPDATE allocation SET status = @status, started_on = @StartedOn, stopped_on = @StoppedOn, stop_reason = @StopReason WHERE allocation_id = @AllocationId";
}
