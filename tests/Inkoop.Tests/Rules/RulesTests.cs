using System.Text.RegularExpressions;
using System.Xml.Linq;
using Inkoop.AllInOne;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Shapes;
using Inkoop.Tests.Support;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using Inkoop.Wire.Platform.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rules;

/// <summary>Rules of the house that a machine can keep.</summary>
public sealed partial class RulesTests
{
    private static readonly string root = Repository.Root;

    [Fact]
    public void only_the_projects_that_were_decided_exist() =>
        Files("*.csproj").Select(Path.GetFileNameWithoutExtension).Order().ShouldBe(
        [
            "Inkoop.Admin", "Inkoop.Agreements", "Inkoop.AllInOne", "Inkoop.AppHost", "Inkoop.Bench", "Inkoop.Cli", "Inkoop.Contracts", "Inkoop.Demo", "Inkoop.Dispositions",
            "Inkoop.Funding", "Inkoop.Ijw", "Inkoop.Indicators", "Inkoop.Money", "Inkoop.Platform", "Inkoop.Providers", "Inkoop.Reviews", "Inkoop.Tests", "Inkoop.Texts", "Inkoop.Wire",
        ]);

    [Fact]
    public void the_bus_is_the_licensed_version_and_no_banned_package_came_in()
    {
        var packages = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(element => element.Attribute("Include")!.Value, element => element.Attribute("Version")!.Value);
        packages["MassTransit"].ShouldBe("8.5.12");
        packages.Keys.ShouldNotContain(name => name.Contains("EntityFramework") || name.Contains("MediatR") || name.Contains("AutoMapper"));
    }

    [Fact]
    public void every_migration_has_its_twin()
    {
        var scripts = Files("*.sql").Where(path => path.Contains("Migrations")).ToList();
        scripts.ShouldNotBeEmpty();
        foreach (var script in scripts)
            File.Exists(script.EndsWith(".sqlite.sql") ? script.Replace(".sqlite.", ".sqlserver.") : script.Replace(".sqlserver.", ".sqlite.")).ShouldBeTrue(script);
    }

    [Fact]
    public void both_twins_make_the_same_tables_and_columns()
    {
        foreach (var script in Files("*.sqlite.sql"))
            Columns(File.ReadAllText(script.Replace(".sqlite.", ".sqlserver."))).ShouldBe(Columns(File.ReadAllText(script)), script);
    }

    [Fact]
    public void every_service_says_what_schema_it_expects() =>
        AllInOneHost.Modules().ShouldAllBe(module => module.ExpectedSchema.Count > 0);

    /// <summary>Days and clocks are Dutch, wherever a server or a colleague's computer stands: DutchDay alone makes them from an instant.</summary>
    [Fact]
    public void one_place_knows_the_dutch_calendar()
    {
        string[] elsewhere =
        [
            "TypeHandlers.cs", // a day as a database hands it over
            "AllocationMessages.cs", // the day of a moment that is Dutch already
            "DemoServer.cs", // how old a signing key is
            "DemoCalls.cs", // steps at midday
        ];
        var calendar = new Regex(@"GetLocalNow|LocalTimeZone|TimeZoneInfo\.|DateTimeKind\.Local|AssumeLocal|ToLocalTime|LocalDateTime|DateOnly\.FromDateTime");
        var found = Files("*.cs").Concat(Files("*.razor"))
            .Where(path => !path.Contains("/tests/", StringComparison.Ordinal) && !path.EndsWith("/Inkoop.Wire/Quarter.cs", StringComparison.Ordinal) && !elsewhere.Contains(Path.GetFileName(path)))
            .Where(path => calendar.IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(root, path));
        found.ShouldBeEmpty();
    }

    [Fact]
    public void no_conditional_compilation() =>
        Files("*.cs").Where(path => File.ReadLines(path).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void personal_names_stay_out_of_events()
    {
        var members = global::Inkoop.Wire.Events.EventCatalog.All.SelectMany(type => type.GetProperties()).Select(property => property.Name);
        members.ShouldNotContain(name => name.Contains("Bsn") || name.Contains("Birth") || name.Contains("LastName") || name.Contains("FirstName") || name.Contains("Address"));
    }

    [Fact]
    public void every_rpc_names_its_policy()
    {
        var implementations = typeof(AllInOneHost).Assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Inkoop.", StringComparison.Ordinal))
            .Select(System.Reflection.Assembly.Load).SelectMany(assembly => assembly.GetTypes()).ToList();
        foreach (var service in ProtoTests.Services)
        {
            var found = implementations.Where(type => type is { IsAbstract: false, BaseType.DeclaringType: not null } && type.BaseType.Name == service.Name + "Base" && type.BaseType.DeclaringType.Name == service.Name).ToList();
            found.Count.ShouldBe(1, service.FullName);
            foreach (var method in service.Methods)
            {
                var implementation = found[0].GetMethod(method.Name)!;
                implementation.DeclaringType.ShouldBe(found[0], $"{method.FullName} is not implemented");
                Rpcs.RolesOf(method).ShouldNotBeEmpty(method.FullName);
                Rpcs.RolesOf(method).ShouldBeSubsetOf(Role.All, method.FullName);
                if (Rpcs.DataOf(method) is Policy.Types.Data.ClientRows or Policy.Types.Data.Personal)
                    Rpcs.RolesOf(method).ShouldAllBe(role => Role.WorksWithClients(role), $"{method.FullName} shows clients");
            }
        }
    }

    [Fact]
    public void the_readme_names_commands_that_exist()
    {
        var readme = File.ReadAllText(Path.Combine(root, "README.md"));
        readme.ShouldContain("dotnet run --project services/AllInOne");
        readme.ShouldContain("dotnet test");
        foreach (Match match in DecisionPattern().Matches(string.Concat(Files("*.cs").Select(File.ReadAllText))))
            Directory.GetFiles(Path.Combine(root, "docs", "decisions"), match.Groups[1].Value + "-*.md").Length.ShouldBe(1, match.Value);
    }

    internal static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
        .Where(path => !path.Contains("/artifacts/") && !path.Contains("/node_modules/") && !path.Contains("/.git/") && !path.Contains("/obj/") && !path.Contains("/bin/"));

    private static string Columns(string sql)
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Match table in TablePattern().Matches(sql))
        {
            var columns = table.Groups[2].Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("CONSTRAINT", StringComparison.Ordinal) && !line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith("PRIMARY", StringComparison.Ordinal) && !line.StartsWith("UNIQUE", StringComparison.Ordinal) && !line.StartsWith("FOREIGN", StringComparison.Ordinal)).Select(line => line.Split(' ')[0].Trim('[', ']', '"'));
            tables[table.Groups[1].Value] = string.Join(",", columns.Order(StringComparer.Ordinal));
        }

        return string.Join("\n", tables.Select(table => $"{table.Key}: {table.Value}"));
    }

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex TablePattern();

    [GeneratedRegex(@"docs/decisions/([0-9]{4})")]
    private static partial Regex DecisionPattern();
}
