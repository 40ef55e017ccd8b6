using System.Text.RegularExpressions;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Rules;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>
/// The table of settings in README.md has what the code reads, and nothing else; what a guide explains in full need not stand there too.
/// </summary>
public sealed partial class SettingsTests
{
    /// <summary>Set by a host for itself, never by a person.</summary>
    private static readonly string[] own = ["Inkoop:Name"];

    [Fact]
    public void the_table_of_settings_has_nothing_that_the_code_does_not_read() => Documented().Except(Read()).ShouldBeEmpty();

    [Fact]
    public void every_setting_that_the_code_reads_is_in_the_table_or_in_a_guide()
    {
        var guides = string.Concat(RulesTests.Files("*.md").Where(path => path.Contains("/docs/", StringComparison.Ordinal)).Select(File.ReadAllText));
        Read().Except(own).Except(Documented()).Where(key => !guides.Contains("`" + key, StringComparison.Ordinal) && !guides.Contains("`:" + key.Split(':')[^1] + "`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void each_setting_has_the_spelling_of_its_environment_variable()
    {
        foreach (Match row in Rows().Matches(Documents.Read("README.md")))
        {
            var names = Names().Matches(row.Groups[1].Value).Select(name => name.Groups[1].Value).ToList();
            var variables = Names().Matches(row.Groups[2].Value).Select(name => name.Groups[1].Value).ToList();
            variables.ShouldBe(names.Select(name => name.Replace(":", "__", StringComparison.Ordinal)), row.Value);
        }
    }

    private static IEnumerable<string> Documented() => Rows().Matches(Documents.Read("README.md")).SelectMany(row => Names().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value.Split(":<")[0]);

    private static IEnumerable<string> Read()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in RulesTests.Files("*.cs").Where(path => path.Contains("/services/", StringComparison.Ordinal) || path.Contains("/clients/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            foreach (Match key in Keys().Matches(text))
                keys.Add(key.Groups[1].Value);
            foreach (Match section in Sections().Matches(text))
                if (section.Groups[1].Value == "Identity")
                    keys.UnionWith(typeof(IdentityOptions).GetProperties().Where(property => property.CanWrite).Select(property => "Identity:" + property.Name));
                else
                    keys.Add(section.Groups[1].Value);
        }

        return keys;
    }

    // configuration["Inkoop:Data"], configuration.GetValue("Inkoop:X", 1), HostSettings.Port(configuration, "Inkoop:HttpPort", 5080), Variable("INKOOP_URL"), GetEnvironmentVariable("...").
    [GeneratedRegex("(?:onfiguration\\[|HostSettings\\.\\w+\\(configuration, |\\.GetValue(?:<\\w+>)?\\(|Variable\\()\"((?:Inkoop|Identity):[A-Za-z:]+|[A-Z]+_[A-Z_]+)\"")]
    private static partial Regex Keys();

    [GeneratedRegex("\\.GetSection\\(\"([A-Za-z:]+)\"\\)")]
    private static partial Regex Sections();

    // The rows under the heading of that table, and no others.
    [GeneratedRegex("(?<=\n\\| key \\| environment variable \\|(?:[^\n]*\n\\|)*[^\n]*\n)\\| (`[^|]*) \\| ([^|]*) \\|[^\n]*")]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
