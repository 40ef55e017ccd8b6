using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Inkoop.Cli;

/// <summary>Options that every command has.</summary>
internal sealed class GlobalOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5081";
    public const string DefaultIdentityUrl = "http://127.0.0.1:5080";

    public Option<string> Url { get; } = new("--url")
    {
        Description = $"gRPC-adres, of dienst=adres met komma's ertussen (anders INKOOP_URL, anders {DefaultUrl}).",
        HelpName = "ADRES",
        Recursive = true,
    };

    public Option<string> IdentityUrl { get; } = new("--identity-url")
    {
        Description = $"Waar het demotoken vandaan komt (anders INKOOP_IDENTITY_URL, anders {DefaultIdentityUrl}).",
        HelpName = "ADRES",
        Recursive = true,
    };

    public Option<string> As { get; } = new("--as")
    {
        Description = "Demorol, zoals procurement_officer of provider:AGB-CODE (anders INKOOP_TOKEN, anders INKOOP_AS).",
        HelpName = "ROL[:AANBIEDER]",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Geef één JSON-document in plaats van tekst.",
        Recursive = true,
    };

    /// <summary>A whole number with a Dutch refusal, since the parser's own texts are English.</summary>
    public static Option<int> Number(string name, string description, int lowest, int highest, int? fallback = null)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "AANTAL",
            CustomParser = result => Parse(result, name, lowest, highest),
        };
        if (fallback is { } value)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    private static int Parse(ArgumentResult result, string name, int lowest, int highest)
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
            return number;
        result.AddError($"De optie {name} is een heel getal van {lowest} tot en met {highest}.");
        return 0;
    }
}
