using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Inkoop.Cli.Output;

/// <summary>Help and usage faults in Dutch: the library speaks no Dutch, and a provider's administration does.</summary>
internal sealed class DutchHelp : SynchronousCommandLineAction
{
    /// <summary>Whoever asks for help has not typed the rest yet.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return Runner.Done;
    }

    public static void Use(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new DutchHelp();
                help.Description = "Toon deze uitleg.";
            }
            else if (option is VersionOption)
                option.Description = "Toon de versie.";
        }
    }

    /// <summary>The words that lead to a command, such as <c>inkoop messages send</c>.</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "inkoop";

    /// <summary>What is wrong with the words that were typed.</summary>
    public static IEnumerable<string> Faults(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var faults = new List<string>();
        foreach (var token in parsed.UnmatchedTokens)
            faults.Add($"Onbekend: {token}.");
        if (command.Subcommands.Count > 0 && command.Action is null)
            faults.Add($"Kies een opdracht: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.");
        foreach (var argument in command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0))
                faults.Add($"{argument.Name} ontbreekt.");
        }

        foreach (var option in command.Options.Concat(parsed.RootCommandResult.Command.Options))
        {
            var result = parsed.GetResult(option);
            if (result?.IdentifierToken is null)
            {
                if (option.Required)
                    faults.Add($"De optie {option.Name} ontbreekt.");
            }
            else if (option.Arity.MinimumNumberOfValues > result.Tokens.Count)
                faults.Add($"De optie {option.Name} heeft een waarde nodig.");
        }

        return faults.Count > 0 ? faults : parsed.Errors.Select(error => error.Message);
    }

    private static void Write(Command command, TextWriter output)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Gebruik:");
        var arguments = string.Concat(command.Arguments.Select(argument => argument.Arity.MaximumNumberOfValues > 1
            ? $" {argument.Name}..."
            : argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" {argument.Name}"));
        output.WriteLine($"  {Path(command)}{(command.Subcommands.Count > 0 ? " OPDRACHT" : "")}{arguments} [opties]");
        Section(output, "Argumenten", command.Arguments.Select(argument => (argument.Name, argument.Description)));
        Section(output, "Opdrachten", command.Subcommands.Select(sub => (sub.Name, sub.Description)));
        var isRoot = command is RootCommand;
        if (!isRoot)
            Section(output, "Opties", command.Options.Where(option => !option.Hidden).Select(Describe));
        var root = isRoot ? command : Root(command);
        Section(output, isRoot ? "Opties" : "Algemene opties", root.Options.Where(option => isRoot || option.Recursive).Select(Describe));
        if (isRoot)
        {
            output.WriteLine();
            output.WriteLine("Afsluitcode: 0 alles aangenomen, 2 iets afgekeurd, 1 fout.");
        }
    }

    private static Command Root(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Root(parent) : command;

    private static (string, string?) Describe(Option option) =>
        (option.Name + (option.HelpName is { } value ? $" {value}" : ""), option.Description + (option.Required ? " Verplicht." : ""));

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string? Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(title + ":");
        var width = list.Max(row => row.Name.Length) + 2;
        foreach (var (name, text) in list)
            output.WriteLine($"  {name.PadRight(width)}{text}".TrimEnd());
    }
}
