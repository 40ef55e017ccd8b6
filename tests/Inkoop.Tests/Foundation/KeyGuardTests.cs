using Dapper;
using Inkoop.AllInOne;
using Inkoop.Platform.Hosting;
using Inkoop.Platform.Privacy;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Foundation;

/// <summary>What is lost or damaged in a data folder keeps the host from starting, and the right one put back makes it start as before.</summary>
public sealed class KeyGuardTests : IAsyncLifetime
{
    private static readonly string[] services = ["providers", "contracts", "money", "dispositions", "indicators", "reviews"];
    private readonly string folder = Directory.CreateTempSubdirectory("inkoop-keys-").FullName;

    private string Keys => Path.Combine(folder, "keys");

    private string First => Path.Combine(Keys, "personal-data.key");

    public async Task InitializeAsync() => await StartAndStopAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task a_missing_key_is_never_made_anew_beside_what_it_closed()
    {
        var away = First + ".away";
        File.Move(First, away);

        (await RefusalAsync()).ShouldContain("personal-data.key ontbreekt");
        File.Exists(First).ShouldBeFalse();

        File.Move(away, First);
        await StartAndStopAsync();
    }

    [Fact]
    public async Task another_key_is_refused_by_every_database_also_of_before_check_values()
    {
        var right = await File.ReadAllTextAsync(First);
        await File.WriteAllTextAsync(First, new string('a', 64));
        (await RefusalAsync()).ShouldContain("is een andere dan die");

        // The sample of answers, as in a folder of an earlier release.
        var keys = new PersonalData([Convert.FromHexString(right)]);
        foreach (var service in services)
            await ExecuteAsync(service, "DELETE FROM key_check");
        await ExecuteAsync("contracts",
            "INSERT INTO answer (organisation, method, request_id, digest, reply, answered_at) VALUES ('o', 'm', 'r', 'd', @reply, '2026-01-01')", new { reply = keys.Protect("answer", []) });
        (await RefusalAsync()).ShouldContain("contracts");
        File.Move(First, First + ".wrong");
        (await RefusalAsync()).ShouldContain("ontbreekt");

        await File.WriteAllTextAsync(First, right);
        await StartAndStopAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz")]
    public async Task every_secret_that_is_empty_or_cut_short_is_refused(string content)
    {
        var secrets = Directory.EnumerateFiles(Keys, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".key" or ".secret" or ".pem").ToList();
        secrets.Count.ShouldBeGreaterThan(0);
        foreach (var path in secrets.Append(Path.Combine(Keys, "service.secret")).Append(Path.Combine(Keys, "personal-data.2.key")).Distinct())
        {
            var was = File.Exists(path) ? await File.ReadAllTextAsync(path) : null;
            await File.WriteAllTextAsync(path, content);
            (await RefusalAsync()).ShouldContain(path);
            if (was is null)
                File.Delete(path);
            else
                await File.WriteAllTextAsync(path, was);
        }
    }

    [Fact]
    public async Task the_key_that_seals_persons_is_guarded_as_the_others_are()
    {
        var path = Path.Combine(Keys, "person.key");
        var right = await File.ReadAllTextAsync(path);
        File.Delete(path);
        (await RefusalAsync()).ShouldContain("person.key ontbreekt");
        File.Exists(path).ShouldBeFalse();
        await File.WriteAllTextAsync(path, new string('b', 64));
        (await RefusalAsync()).ShouldContain("person.key is een andere dan die");

        await File.WriteAllTextAsync(path, right);
        KeyFolder.Rotate(Keys, KeyFolder.Person);
        await StartAndStopAsync();
        File.Delete(Path.Combine(Keys, "person.2.key"));
        (await RefusalAsync()).ShouldContain("person.2.key ontbreekt");
    }

    [Fact]
    public async Task a_gap_between_numbered_keys_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(Keys, "personal-data.3.key"), new string('a', 64));
        (await RefusalAsync()).ShouldContain("personal-data.2.key ontbreekt");
    }

    [Fact]
    public async Task keys_and_databases_are_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var path in Directory.EnumerateFiles(folder, "*.db").Concat(Directory.EnumerateFiles(Keys, "*.key")).Append(Keys))
            File.SetUnixFileMode(path, owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead); // as restored by hand
        await StartAndStopAsync();

        File.GetUnixFileMode(Keys).ShouldBe(owner);
        foreach (var path in Directory.EnumerateFiles(folder, "*.db*").Concat(Directory.EnumerateFiles(Keys, "*.key")))
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_database_that_is_gone_or_empty_beside_the_others_is_never_made_anew(bool emptied)
    {
        foreach (var service in services)
        {
            var path = Path.Combine(folder, service + ".db");
            File.Move(path, path + ".away");
            if (emptied)
                await File.WriteAllBytesAsync(path, []);
            (await RefusalAsync()).ShouldContain(service + ".db");
            File.Move(path + ".away", path, overwrite: true);
        }

        await StartAndStopAsync();
    }

    [Fact]
    public async Task a_folder_of_an_earlier_release_misses_only_the_database_that_came_later()
    {
        Directory.Delete(Path.Combine(Keys, "databases"), recursive: true);
        File.Move(Path.Combine(folder, "reviews.db"), Path.Combine(folder, "reviews.away"));
        (await RefusalAsync()).ShouldContain("reviews.db");
        File.Move(Path.Combine(folder, "reviews.away"), Path.Combine(folder, "reviews.db"));

        File.Delete(Path.Combine(folder, "money.db"));
        await StartAndStopAsync();
        File.Exists(Path.Combine(folder, "money.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task a_database_with_a_damaged_page_is_named_in_one_sentence()
    {
        await using (var file = new FileStream(Path.Combine(folder, "indicators.db"), FileMode.Open, FileAccess.Write))
        {
            file.Position = 100; // the first page after the header: its list of tables
            file.Write(Enumerable.Repeat((byte)0xee, 2000).ToArray());
        }

        (await RefusalAsync()).ShouldContain("reservekopie");
    }

    [Fact]
    public async Task a_new_key_takes_over_and_a_lost_one_is_missed()
    {
        KeyFolder.Rotate(Keys);
        await StartAndStopAsync();
        File.Move(Path.Combine(Keys, "personal-data.2.key"), Path.Combine(Keys, "away"));
        (await RefusalAsync()).ShouldContain("personal-data.2.key ontbreekt");
    }

    private async Task<string> RefusalAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var exception = await Should.ThrowAsync<Exception>(StartAndStopAsync);
        return StartFailure.Explain(exception).ShouldNotBeNull(exception.ToString());
    }

    private async Task StartAndStopAsync()
    {
        await using (await AllInOneHost.StartAsync(new AllInOneOptions { Data = folder, Port = 0, GrpcPort = 0, Logging = logging => logging.ClearProviders() }))
        {
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task ExecuteAsync(string service, string sql, object? args = null)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, service + ".db")};Pooling=False");
        await connection.ExecuteAsync(sql, args);
    }
}
