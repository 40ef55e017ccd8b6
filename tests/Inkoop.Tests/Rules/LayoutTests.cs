using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rules;

/// <summary>The arrows of the layout: which project may refer to which, and the picture of it in docs/architecture.md, drawn from what the projects say.</summary>
public partial class LayoutTests
{
    /// <summary>What each project may refer to; nothing else. A service never refers to another service.</summary>
    private static readonly Dictionary<string, string[]> allowed = new(StringComparer.Ordinal)
    {
        ["Inkoop.Ijw"] = [],
        ["Inkoop.Funding"] = ["Inkoop.Ijw"],
        ["Inkoop.Wire"] = [],
        ["Inkoop.Agreements"] = ["Inkoop.Funding", "Inkoop.Wire"],
        ["Inkoop.Platform"] = ["Inkoop.Wire"],
        ["Inkoop.Providers"] = ["Inkoop.Platform"],
        ["Inkoop.Contracts"] = ["Inkoop.Agreements", "Inkoop.Ijw", "Inkoop.Platform"],
        ["Inkoop.Money"] = ["Inkoop.Agreements", "Inkoop.Funding", "Inkoop.Ijw", "Inkoop.Platform"],
        ["Inkoop.Dispositions"] = ["Inkoop.Agreements", "Inkoop.Funding", "Inkoop.Ijw", "Inkoop.Platform"],
        ["Inkoop.Indicators"] = ["Inkoop.Ijw", "Inkoop.Platform"],
        ["Inkoop.Reviews"] = ["Inkoop.Platform"],
        ["Inkoop.Texts"] = ["Inkoop.Wire"],
        ["Inkoop.Admin"] = ["Inkoop.Platform", "Inkoop.Texts"],
        ["Inkoop.Demo"] = ["Inkoop.Ijw", "Inkoop.Platform", "Inkoop.Wire"],
        ["Inkoop.AllInOne"] = ["Inkoop.Admin", "Inkoop.Contracts", "Inkoop.Demo", "Inkoop.Dispositions", "Inkoop.Indicators", "Inkoop.Money", "Inkoop.Providers", "Inkoop.Reviews"],
        ["Inkoop.Cli"] = ["Inkoop.Texts", "Inkoop.Wire"],
    };

    [Fact]
    public void a_project_refers_only_to_what_the_layout_allows()
    {
        foreach (var (project, references) in Projects())
        {
            allowed.ShouldContainKey(project, "a new project has its place in the layout");
            references.Except(allowed[project]).ShouldBeEmpty(project);
        }
    }

    [Theory]
    [InlineData("contracts/Inkoop.Ijw", "Inkoop.Wire", "Inkoop.Platform", "Dapper", "Grpc", "Google", "MassTransit", "Microsoft.AspNetCore")]
    [InlineData("contracts/Inkoop.Texts", "Inkoop.Platform", "Dapper", "Grpc", "MassTransit", "Microsoft.AspNetCore")]
    [InlineData("contracts/Inkoop.Funding", "Inkoop.Wire", "Inkoop.Platform", "Dapper", "Grpc", "Google", "MassTransit", "Microsoft.AspNetCore")]
    public void a_library_knows_no_transport_and_no_store(string folder, params string[] forbidden)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            foreach (var line in File.ReadLines(file).Where(line => line.StartsWith("using ", StringComparison.Ordinal)))
                forbidden.ShouldNotContain(name => line.Contains(" " + name, StringComparison.Ordinal), $"{file}: {line}");
    }

    /// <summary>Within the platform: which folder may know which other; and the packages that only some of them speak.</summary>
    private static readonly Dictionary<string, string[]> floors = new(StringComparer.Ordinal)
    {
        ["Work"] = [],
        ["Data"] = [],
        ["Addresses"] = ["Work"],
        ["Privacy"] = ["Data"],
        ["Identity"] = ["Addresses", "Data", "Privacy", "Work"],
        ["Log"] = ["Data", "Work"],
        ["Rpc"] = ["Data", "Identity", "Log"],
        ["Hosting"] = ["Addresses", "Data", "Identity", "Log", "Privacy", "Rpc", "Work"],
    };

    [Fact]
    public void a_folder_of_the_platform_knows_only_those_below_it()
    {
        var root = Path.Combine(Repository.Root, "services", "Platform");
        foreach (var folder in Directory.EnumerateDirectories(root).Select(path => Path.GetFileName(path)!).Where(name => name is not ("Migrations" or "obj" or "bin")))
        {
            var known = floors[folder].Append(folder).Select(name => "Inkoop.Platform." + name).ToList();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            {
                var text = File.ReadAllText(file);
                PlatformNames().Matches(text).Select(match => match.Value).Except(known).ShouldBeEmpty(file);
                if (folder is "Data" or "Work" or "Privacy")
                    foreach (var forbidden in new[] { "using Grpc", "using Google", "using MassTransit", "using Microsoft.AspNetCore" })
                        text.ShouldNotContain(forbidden, customMessage: file);
            }
        }
    }

    [GeneratedRegex(@"Inkoop\.Platform\.[A-Z]\w+")]
    private static partial Regex PlatformNames();

    [Fact]
    public void the_picture_of_the_layout_is_that_of_the_projects()
    {
        var drawn = new StringBuilder("```mermaid\nflowchart TD\n");
        foreach (var (project, references) in Projects())
            foreach (var reference in references)
                drawn.Append("  ").Append(Short(project)).Append(" --> ").Append(Short(reference)).Append('\n');
        drawn.Append("```");
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")).ShouldContain(drawn.ToString());
    }

    private static string Short(string project) => project["Inkoop.".Length..];

    private static IEnumerable<(string Project, IReadOnlyList<string> References)> Projects() =>
        new[] { "contracts", "services", "clients", "tools" }
            .Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(path => (Path.GetFileNameWithoutExtension(path), References(path)))
            .OrderBy(one => one.Item1, StringComparer.Ordinal);

    private static IReadOnlyList<string> References(string project) =>
    [
        .. XDocument.Load(project).Descendants("ProjectReference").Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal),
    ];
}
