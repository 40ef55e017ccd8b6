using System.Text;
using System.Xml.Linq;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rules;

/// <summary>The arrows of the layout: which project may refer to which, and the picture of it in docs/architecture.md, drawn from what the projects say.</summary>
public class LayoutTests
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
        ["Inkoop.Indicators"] = ["Inkoop.Platform"],
        ["Inkoop.Reviews"] = ["Inkoop.Platform"],
        ["Inkoop.Admin"] = ["Inkoop.Platform"],
        ["Inkoop.AllInOne"] = ["Inkoop.Admin", "Inkoop.Contracts", "Inkoop.Dispositions", "Inkoop.Indicators", "Inkoop.Money", "Inkoop.Providers", "Inkoop.Reviews"],
        ["Inkoop.Cli"] = ["Inkoop.Wire"],
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
    [InlineData("contracts/Inkoop.Funding", "Inkoop.Wire", "Inkoop.Platform", "Dapper", "Grpc", "Google", "MassTransit", "Microsoft.AspNetCore")]
    public void a_library_knows_no_transport_and_no_store(string folder, params string[] forbidden)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            foreach (var line in File.ReadLines(file).Where(line => line.StartsWith("using ", StringComparison.Ordinal)))
                forbidden.ShouldNotContain(name => line.Contains(" " + name, StringComparison.Ordinal), $"{file}: {line}");
    }

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
