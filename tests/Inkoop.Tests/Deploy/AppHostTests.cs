using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Admin;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Deploy;

/// <summary>deploy/AppHost: starts everything with one command, brings back what dies, shows one trace from click to read model, leaves nothing behind.</summary>
[Collection(nameof(SeparateProcesses))]
public sealed class AppHostTests
{
    private const string SearchedFor = "999900006";

    [ToolFact("rabbitmq-server", "epmd")]
    public async Task the_whole_starts_survives_a_death_shows_one_trace_and_stops_without_leaving_anything()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var whole = new AppHostProcess();
        try
        {
            await whole.StartAsync("--otlp", receiver.Address.ToString());
            whole.Hosts.ShouldBe([.. SeparateProcesses.ServiceNames, "admin"], ignoreOrder: true);
            whole.Running().Count.ShouldBeGreaterThan(7);

            await new Runner(whole).GoAsync();
            whole.Output.ShouldContain(line => line.StartsWith("reviews is onverwacht gestopt"));

            await RegisterInTheUiAsync(whole);
            await OneTraceAsync(receiver);

            (await whole.StopAsync()).ShouldBe(0);
            await Eventually.SeesAsync(() => string.Join("\n", whole.Running()), left => left.Length == 0, seconds: 60);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{string.Join("\n", whole.Output.TakeLast(40))}", exception);
        }
        finally
        {
            await whole.CleanUpAsync();
        }
    }

    [Fact]
    public async Task a_port_in_use_is_named_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        (await RefusalAsync("--ports-from", port.ToString())).ShouldBe($"Poort {port} (admin) is in gebruik: kies andere met --ports-from, of stop het programma dat hem gebruikt.");
    }

    [Fact]
    public async Task a_broker_that_is_not_there_is_named_with_what_to_do()
    {
        var port = SeparateProcesses.FreePort();

        (await RefusalAsync("--bus", $"amqp://guest:guest@127.0.0.1:{port}")).ShouldStartWith($"Op 127.0.0.1:{port} antwoordt geen RabbitMQ: start die,");
    }

    /// <summary>Debian's program is found without the path, the port mapper that it needs is not.</summary>
    [Fact]
    public async Task without_rabbitmq_and_without_containers_it_says_what_to_install()
    {
        (await RefusalAsync([], path: "/nowhere")).ShouldStartWith("RabbitMQ ontbreekt: installeer rabbitmq-server");
    }

    [Fact]
    public async Task a_data_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await RefusalAsync("--data", Path.Combine(file, "data"))).ShouldContain("--data");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task RegisterInTheUiAsync(AppHostProcess whole)
    {
        using var visitor = await new Visitor(whole.Pages).SignInAsync(Role.ProcurementOfficer);
        var page = await visitor.GetAsync("/aanbieders/registreren");
        var answer = await visitor.SubmitAsync("/aanbieders/registreren", page.Html, "registreren", PagesTests.Provider("Stichting Het Spoor", "87654321", "73000001"));
        answer.Status.ShouldBe(HttpStatusCode.Found);
        // No page asks this in its address; a person may.
        await visitor.GetAsync($"/aanbieders?zoek={SearchedFor}");
    }

    /// <summary>From the form that was sent to the read models that the event reached, in three more processes.</summary>
    private static async Task OneTraceAsync(OtlpReceiver receiver)
    {
        var click = await Eventually.SeesAsync(() => Last(receiver, span => span.Service == "admin" && span.Name.StartsWith("POST") && Has(span, "/aanbieders/registreren")), found => found is not null, seconds: 60);
        foreach (var (service, name) in new[]
        {
            ("providers", "inkoop.providers.v1.ProviderService/RegisterProvider"), ("providers", "change RegisterProvider"), ("providers", "publish ProviderRegistered"),
            ("contracts", "apply contracts-register"), ("dispositions", "apply"), ("reviews", "apply"),
        })
        {
            await Eventually.SeesAsync(
                () => string.Join("\n", receiver.Spans.Where(span => span.TraceId == click!.TraceId).Select(span => $"{span.Service}: {span.Name} {string.Join(' ', span.Attributes.Values)}")),
                seen => seen.Split('\n').Any(line => line.StartsWith(service + ":") && line.Contains(name)), seconds: 60);
        }

        // Every span but the first has its parent in the same trace: nothing joined by chance.
        await Eventually.SeesAsync(
            () =>
            {
                var trace = receiver.Spans.Where(span => span.TraceId == click!.TraceId).ToList();
                var ids = trace.Select(span => span.SpanId).ToHashSet();
                return string.Join("\n", trace.Where(span => span.ParentId.Length > 0 && !ids.Contains(span.ParentId)));
            }, orphans => orphans.Length == 0);
        receiver.Spans.ShouldContain(span => span.TraceId == click!.TraceId && span.Scope == "MassTransit");

        // Of people no span knows anything: not what was searched for, not who was declared for.
        await Eventually.SeesAsync(() => Last(receiver, span => span.Service == "admin" && span.Name.StartsWith("GET") && Has(span, "/aanbieders")), found => found is not null, seconds: 60);
        foreach (var secret in new[] { SearchedFor, Region.Bsn, "Proefpersoon", "2013-05-17" })
            receiver.Spans.Where(span => span.Name.Contains(secret) || span.Attributes.Values.Any(value => value.Contains(secret))).ShouldBeEmpty(secret);
    }

    private static OtlpReceiver.SeenSpan? Last(OtlpReceiver receiver, Func<OtlpReceiver.SeenSpan, bool> wanted) => receiver.Spans.LastOrDefault(wanted);

    private static bool Has(OtlpReceiver.SeenSpan span, string value) => span.Attributes.Values.Contains(value);

    private static Task<string> RefusalAsync(params string[] arguments) => RefusalAsync(arguments, null);

    /// <summary>The one sentence with which it does not start.</summary>
    private static async Task<string> RefusalAsync(string[] arguments, string? path)
    {
        var folder = Directory.CreateTempSubdirectory("inkoop-apphost-");
        try
        {
            using var process = AppHostProcess.Start(path, [.. arguments.Contains("--data") ? [] : new[] { "--data", folder.FullName }, .. arguments]);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(1, await output);
            var sentence = error.Trim();
            sentence.ShouldNotContain('\n');
            return sentence;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Runner(AppHostProcess whole) : MainJourney(whole)
    {
        public Task GoAsync() => RunAsync();

        /// <summary>What is declared from here on reaches the reviews after they are back.</summary>
        protected override Task MidwayAsync()
        {
            whole.Kill("reviews");
            return Task.CompletedTask;
        }
    }
}
