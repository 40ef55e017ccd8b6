using Inkoop.Demo.Plan;
using Inkoop.Tests.Rules;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

/// <summary>What the documents tell a reader to type does what they say, on the demo.</summary>
[Collection(nameof(DocumentedDemo))]
public sealed class CommandTests(DocumentedDemo demo)
{
    /// <summary>The commands that this class does not run, with what does or why nothing can.</summary>
    private static readonly (string Start, string Reason)[] elsewhere =
    [
        ("dotnet run --project services/AllInOne", "a host that stays: DataFolderTests starts it"),
        ("dotnet run --project deploy/AppHost", "a host that stays: AppHostTests starts it"),
        ("dotnet test", "this is it"),
        ("export INKOOP_", "goes before docker compose"),
        ("docker compose", "needs Docker: ComposeTests reads the file it starts"),
        ("mkdir -p backup", "BackupTests runs the block"),
        ("for db in data/", "BackupTests runs the block"),
        ("for folder in data/", "BackupTests runs the block"),
    ];

    [Fact]
    public void every_command_is_run_here_or_named_with_the_reason_why_not()
    {
        var unaccounted = Documents.Commands.Where(command => !DocumentedDemo.IsCommandLine(command) && !elsewhere.Any(known => command.Text.StartsWith(known.Start, StringComparison.Ordinal)));
        unaccounted.ShouldBeEmpty();
        elsewhere.ShouldAllBe(known => Documents.Commands.Any(command => command.Text.StartsWith(known.Start, StringComparison.Ordinal)));
    }

    [Fact]
    public void every_line_of_the_command_line_ends_well_on_the_demo()
    {
        demo.Runs.Count.ShouldBeGreaterThan(20);
        demo.Runs.Where(run => run.Value.ExitCode != 0 || run.Value.Error.Length > 0).Select(run => $"{run.Key}\n{run.Value}").ShouldBeEmpty();
    }

    [Fact]
    public void what_the_documents_name_is_also_in_the_demo_that_a_reader_has()
    {
        var (fewer, whole) = (DemoPlan.For(DocumentedDemo.Fewer), DemoPlan.For(DemoRegion.MiddenLimburgOost));
        fewer.Contracts.Select(Agreed).ShouldBe(whole.Contracts.Select(Agreed));
        fewer.Providers.Select(provider => provider.AgbCode).ShouldBe(whole.Providers.Select(provider => provider.AgbCode));
        // The correction in docs/examples/indicatoren.csv needs a first version to correct, and the allocation a client and a number that are nobody's.
        foreach (var plan in new[] { fewer, whole })
        {
            plan.Submissions.Single(row => row is { ContractIndex: 0, Quarter: "2026-Q2", Indicator: "tevredenheid" }).ShouldSatisfyAllConditions(
                row => row.Arrival.ShouldNotBe(Arrival.Missing), row => row.CorrectedNumerator.ShouldBeNull());
            plan.Clients.ShouldNotContain(client => client.Bsn == "999999990");
            plan.Allocations.ShouldNotContain(allocation => allocation.Number == 900_000_001);
        }

        static string Agreed(PlannedContract contract) => $"{contract.Number} {contract.Title} {contract.AgbCode} {contract.Arrangement} {contract.StartsOn} {contract.EndsOn} "
            + string.Join(',', contract.Buyers.Select(buyer => $"{buyer.MunicipalityCode} {buyer.From}")) + string.Join(',', contract.IndexedIn);
    }

    [Fact]
    public void every_file_that_a_document_names_exists()
    {
        foreach (var document in Documents.All)
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
            foreach (var target in DocumentLinks.Of(Documents.Read(document)))
                (File.Exists(Path.Combine(folder, target)) || Directory.Exists(Path.Combine(folder, target))).ShouldBeTrue($"{document} links to {target}");
            foreach (var path in DocumentLinks.Paths(Documents.Read(document)))
                (File.Exists(Path.Combine(Repository.Root, path)) || Directory.Exists(Path.Combine(Repository.Root, path))).ShouldBeTrue($"{document} names {path}");
        }
    }

    [Fact]
    public void every_example_is_named_by_a_document()
    {
        var text = string.Concat(Documents.All.Select(Documents.Read));
        RulesTests.Files("*").Where(path => path.Contains("/docs/examples/", StringComparison.Ordinal) || path.Contains("/docs/images/", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path)).ShouldAllBe(path => text.Contains(path));
    }
}
