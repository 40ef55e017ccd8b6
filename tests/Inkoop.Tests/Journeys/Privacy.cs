using System.Text;
using Dapper;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Support;
using Inkoop.Wire.Dispositions.V1;
using Microsoft.Data.SqlClient;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Journeys;

/// <summary>After a full journey no BSN, name or birth date stands readable in any file: databases, write-ahead logs, spool files, backups, and nothing of it was logged.</summary>
public sealed class Privacy
{
    /// <summary>The SQL Server that the processes of the suite run on, when they do: then the databases are no files here.</summary>
    private static string? Server => Environment.GetEnvironmentVariable("Inkoop__Database") is { Length: > 0 } engine && engine != "sqlite" ? engine : null;

    private static readonly string[] secrets = ["999900006", "Proefpersoon", "2013-05-17", "Zoë"];

    [Fact]
    public async Task no_personal_data_outside_encrypted_columns()
    {
        var process = new OneProcess();
        try
        {
            await process.InitializeAsync();
            var region = new Region(process);
            await region.RegisterProviderAsync();
            await region.SignContractAsync("PRIV-1");
            var allocated = await region.AllocateAsync();
            (await region.DeclareAsync(1, region.Line("R1", 1, 1_020))).Status.ShouldBe(MessageStatus.Accepted);
            (await region.DeclareAsync(2, region.Line("R2", 2, 10, bsn: TestBsn.All().ElementAt(1)))).Status.ShouldBe(MessageStatus.Rejected);
            await region.SendAsync(Encoding.UTF8.GetBytes($"<kapot>{Region.Bsn}"), "kapot.xml");
            var officer = process.Client<DispositionService.DispositionServiceClient>(Role.ProcurementOfficer);
            var read = await officer.GetDispositionAsync(new GetDispositionRequest { DispositionId = allocated.Allocation.DispositionId, Purpose = "controle adres" });
            read.Disposition.Client.Bsn.ShouldBe(Region.Bsn);
            (await officer.ListDispositionsAsync(new ListDispositionsRequest { Bsn = Region.Bsn, Purpose = "controle adres" })).Dispositions.Count.ShouldBe(1);

            process.Kill(); // write-ahead logs stay as they are
            var files = Directory.GetFiles(process.Folder, "*", SearchOption.AllDirectories);
            if (Server is null)
                files.Length.ShouldBeGreaterThan(6);
            else
                foreach (var secret in secrets)
                    (await ColumnsWithAsync(Server, secret)).ShouldBeEmpty(secret);
            foreach (var file in files)
            {
                var content = await File.ReadAllBytesAsync(file);
                foreach (var secret in secrets)
                    content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{secret} in {Path.GetRelativePath(process.Folder, file)}");
            }

            foreach (var secret in secrets)
                process.Output.ShouldNotContain(line => line.Contains(secret));
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Every column of text or bytes, in every service's catalog, that has the secret readable in it.</summary>
    private static async Task<IReadOnlyList<string>> ColumnsWithAsync(string server, string secret)
    {
        var found = new List<string>();
        foreach (var service in SeparateProcesses.ServiceNames)
        {
            await using var connection = new SqlConnection(server.Replace("{service}", service, StringComparison.Ordinal));
            var columns = (await connection.QueryAsync<(string Table, string Column)>(
                "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE DATA_TYPE IN ('char', 'varchar', 'nchar', 'nvarchar', 'varbinary')")).AsList();
            foreach (var (table, column) in columns)
            {
                var count = await connection.ExecuteScalarAsync<int>(
                    $"SELECT COUNT(*) FROM [{table}] WHERE CHARINDEX(CAST(@secret AS varbinary(max)), CAST([{column}] AS varbinary(max))) > 0 OR CHARINDEX(CAST(@plain AS varbinary(max)), CAST([{column}] AS varbinary(max))) > 0",
                    new { secret, plain = new DbString { Value = secret, IsAnsi = true } });
                if (count > 0)
                    found.Add($"{service}.{table}.{column}");
            }
        }

        return found;
    }
}
