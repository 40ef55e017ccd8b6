using System.Diagnostics;
using Grpc.Core;
using Inkoop.Demo.Plan;
using Inkoop.Demo.Walk;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Dispositions.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;
using Microsoft.Extensions.Logging;

namespace Inkoop.Demo;

/// <summary>
/// Walks the quarters of a region once, through the same calls that people and providers make, and writes down each finished step, so that
/// a kill costs one step.
/// </summary>
/// <param name="data">Folder in which it is kept how far the walk came.</param>
/// <param name="apart">Services that are processes of their own: events travel between them over a broker, in real time.</param>
public sealed partial class DemoWalk(DemoRegion region, DemoClock clock, LoadProgress progress, string data, bool apart, ILogger logger)
{
    /// <summary>More than processors: changes that wait for each other share a commit.</summary>
    private const int Lanes = 16;
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(25);

    /// <summary>A broker does not say when its consumers have done what was published to them.</summary>
    private static readonly TimeSpan onTheWay = TimeSpan.FromSeconds(1);

    public static string RecordPath(string dataDirectory, DemoRegion region) => Path.Combine(dataDirectory, "demo", region.Name + ".json");

    /// <summary>Goes on where an earlier walk was stopped; does nothing when all is in.</summary>
    public async Task GoAsync(DemoBackend backend, CancellationToken cancellationToken)
    {
        var path = RecordPath(data, region);
        var record = LoadRecord.Read(path);
        if (record.Finished)
        {
            progress.Finish();
            return;
        }

        var began = Stopwatch.GetTimestamp();
        var plan = DemoPlan.For(region);
        var digest = plan.Digest();
        if (record.StepsDone > 0 && record.Plan != digest)
            throw new InvalidOperationException($"De map {data} bevat een half geladen demoregio van een andere versie; begin met een lege map.");
        var steps = WalkSteps.Of(plan);
        progress.Begin(steps.Sum(step => step.Items.Count), steps.Take(record.StepsDone).Sum(step => step.Items.Count));

        var calls = new DemoCalls(plan, backend, clock);
        for (var i = record.StepsDone; i < steps.Count; i++)
        {
            var step = steps[i];
            if (step.Settles)
                await SettleAsync(backend, step.Figures, cancellationToken);
            clock.WalkTo(step.At);
            // Before the step: a message that it leaves unjudged at a kill must not be judged, after the start, in a time before its own date.
            record = new LoadRecord { Plan = digest, StepsDone = i, WalkedTo = clock.GetUtcNow() };
            record.Write(path);
            progress.Say(step.Phrase);
            await Parallel.ForEachAsync(step.Items, new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken }, async (item, ct) =>
            {
                await TryAsync(() => item(calls, ct));
                progress.Count();
            });
            record = new LoadRecord { Plan = digest, StepsDone = i + 1, WalkedTo = clock.GetUtcNow() };
            record.Write(path);
        }

        progress.Say("Laatste berichten verwerken");
        await SettleAsync(backend, figures: true, cancellationToken);
        (record with { WalkedTo = clock.GetUtcNow(), Finished = true }).Write(path);
        clock.Return();
        progress.Finish();
        if (calls.Surprises > 0)
            JudgedOtherwise(logger, calls.Surprises);
        Loaded(logger, region.Title, Stopwatch.GetElapsedTime(began).TotalSeconds, Environment.WorkingSet / (1024 * 1024));
    }

    /// <summary>Items may be repeated, so what a busy host could not do now is asked again; so is what it refuses because an event is still on its way.</summary>
    private async Task TryAsync(Func<Task> item)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await item();
                return;
            }
            catch (RpcException exception) when (attempt < Attempts && MayChange(exception.StatusCode))
            {
                await Task.Delay(attempt * 100);
            }
        }
    }

    private int Attempts => apart ? 20 : 4;

    private bool MayChange(StatusCode code) => code is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.DeadlineExceeded
        || apart && code is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition;

    /// <summary>Waits until every message is judged and every event has arrived, with <paramref name="figures"/> also all figures that follow from them: nobody signs a review of
    /// half a quarter.</summary>
    private async Task SettleAsync(DemoBackend backend, bool figures, CancellationToken cancellationToken)
    {
        var messages = new MessageService.MessageServiceClient(await backend.AsAsync("dispositions", Role.Operator));
        for (var quiet = 0; quiet < 2;)
        {
            var waiting = (await messages.ListMessagesAsync(new ListMessagesRequest { Status = MessageStatus.Received, PageSize = 1 }, cancellationToken: cancellationToken)).TotalCount;
            foreach (var service in EventCatalog.Services)
            {
                var logs = new EventLogService.EventLogServiceClient(await backend.AsAsync(service, Role.Operator));
                var log = await logs.ListProjectionsAsync(new ListProjectionsRequest { Service = service }, cancellationToken: cancellationToken);
                if (log.ParkedCount > 0)
                    throw new InvalidOperationException($"Een gebeurtenis van {service} kon niet worden verwerkt en staat geparkeerd.");
                waiting += log.WaitingCount + (figures ? log.UnfinishedCount : 0);
            }

            // Twice: a consumer may have made events for a log that was counted before it.
            quiet = waiting == 0 ? quiet + 1 : 0;
            if (waiting > 0)
                await Task.Delay(pause, cancellationToken);
        }

        if (apart)
            await Task.Delay(onTheWay, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo region {Region} loaded in {Seconds:0.0} s; {Megabytes} MB in use.")]
    private static partial void Loaded(ILogger logger, string region, double seconds, long megabytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} demo messages or rows were judged otherwise than planned.")]
    private static partial void JudgedOtherwise(ILogger logger, int count);
}
