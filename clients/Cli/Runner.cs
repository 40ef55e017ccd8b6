using System.CommandLine;
using Grpc.Core;
using Inkoop.Cli.Output;

namespace Inkoop.Cli;

/// <summary>What a command works with.</summary>
internal sealed record Session(Screen Screen, Connection Connection, TextReader Input, TimeProvider Clock);

/// <summary>Gives every command its session and turns what goes wrong into one clear report and exit code 1.</summary>
internal sealed class Runner(
    GlobalOptions options, TextWriter output, TextWriter error, TextReader input, Func<string, string?> environment, TimeProvider clock)
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Rejected = 2;

    /// <summary>The command with <paramref name="work"/> behind it.</summary>
    public Command Does(Command command, Func<Session, ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, work, cancellationToken));
        return command;
    }

    public int ReportUsage(ParseResult parsed)
    {
        new Screen(output, error, parsed.Tokens.Any(token => token.Value == options.Json.Name))
            .Report(new Trouble("usage", "usage", string.Join(" ", DutchHelp.Faults(parsed)), $"Zie: {DutchHelp.Path(parsed.CommandResult.Command)} --help"));
        return Failed;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<Session, ParseResult, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var screen = new Screen(output, error, parsed.GetValue(options.Json));
        Connection? connection = null;
        try
        {
            connection = new Connection(
                Addresses.Parse(parsed.GetValue(options.Url) ?? Variable("INKOOP_URL") ?? GlobalOptions.DefaultUrl),
                new TokenSource(
                    parsed.GetValue(options.IdentityUrl) ?? Variable("INKOOP_IDENTITY_URL") ?? GlobalOptions.DefaultIdentityUrl,
                    parsed.GetValue(options.As), Variable("INKOOP_TOKEN"), Variable("INKOOP_AS")));
            return await work(new Session(screen, connection, input, clock), parsed, cancellationToken);
        }
        catch (Exception exception) when (Trouble.Of(exception, connection?.LastAddress) is { } trouble)
        {
            screen.Report(trouble);
            return Failed;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
