using System.Diagnostics;
using Inkoop.Tests.Support;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

public sealed class DataFolderTests
{
    [Fact]
    public async Task dotnet_run_keeps_its_data_in_the_folder_that_the_person_is_in()
    {
        var folder = Directory.CreateTempSubdirectory("inkoop-folder-");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var start = new ProcessStartInfo("dotnet",
            ["run", "--no-build", "-c", configuration, "--project", Path.Combine(Repository.Root, "services/AllInOne"), "--", "--port", "0", "--grpc-port", "0", "--demo", "none"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var said = new List<string>();
            while (said.LastOrDefault()?.StartsWith("Gegevens:", StringComparison.Ordinal) != true)
                said.Add(await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(string.Join('\n', said) + await errors));
            var data = Path.Combine(folder.FullName, "data");
            said[^1].ShouldEndWith(data);
            Directory.GetFiles(data, "*.db").Select(Path.GetFileNameWithoutExtension).ShouldBe(["providers", "contracts", "money", "dispositions", "indicators", "reviews"], ignoreOrder: true);
            Directory.Exists(Path.Combine(data, "keys")).ShouldBeTrue();
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }
}
