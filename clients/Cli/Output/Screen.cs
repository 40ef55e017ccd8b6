using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Inkoop.Cli.Output;

/// <summary>Where answers go: text and tables, or with <c>--json</c> one document. Notes and progress go to the error stream.</summary>
internal sealed class Screen
{
    private const int WidthOfAFile = 240;
    private static readonly JsonSerializerOptions format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly TextWriter output;
    private readonly IAnsiConsole console;
    private readonly IAnsiConsole errors;

    public Screen(TextWriter output, TextWriter error, bool json)
    {
        this.output = output;
        Json = json;
        console = Make(output, output == Console.Out && !Console.IsOutputRedirected);
        var errorIsTerminal = error == Console.Error && !Console.IsErrorRedirected;
        errors = Make(error, errorIsTerminal);
        Progress = errorIsTerminal && !json ? errors : null;
    }

    public bool Json { get; }

    /// <summary>A live terminal to show progress on; null when nobody watches.</summary>
    public IAnsiConsole? Progress { get; }

    /// <summary>The one document of a command that was asked for JSON.</summary>
    public void Document(JsonNode document) => output.WriteLine(document.ToJsonString(format));

    public void Write(IRenderable renderable)
    {
        console.Write(renderable);
        console.WriteLine();
    }

    public void Line(string text = "") => console.WriteLine(Show.Clean(text));

    public void Heading(string text) => Write(new Text(Show.Clean(text), new Style(decoration: Decoration.Bold)));

    /// <summary>For the person, not for the pipe.</summary>
    public void Note(string text) => errors.WriteLine(Show.Clean(text));

    public void Report(Trouble trouble)
    {
        if (Json)
        {
            Document(new JsonObject { ["error"] = ToJson(trouble) });
            return;
        }

        errors.WriteLine($"Fout ({trouble.Code}): {Show.Clean(trouble.Text)}", new Style(Color.Red));
        if (trouble.Fields.Count > 0)
        {
            var table = Table("Veld", "Code", "Wat er mis is");
            foreach (var field in trouble.Fields)
                table.Row(field.Field, field.Code, field.Text);
            errors.Write(table);
        }

        if (trouble.CurrentVersion is { } version)
            errors.WriteLine($"De huidige versie is {version}.");
        if (trouble.Hint.Length > 0)
            errors.WriteLine("Wat nu: " + Show.Clean(trouble.Hint));
    }

    public static JsonObject ToJson(Trouble trouble)
    {
        var json = new JsonObject
        {
            ["status"] = trouble.Status,
            ["code"] = trouble.Code,
            ["text"] = trouble.Text,
            ["hint"] = trouble.Hint,
            ["fields"] = new JsonArray([.. trouble.Fields.Select(field => new JsonObject { ["field"] = field.Field, ["code"] = field.Code, ["text"] = field.Text })]),
        };
        if (trouble.CurrentVersion is { } version)
            json["current_version"] = version;
        return json;
    }

    public static Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            // A trailing mark asks for numbers to stand under each other.
            var right = column.EndsWith('>');
            table.AddColumn(new TableColumn(new Text(column.TrimEnd('>'))) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = right });
        }

        return table;
    }

    private static IAnsiConsole Make(TextWriter writer, bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
            console.Profile.Width = WidthOfAFile;
        return console;
    }
}

/// <summary>Rows whose texts come from elsewhere: shown as they are, never read as markup.</summary>
internal static class TableRows
{
    public static void Row(this Table table, params ReadOnlySpan<string> cells)
    {
        var texts = new List<IRenderable>(cells.Length);
        foreach (var cell in cells)
            texts.Add(new Text(Show.Clean(cell)));
        table.AddRow(texts);
    }
}
