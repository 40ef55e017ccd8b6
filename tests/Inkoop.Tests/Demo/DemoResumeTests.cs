using System.Net;
using Dapper;
using Inkoop.Demo;
using Inkoop.Platform.Hosting;
using Inkoop.Providers;
using Inkoop.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Demo;

public sealed class DemoResumeTests
{
    private static async Task<(InkoopApp App, string Counts)> LoadAsync(int interruptions)
    {
        var app = new InkoopApp { DemoRegion = TestRegions.Small };
        await app.InitializeAsync();
        for (var stop = 1; stop <= interruptions; stop++)
        {
            app.ExpectedErrors.Add("request stream"); // of a call that the stop cuts off
            var progress = app.Services.GetRequiredService<LoadProgress>();
            await Eventually.GetsAsync(() => Task.FromResult(progress.Percent), percent => percent >= 25 * stop || progress.Failure is not null, TimeSpan.FromSeconds(60));
            await app.RestartAsync();
        }

        await Loaded.AwaitAsync(app);
        return (app, await CountsAsync(app));
    }

    // Figures that are made anew each day: what is due and what is still open differs by the day.
    private static readonly string[] ofTheDay = ["year_cell", "settled_cell", "cell_omission", "settled_month", "settled_month_version"];

    /// <summary>How much of everything there is: what was done twice, or not at all, shows. How often a month was told again while it grew is a matter of time.</summary>
    private static async Task<string> CountsAsync(InkoopApp app)
    {
        var counts = new List<string>();
        foreach (var (module, database) in app.Services.GetServices<ServiceDatabase>())
        {
            foreach (var table in module.ExpectedSchema.Keys.Except(ofTheDay).Order(StringComparer.Ordinal))
                counts.Add($"{module.Name}.{table}={await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}"), CancellationToken.None)}");
            var types = await database.ReadAsync(async connection => (await connection.QueryAsync<string>("SELECT concat(type, '=', COUNT(*)) FROM event WHERE type <> 'LotSettled' GROUP BY type ORDER BY type")).AsList(), CancellationToken.None);
            counts.AddRange(types.Select(type => module.Name + ".event." + type));
        }

        return string.Join("\n", counts);
    }

    [Fact]
    public async Task A_load_that_was_stopped_and_started_again_ends_as_one_that_was_not()
    {
        var (straight, expected) = await LoadAsync(interruptions: 0);
        await straight.DisposeAsync();
        var (interrupted, counts) = await LoadAsync(interruptions: 3);
        await interrupted.DisposeAsync();
        counts.ShouldBe(expected);
    }

    [Fact]
    public async Task A_load_goes_on_after_the_answers_of_its_first_days_were_forgotten()
    {
        var app = new InkoopApp { DemoRegion = TestRegions.Small };
        await app.InitializeAsync();
        app.ExpectedErrors.Add("request stream");
        var progress = app.Services.GetRequiredService<LoadProgress>();
        await Eventually.GetsAsync(() => Task.FromResult(progress.Percent), percent => percent >= 75 || progress.Failure is not null, TimeSpan.FromSeconds(60));
        (await AnswersAsync(app)).ShouldBe(2); // the providers, registered in the first step
        await app.RestartAsync();
        await Eventually.GetsAsync(() => AnswersAsync(app), answers => answers == 0);
        await Loaded.AwaitAsync(app);
        await app.DisposeAsync();
    }

    private static Task<long> AnswersAsync(InkoopApp app) => app.Services.GetRequiredService<ProvidersDatabase>()
        .ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM answer WHERE method LIKE '%/RegisterProvider'"), CancellationToken.None);

    [Fact]
    public async Task A_host_that_still_loads_answers_and_is_not_ready_and_one_that_was_loaded_does_not_load_again()
    {
        var app = new InkoopApp { DemoRegion = TestRegions.Small };
        await app.InitializeAsync();
        using (var http = new HttpClient { BaseAddress = app.Pages })
        {
            (await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await http.GetAsync(new Uri("/healthz/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await Loaded.AwaitAsync(app);
        var before = await CountsAsync(app);
        await app.RestartAsync();
        await Loaded.AwaitAsync(app);
        (await CountsAsync(app)).ShouldBe(before);
        await app.DisposeAsync();
    }
}
