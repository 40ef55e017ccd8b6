using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

/// <summary>Words that do not make a command, and servers that are not there.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("Kies een opdracht", "contract")]
    [InlineData("Onbekend: kontract", "kontract")]
    [InlineData("BESTAND ontbreekt", "indicators", "submit")]
    [InlineData("--valid-from ontbreekt", "reference", "load", "x.csv")]
    [InlineData("--limit is een heel getal", "contract", "list", "--limit", "veel")]
    [InlineData("--from en --until samen", "settlement", "show", "X", "--from", "2026-01-01")]
    [InlineData("Geef --file, --youths of --price", "settlement", "whatif", "X")]
    [InlineData("--path bestaat uit nummers", "settlement", "explain", "X", "--path", "a/b")]
    [InlineData("--as-of is een dag", "settlement", "show", "X", "--as-of", "gisteren")]
    [InlineData("--base-from en --base-until samen", "settlement", "compare", "--base-from", "2025-01-01")]
    [InlineData("Noem een onderwerp", "events")]
    [InlineData("--as heeft een waarde nodig", "contract", "list", "--as")]
    public async Task wrong_words_are_named_in_dutch_with_where_to_look(string says, params string[] args)
    {
        var run = await CommandRun.OfAsync(args);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(says);
        run.Error.ShouldContain("--help");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task help_needs_no_other_words()
    {
        var run = await CommandRun.OfAsync("indicators", "submit", "--help");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("inkoop indicators submit BESTAND");
        run.Output.ShouldContain("--dry-run");
    }

    [Fact]
    public async Task every_command_explains_itself_in_dutch()
    {
        foreach (var command in new[] { "reference", "contract", "allocate", "messages", "indicators", "review", "settlement", "facts", "events", "replay" })
        {
            var run = await CommandRun.OfAsync(command, "--help");
            run.ExitCode.ShouldBe(0, command);
            run.Output.ShouldContain("Gebruik:", customMessage: command);
            run.Output.ShouldContain("--json", customMessage: command);
        }
    }

    [Fact]
    public async Task a_usage_fault_is_one_document_where_a_program_asked()
    {
        var run = await CommandRun.OfAsync("contract", "show", "--json");

        run.ExitCode.ShouldBe(1);
        run.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("usage");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_server_that_is_away_is_one_sentence()
    {
        var run = await CommandRun.OfAsync(new Dictionary<string, string> { ["INKOOP_TOKEN"] = "token" }, "", "contract", "list", "--url", "http://127.0.0.1:1");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("geen verbinding met Inkoop op http://127.0.0.1:1");
        run.Error.ShouldNotContain("Exception");
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task an_identity_server_that_is_away_is_one_sentence()
    {
        var run = await CommandRun.OfAsync("contract", "list", "--as", "finance", "--identity-url", "http://127.0.0.1:1");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("identity_unreachable");
        run.Error.ShouldNotContain("Exception");
    }

    [Theory]
    [InlineData("identity_missing")]
    [InlineData("role_unknown", "--as", "inkoper")]
    [InlineData("role_incomplete", "--as", "provider")]
    [InlineData("role_incomplete", "--as", "council_reader")]
    [InlineData("address_invalid", "--as", "finance", "--url", "hier")]
    [InlineData("service_unknown", "--as", "finance", "--url", "zorg=http://127.0.0.1:1")]
    [InlineData("address_missing", "--as", "finance", "--url", "reviews=http://127.0.0.1:1")]
    public async Task who_and_where_are_checked_before_anything_is_sent(string code, params string[] args)
    {
        var run = await CommandRun.OfAsync(["contract", "list", "--json", .. args]);

        run.ExitCode.ShouldBe(1);
        run.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task a_real_token_does_not_cross_a_network_in_the_clear()
    {
        var run = await CommandRun.OfAsync(new Dictionary<string, string> { ["INKOOP_TOKEN"] = "geheim" }, "", "contract", "list", "--url", "http://inkoop.example:5081");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("token_in_clear");
        run.Error.ShouldNotContain("geheim");
    }
}
