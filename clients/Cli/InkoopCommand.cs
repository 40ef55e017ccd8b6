using System.CommandLine;
using System.Globalization;
using Inkoop.Cli.Commands;
using Inkoop.Cli.Output;

namespace Inkoop.Cli;

/// <summary>The command line: what a provider, a buyer or an operator runs. It speaks only through the generated clients.</summary>
public static class InkoopCommand
{
    /// <summary>Runs one command.</summary>
    /// <param name="environment">Reads an environment variable; the process's own when null.</param>
    /// <returns>0: done and all accepted. 1: an error. 2: done, and something was rejected.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, TextReader? input = null,
        Func<string, string?>? environment = null, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        // The command line speaks Dutch, the language that texts are written in, whatever the machine speaks.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var options = new GlobalOptions();
        var runner = new Runner(options, output, error, input ?? TextReader.Null, environment ?? Environment.GetEnvironmentVariable, clock ?? TimeProvider.System);
        var root = new RootCommand("Inkoop jeugdhulp: contracten, toewijzingen, berichten, indicatoren en afrekening.")
        {
            options.Url,
            options.IdentityUrl,
            options.As,
            options.Json,
            ReferenceCommands.Create(runner),
            ContractCommands.Create(runner),
            AllocateCommand.Create(runner),
            MessageCommands.Create(runner),
            IndicatorCommands.Create(runner),
            ReviewCommands.Create(runner),
            SettlementCommands.Create(runner),
            FactCommands.Create(runner),
            PaymentCommands.Create(runner),
            DisputeCommands.Create(runner),
            YearCommands.CreateStatement(runner),
            YearCommands.CreateMunicipalities(runner),
            YearCommands.CreateDoubles(runner),
            EventCommands.Create(runner),
            ReplayCommand.Create(runner),
        };
        DutchHelp.Use(root);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return runner.ReportUsage(parsed);
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
    }
}
