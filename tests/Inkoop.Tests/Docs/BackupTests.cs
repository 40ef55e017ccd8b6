using System.Diagnostics;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Docs;

public sealed class BackupTests
{
    [ToolFact("bash", "sqlite3")]
    public async Task a_backup_as_documented_while_it_runs_comes_back_with_everything()
    {
        var app = new InkoopApp();
        await app.InitializeAsync();
        var region = new Region(app);
        await region.RegisterProviderAsync();
        await region.SignContractAsync("BEWAARD-1");
        await region.AllocateAsync();
        await region.DeclareAsync(1, region.Line("R1", 1, 60));

        var folder = Directory.CreateTempSubdirectory("inkoop-backup-");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "data"), app.Folder);
        var block = string.Join('\n', Documents.Commands.Where(IsOfTheBackup).Select(command => command.Text));
        block.ShouldNotBeEmpty();
        await BashAsync(block, folder.FullName);

        // The backup in the place of the data, as after the loss of a machine.
        await app.StopAsync();
        Directory.Delete(app.Folder, recursive: true);
        Directory.Move(Path.Combine(folder.FullName, "backup"), app.Folder);
        await app.StartAsync();
        (await app.Client<ContractService.ContractServiceClient>(Role.Finance).GetContractAsync(new GetContractRequest { Number = "BEWAARD-1" })).Contract.Status.ShouldBe(ContractStatus.Signed);
        // The person behind the pseudonym can be read only with the keys.
        var disposition = (await app.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer).GetDispositionAsync(
            new GetDispositionRequest { DispositionId = region.Allocation.DispositionId, Purpose = "herstel" })).Disposition;
        disposition.Client.LastName.ShouldBe("Proefpersoon");
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static bool IsOfTheBackup(DocumentedCommand command) => command.Document == "README.md"
        && (command.Text.StartsWith("mkdir -p backup", StringComparison.Ordinal) || command.Text.StartsWith("for db in data/", StringComparison.Ordinal) || command.Text.StartsWith("for folder in data/", StringComparison.Ordinal));

    private static async Task BashAsync(string script, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
    }
}
