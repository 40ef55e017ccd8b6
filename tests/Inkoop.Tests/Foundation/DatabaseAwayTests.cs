using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dapper;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Work;
using Inkoop.Tests.Support;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Platform.V1;
using Inkoop.Wire.Providers.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

/// <summary>Every database fails from the moment that background work begins, and comes back a little later: all work fails, is counted, and goes on.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    /// <summary>Work that asks no database in this host, and why.</summary>
    private static readonly string[] without =
    [
        "FirstBinding", // there is no broker here
        "LogWatch", // catches what it cannot measure
    ];

    private readonly InkoopApp app = new AwayApp();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task no_work_ends_and_none_ends_its_host()
    {
        var work = app.Services.GetServices<IHostedService>().OfType<BackgroundWork>().ToList();
        work.Count.ShouldBeGreaterThan(15);
        var expected = work.Select(one => one.GetType().Name).Except(without).ToHashSet();
        await Eventually.SeesAsync(() => string.Join(", ", expected.Except(AwayApp.Failed.Keys)), missing => missing.Length == 0);

        AwayApp.PutBack(app.Folder);

        // Each starts anew within seconds: what is recorded once is there, what is told is heard, and nothing waits.
        var officer = app.Client<ProviderService.ProviderServiceClient>(Role.ProcurementOfficer);
        await officer.RegisterProviderAsync(new RegisterProviderRequest { RequestId = "away", Name = "Na de storing", KvkNumber = "12345678", AgbCode = "73000002" });
        var log = app.Client<EventLogService.EventLogServiceClient>(Role.Operator);
        await Eventually.GetsAsync(async () => await log.ListProjectionsAsync(new ListProjectionsRequest { Service = "providers" }), state => state.WaitingCount == 0);
        await Eventually.GetsAsync(async () => (await app.Client<IndicatorService.IndicatorServiceClient>(Role.ContractManager).ListIndicatorsAsync(new ListIndicatorsRequest())).Indicators.Count, count => count > 0);
        (await log.ReplayProjectionAsync(new ReplayProjectionRequest { Service = "money", Projection = "money-register" })).EventsApplied.ShouldBeGreaterThan(0);
        work.ShouldAllBe(one => !one.ExecuteTask!.IsFaulted);
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    /// <summary>Takes the tables away after the migrations, before the host opens: every question fails.</summary>
    private sealed class AwayApp : InkoopApp
    {
        private readonly MeterListener listener = new() { InstrumentPublished = (instrument, self) => { if (instrument.Name == "inkoop.background.failures") self.EnableMeasurementEvents(instrument); } };

        public static ConcurrentDictionary<string, long> Failed { get; } = new();

        public override async Task InitializeAsync()
        {
            ExpectedErrors.Add("");
            listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Failed.AddOrUpdate((string)tags[0].Value!, value, (_, count) => count + value));
            listener.Start();
            OnLogging = logging => logging.Services.AddSingleton<IHostedService>(new Saboteur(Folder));
            await StartAsync();
        }

        public override Task DisposeAsync()
        {
            listener.Dispose();
            return base.DisposeAsync();
        }

        public static void PutBack(string folder) => Rename(folder, (table, away) => away ? $"ALTER TABLE {table} RENAME TO {table["away_".Length..]}" : null);

        public static void Rename(string folder, Func<string, bool, string?> how)
        {
            foreach (var file in Directory.GetFiles(folder, "*.db"))
            {
                using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
                connection.Open();
                using var transaction = connection.BeginTransaction();
                foreach (var table in connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", transaction: transaction).ToList())
                    if (how(table, table.StartsWith("away_", StringComparison.Ordinal)) is { } sql)
                        connection.Execute(sql, transaction: transaction);
                transaction.Commit();
            }
        }

        private sealed class Saboteur(string folder) : IHostedService
        {
            public Task StartAsync(CancellationToken cancellationToken)
            {
                Rename(folder, (table, away) => away ? null : $"ALTER TABLE {table} RENAME TO away_{table}");
                return Task.CompletedTask;
            }

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        }
    }
}
