using Inkoop.Cli.Commands;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Tests.Money.Payments;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.CommandLine;

/// <summary>Paying from the command line, as finance does it.</summary>
[Collection("payments")]
public sealed class PaymentCommandTests(PaymentsApp app) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task from_proposal_to_payment_file_and_back()
    {
        var contract = await app.ContractAsync();
        var (first, second) = (ContractsApp.Unique("R"), ContractsApp.Unique("R"));
        await app.JudgeAsync(contract, app.Line(contract, first, 1, 1_020), app.Line(contract, second, 2, 1_000, municipality: "1641"));

        var opened = await RunAsync(Role.Finance, "disputes", "open", contract.Number, $"line/{first}", "--municipality", "0957", "--amount", "100,00", "--reason", "Klopt niet", "--json");
        opened.ExitCode.ShouldBe(0, opened.ToString());
        opened.Json.GetProperty("dispute").GetProperty("disputed_cents").GetInt64().ShouldBe(10_000);

        var proposed = await RunAsync(Role.ProcurementOfficer, "payments", "propose", "--year", "2025", "--contract", contract.Number, "--json");
        proposed.ExitCode.ShouldBe(0, proposed.ToString());
        proposed.Json.GetProperty("adds_up").GetBoolean().ShouldBeTrue();
        proposed.Json.GetProperty("run").GetProperty("until").GetString().ShouldBe("2025-12-31");
        var run = proposed.Json.GetProperty("run").GetProperty("run_id").GetString()!;

        var same = await RunAsync(Role.ProcurementOfficer, "payments", "approve", run);
        same.ExitCode.ShouldBe(1);
        var approved = await RunAsync(Role.Finance, "payments", "approve", run);
        approved.ExitCode.ShouldBe(0, approved.ToString());
        approved.Output.ShouldContain("€ 2.829,00");
        approved.Output.ShouldContain("goedgekeurd door demo:financiën");
        var today = Wire.WireText.Day(Wire.DutchDay.Of(TimeProvider.System.GetUtcNow()));
        (await RunAsync(Role.Finance, "payments", "paid", run, "--on", today)).Output.ShouldContain(today);
        (await RunAsync(Role.Finance, "payments", "show", run)).Output.ShouldContain("betaald");
        (await RunAsync(Role.Auditor, "payments", "list", "--year", "2025", "--status", "paid")).Output.ShouldContain(run);

        var path = Path.Combine(folder.Path, "betaling.csv");
        var written = await RunAsync(Role.Finance, "payments", "lines", run, "--csv", path, "--json");
        written.ExitCode.ShouldBe(0, written.ToString());
        written.Json.GetProperty("total_cents").GetInt64().ShouldBe(282_900);
        var rows = await File.ReadAllLinesAsync(path);
        rows.Length.ShouldBe(3);
        rows[1].ShouldContain($";line/{first};1479,00;0,00;100,00;1379,00;nee;{run}");
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
        (await RunAsync(Role.Finance, "payments", "lines", "--contract", contract.Number, "--municipality", "1641")).Output.ShouldContain("Samen € 1.450,00.");

        var statement = await RunAsync(Role.Finance, "statement", "2025", "--provider", contract.ProviderId);
        statement.Output.ShouldContain("Verschuldigd € 2.929,00, betaald € 2.829,00, in betaling € 0,00, betwist € 100,00, open € 0,00.");
        var dispute = opened.Json.GetProperty("dispute").GetProperty("dispute_id").GetString()!;
        (await RunAsync(Role.ContractManager, "disputes", "resolve", dispute, "--dismissed", "--note", "Nagezocht")).Output.ShouldContain("ongegrond verklaard");
        (await RunAsync(Role.Finance, "disputes", "list", "--contract", contract.Number)).Output.ShouldContain("ongegrond verklaard");

        (await RunAsync(Role.Finance, "payments", "reverse", run, "--reason", "Teruggestort")).ExitCode.ShouldBe(1);
        var reversed = await RunAsync(Role.ContractManager, "payments", "reverse", run, "--reason", "Teruggestort");
        reversed.Output.ShouldContain("teruggedraaid");
        (await RunAsync(Role.ProcurementOfficer, "payments", "propose", "--year", "2025", "--until", "2025-01-31", "--contract", contract.Number)).Output.ShouldContain("€ 1.479,00");
        (await RunAsync(Role.Finance, "municipalities", "2025")).Output.ShouldContain("0957");
    }

    [Theory]
    [InlineData("100", 10_000)]
    [InlineData("100,5", 10_050)]
    [InlineData("€ 0.01", 1)]
    public void an_amount_is_read_as_people_write_it(string text, long cents) => DisputeCommands.Cents(text).ShouldBe(cents);

    [Theory]
    [InlineData("1.250,00")]
    [InlineData("1.250")]
    [InlineData("0,001")]
    [InlineData("-5")]
    [InlineData("veel")]
    public void what_could_be_two_amounts_is_refused(string text) => Should.Throw<Cli.Problem>(() => DisputeCommands.Cents(text));

    private Task<CommandRun> RunAsync(string role, params string[] args) => CommandRun.OnAsync(app, role, "", args);
}
