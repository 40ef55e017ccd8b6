using System.Text.RegularExpressions;

namespace Inkoop.Admin.Components.Parts;

/// <summary>Ids of inputs from field paths: <c>contract.lots[0].name</c> becomes <c>contract-lots-0-name</c>.</summary>
public static partial class Inputs
{
    public static string Id(string path) => Other().Replace(path, "-").Trim('-');

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex Other();
}
