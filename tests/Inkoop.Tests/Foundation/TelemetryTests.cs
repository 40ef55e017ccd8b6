using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Inkoop.AllInOne;
using Inkoop.Platform.Data;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Providers.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

/// <summary>docs/telemetry.md names what the code measures and traces, and a trace goes on through the log and the mediator.</summary>
public sealed partial class TelemetryTests(InkoopApp app) : IClassFixture<InkoopApp>
{
    private static readonly string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));

    [Fact]
    public void the_page_names_every_instrument_with_its_kind_and_unit()
    {
        var described = InstrumentRow().Matches(page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}");
        described.ShouldBe(Declared().Select(instrument => $"{instrument.Name} {(instrument is ObservableGauge<long> or ObservableGauge<double> ? "gauge" : "counter")} {instrument.Unit}"), ignoreOrder: true);
        Declared().ShouldAllBe(instrument => instrument.Description!.Length > 0 && instrument.Meter.Name == "Inkoop");
    }

    [Fact]
    public void the_page_names_every_kind_of_span()
    {
        var kinds = typeof(Tracing).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.Name != nameof(Tracing.SourceName)).Select(field => (string)field.GetRawConstantValue()!);
        SpanRow().Matches(page).Select(row => row.Groups[1].Value).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public async Task an_event_is_delivered_in_the_trace_of_the_change_that_wrote_it()
    {
        using var spans = new Spans();
        using (var click = Spans.Test.StartActivity("click"))
        {
            spans.Wanted = click!.TraceId;
            await app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).RegisterProviderAsync(new RegisterProviderRequest { RequestId = "trace", Name = "Het Spoor", KvkNumber = "87654321", AgbCode = "73000001" });
        }

        var seen = await Eventually.SeesAsync(() => string.Join("\n", spans.Seen), names => names.Contains("apply contracts-register") && names.Contains("apply known-names"));
        seen.ShouldContain("change RegisterProvider");
        seen.ShouldContain("publish ProviderRegistered");
    }

    [Fact]
    public async Task what_nobody_traces_carries_nothing_along()
    {
        await app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer).RegisterProviderAsync(new RegisterProviderRequest { RequestId = "untraced", Name = "Zonder spoor", KvkNumber = "87654322" });
        var database = app.Services.GetServices<ServiceDatabase>().Single(one => one.Module.Name == "providers").Database;

        var carried = await database.ReadAsync(connection => connection.QueryAsync<string?>("SELECT traceparent FROM event WHERE payload LIKE '%Zonder spoor%'"), default);

        carried.ShouldBe([null]);
    }

    [Fact]
    public async Task what_waits_and_what_is_parked_is_measured_for_each_log()
    {
        var database = app.Services.GetServices<ServiceDatabase>().Single(one => one.Module.Name == "indicators").Database;
        await database.ChangeAsync("test", async work =>
        {
            await work.ExecuteAsync(
                "INSERT INTO event (event_id, type, subject, subject_version, actor, occurred_at, payload) VALUES (@id, 'Unknown', 'x', 0, 'test', @at, '{}')",
                new { id = Guid.CreateVersion7(), at = work.Now.AddHours(-1) });
            return await work.ExecuteAsync("INSERT INTO event_delivery (sequence, attempt_count, next_attempt_at, reason, parked_at) SELECT MAX(sequence), 12, @Now, 'unknown', @Now FROM event", new { work.Now });
        }, default);
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "Inkoop") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();

        await Eventually.SeesAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return string.Join("\n", measured);
            },
            _ => measured.GetValueOrDefault("inkoop.events.parked indicators") == 1 && measured.GetValueOrDefault("inkoop.events.oldest.age indicators") >= 3_600);
        measured["inkoop.events.waiting indicators"].ShouldBe(1);
        measured.Keys.Count(key => key.StartsWith("inkoop.events.waiting")).ShouldBe(6);

        void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => measured[$"{instrument.Name} {(tags.Length == 0 ? "" : tags[0].Value)}"] = value;
    }

    /// <summary>Every instrument that a class of the services holds.</summary>
    private static List<Instrument> Declared() =>
    [
        .. typeof(AllInOneHost).Assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Inkoop.", StringComparison.Ordinal)).Append(typeof(Tracing).Assembly.GetName())
            .DistinctBy(name => name.Name).SelectMany(name => Assembly.Load(name).GetTypes()).Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)).Where(field => field.FieldType.IsAssignableTo(typeof(Instrument)))
            .Select(field => (Instrument)field.GetValue(null)!),
    ];

    [GeneratedRegex(@"^\| `(inkoop\.[a-z_.]+)` \| (counter|gauge) \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `([a-z]+)` \*\w+\* \|", RegexOptions.Multiline)]
    private static partial Regex SpanRow();

    /// <summary>Hears the product's spans of one trace, in this process.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener listener;

        public Spans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is Tracing.SourceName or "MassTransit" or "test" or "Microsoft.AspNetCore",
                // What other tests do at the same time stays as it is: untraced.
                Sample = (ref ActivityCreationOptions<ActivityContext> asked) =>
                    asked.Source.Name == "test" || Wanted != default && asked.TraceId == Wanted ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = span => Seen.Enqueue(span.DisplayName),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public static ActivitySource Test { get; } = new("test");

        public ActivityTraceId Wanted { get; set; }

        public ConcurrentQueue<string> Seen { get; } = new();

        public void Dispose() => listener.Dispose();
    }
}
