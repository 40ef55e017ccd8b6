using System.Text.Json;
using Inkoop.Ijw;
using Inkoop.Platform.Identity;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Indicators.V1;
using Inkoop.Wire.Providers.V1;
using Shouldly;
using Xunit;
using Region = Inkoop.Tests.Journeys.Region;

namespace Inkoop.Tests.CommandLine;

/// <summary>What the people of a region do with the command line, against the whole product in one process.</summary>
public sealed class CommandJourney(InkoopApp app) : IClassFixture<InkoopApp>, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task municipalities_are_loaded_once_however_often_it_is_asked()
    {
        var file = folder.File("gemeenten.csv", "\uFEFFgemeentecode;gemeentenaam;provincie;jeugdregio\r\n0014;Groningen;Groningen;Groningen\r\n1900;Súdwest-Fryslân;Friesland;Friesland\r\n");

        var first = await RunAsync(Role.ProcurementOfficer, "reference", "load", file, "--valid-from", "2026-01-01", "--json");
        first.ExitCode.ShouldBe(0, first.ToString());
        first.Json.GetProperty("added_count").GetInt64().ShouldBe(2);
        var again = await RunAsync(Role.ProcurementOfficer, "reference", "load", file, "--valid-from", "2026-01-01");
        again.ExitCode.ShouldBe(0, again.ToString());
        again.Output.ShouldContain("2 gemeenten per 2026-01-01");

        var reference = app.Client<ReferenceService.ReferenceServiceClient>(Role.ProcurementOfficer);
        var loaded = await reference.ListMunicipalitiesAsync(new ListMunicipalitiesRequest { AsOf = "2026-06-01" });
        loaded.Municipalities.Select(municipality => municipality.Name).ShouldContain("Súdwest-Fryslân");
    }

    [Fact]
    public async Task from_contract_to_settlement_by_command()
    {
        var region = new Region(app, "42420001");
        await region.RegisterProviderAsync("De Rivier");
        await region.SignContractAsync("CLI-1", agreements: [new KpiAgreement { IndicatorCode = "uitval", Norm = "0.10", Direction = KpiDirection.AtMost }]);
        var provider = "provider:" + region.AgbCode;

        await ShowContractAsync(region);
        var allocation = await AllocateAsync();
        await DeclareAsync(region, provider, allocation);
        await SettleAsync();
        await ExplainAsync();
        await RecordFactsAsync();
        await SubmitAsync(provider, region);
        await ReadLogAsync(region);
    }

    [Fact]
    public async Task what_a_role_may_not_do_is_refused_with_exit_code_1()
    {
        var denied = await RunAsync(Role.CouncilReader + ":0957", "replay", "contracts", "register", "--json");
        denied.ExitCode.ShouldBe(1);
        denied.Json.GetProperty("error").GetProperty("status").GetString().ShouldBe("permission_denied");

        var missing = await RunAsync(Role.ProcurementOfficer, "contract", "show", "BESTAAT-NIET");
        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldContain("contract_not_found");
        missing.Error.ShouldContain("Wat nu:");

        var badToken = await CommandRun.OfAsync(new Dictionary<string, string> { ["INKOOP_TOKEN"] = "niet.echt.getekend" }, "", "contract", "list", "--url", app.GrpcAddress.ToString());
        badToken.ExitCode.ShouldBe(1);
        badToken.Error.ShouldContain("token_invalid");
    }

    private async Task ShowContractAsync(Region region)
    {
        var list = await RunAsync(Role.ProcurementOfficer, "contract", "list", "--search", "CLI-1");
        list.Output.ShouldContain("CLI-1");
        list.Output.ShouldContain("De Rivier");
        var byNumber = await RunAsync(Role.ProcurementOfficer, "contract", "show", "CLI-1", "--json");
        var byId = await RunAsync(Role.ProcurementOfficer, "contract", "show", region.Contract.ContractId, "--json");
        byNumber.ExitCode.ShouldBe(0, byNumber.ToString());
        byId.Output.ShouldBe(byNumber.Output);
        (await RunAsync(Role.ProcurementOfficer, "contract", "show", "CLI-1")).Output.ShouldContain("1,45");
    }

    private async Task<JsonElement> AllocateAsync()
    {
        var json = AllocationFileTests.Json.Replace("JH-2026-001", "CLI-1", StringComparison.Ordinal).Replace("B-1", "CLI-B-1", StringComparison.Ordinal);
        var first = await CommandRun.OnAsync(app, Role.ProcurementOfficer, json, "allocate", "-", "--out", folder.Path, "--json");
        first.ExitCode.ShouldBe(0, first.ToString());
        var allocation = first.Json.GetProperty("allocation").Clone();
        var file = first.Json.GetProperty("file").GetString()!;
        (await File.ReadAllTextAsync(file)).ShouldContain("999900006");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var again = await RunAsync(Role.ProcurementOfficer, "allocate", folder.File("toewijzing.json", json));
        again.ExitCode.ShouldBe(0, again.ToString());
        again.Output.ShouldContain($"Toewijzing {allocation.GetProperty("number").GetInt64()} ");
        foreach (var personal in new[] { "999900006", "Proefpersoon", "Zoë" })
            (first.Output + first.Error + again.Output + again.Error).ShouldNotContain(personal);
        return allocation;
    }

    private async Task DeclareAsync(Region region, string provider, JsonElement allocation)
    {
        var good = folder.File("goed.xml", Declaration(region, allocation, "C1", "R1", minutes: 1_020, tariffCents: 145));
        var sent = await RunAsync(provider, "messages", "send", good, "--out", folder.Path, "--json");
        sent.ExitCode.ShouldBe(0, sent.ToString());
        var result = sent.Json.GetProperty("results")[0];
        result.GetProperty("message").GetProperty("allowed_cents").GetInt64().ShouldBe(147_900);
        File.ReadAllText(result.GetProperty("answer_file").GetString()!).ShouldContain("JW325", Case.Insensitive);

        var again = await RunAsync(provider, "messages", "send", good, "--json");
        again.Json.GetProperty("results")[0].GetProperty("message").GetProperty("message_id").GetString().ShouldBe(result.GetProperty("message").GetProperty("message_id").GetString());

        var dear = folder.File("duur.xml", Declaration(region, allocation, "C2", "R2", minutes: 10, tariffCents: 148));
        var rejected = await RunAsync(provider, "messages", "send", good, dear);
        rejected.ExitCode.ShouldBe(2, rejected.ToString());
        rejected.Output.ShouldContain("0611");
        rejected.Output.ShouldContain("afgekeurd");

        var missing = await RunAsync(provider, "messages", "send", good, Path.Combine(folder.Path, "weg.xml"));
        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldContain("file_missing");
        (await RunAsync(provider, "messages", "list", "--kind", "jw323", "--json")).Json.GetProperty("total_count").GetInt64().ShouldBe(2);
    }

    private async Task SettleAsync()
    {
        var settlement = await Eventually.GetsAsync(
            () => RunAsync(Role.Finance, "settlement", "show", "CLI-1", "--year", "2026", "--explain"), run => run.Output.Contains("1 regels", StringComparison.Ordinal));
        settlement.ExitCode.ShouldBe(0, settlement.ToString());
        settlement.Output.ShouldContain("€ 1.479,00");
        settlement.Output.ShouldContain("Nageteld: alle 5 knopen van de opbouw tellen op tot € 1.479,00");
        var json = await RunAsync(Role.Finance, "settlement", "show", "CLI-1", "--from", "2026-01-01", "--until", "2026-01-31", "--json");
        json.Json.GetProperty("recount").GetProperty("adds_up").GetBoolean().ShouldBeTrue();
        json.Json.GetProperty("settlement").GetProperty("total_cents").GetInt64().ShouldBe(147_900);
        var half = await RunAsync(Role.Finance, "settlement", "show", "CLI-1", "--from", "2026-01-02", "--until", "2026-01-31");
        half.Error.ShouldContain("not_first_of_month");
    }

    private async Task ExplainAsync()
    {
        var whole = await RunAsync(Role.Finance, "settlement", "explain", "CLI-1", "--year", "2026", "--depth", "9");
        whole.ExitCode.ShouldBe(0, whole.ToString());
        whole.Output.ShouldContain("0/0/0/0  € 1.479,00  Prestatie");
        whole.Output.ShouldContain("Nageteld: 5 bedragen, samen € 1.479,00");
        var part = await RunAsync(Role.Finance, "settlement", "explain", "CLI-1", "--year", "2026", "--path", "0/0", "--json");
        part.Json.GetProperty("titles").GetArrayLength().ShouldBe(3);
        part.Json.GetProperty("node").GetProperty("children")[0].GetProperty("child_count").GetInt32().ShouldBe(1);
        part.Json.GetProperty("recount").GetProperty("adds_up").GetBoolean().ShouldBeTrue();
        (await RunAsync(Role.Finance, "settlement", "explain", "CLI-1", "--year", "2026", "--path", "0/7")).Error.ShouldContain("path[1]");
        var before = await RunAsync(Role.Finance, "settlement", "show", "CLI-1", "--year", "2026", "--as-of", "2020-01-01");
        before.Error.ShouldContain("contract_not_signed");

        var file = folder.File("scenario.json", """[{"name": "taak", "funding": {"task_based": {"reference_volume": 2, "annual_budget_cents": 1000000}}}]""");
        var whatIf = await RunAsync(Role.Finance, "settlement", "whatif", "CLI-1", "--year", "2026", "--file", file, "--youths", "1.10", "--price", "1.05", "--json");
        whatIf.ExitCode.ShouldBe(0, whatIf.ToString());
        whatIf.Json.GetProperty("what_if").GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("total_cents").GetInt64()).ShouldBe([147_900, 1_000_000, 170_825]);
        (await RunAsync(Role.Finance, "settlement", "whatif", "CLI-1", "--year", "2026", "--youths", "1.10")).Output.ShouldContain("jeugdigen × 1,10");
        var compare = await RunAsync(Role.Finance, "settlement", "compare", "CLI-1", "--year", "2026");
        compare.ExitCode.ShouldBe(0, compare.ToString());
        compare.Output.ShouldContain("te klein");
        compare.Output.ShouldContain("de delen zijn samen € 1.479,00");
    }

    private async Task RecordFactsAsync()
    {
        var file = folder.File("feiten.json", """[{"population": {"municipality_code": "0957", "year": 2026, "inhabitants": 58000, "youths": 9900}}, {"contract": "CLI-1", "breach": {"reason": "Te laat", "on": "2026-02-01", "months": 1, "share": "0.05"}}]""");
        var recorded = await RunAsync(Role.Finance, "facts", "record", file, "--json");
        recorded.ExitCode.ShouldBe(0, recorded.ToString());
        var breach = recorded.Json.GetProperty("facts")[1].GetProperty("fact_id").GetString()!;
        (await RunAsync(Role.Finance, "facts", "record", file, "--json")).Json.GetProperty("facts")[1].GetProperty("fact_id").GetString().ShouldBe(breach);
        (await RunAsync(Role.Finance, "facts", "list", "--kind", "population")).Output.ShouldContain("jeugdigen 9.900");
        (await RunAsync(Role.Finance, "facts", "list", "CLI-1")).Output.ShouldContain("tekortkoming");
        (await RunAsync(Role.Finance, "settlement", "show", "CLI-1", "--year", "2026")).Output.ShouldContain("Korting wegens tekortkoming");
        var withdrawn = await RunAsync(Role.Finance, "facts", "withdraw", breach, "--reason", "Toch op tijd");
        withdrawn.ExitCode.ShouldBe(0, withdrawn.ToString());
        withdrawn.Output.ShouldContain("Toch op tijd");
        var wrong = folder.File("fout.json", """{"contract": "CLI-1", "advance": {"on": "2026-02-01", "cents": 5}}""");
        (await RunAsync(Role.Finance, "facts", "record", wrong)).Error.ShouldContain("model_mismatch");
        (await RunAsync(Role.Finance, "facts", "record", folder.File("kapot.json", """{"volume": {"jaar": 2026}}"""))).Error.ShouldContain("json_invalid");
    }

    private async Task SubmitAsync(string provider, Region region)
    {
        var due = await Eventually.GetsAsync(() => RunAsync(provider, "indicators", "due", "--quarter", "2026-Q1"), run => run.Output.Contains("CLI-1", StringComparison.Ordinal));
        due.Output.ShouldContain("1 van 1 nog aan te leveren");

        var file = folder.File("cijfers.csv", "\uFEFFcontract;indicator;quarter;numerator;denominator\r\nCLI-1;uitval;2026-Q1;4;21\r\nCLI-1;uitval;2026-Q1;veel;21\r\nCLI-1;uitval;2026-Q1;22;21\r\n");
        var dry = await RunAsync(provider, "indicators", "submit", file, "--dry-run");
        dry.ExitCode.ShouldBe(2, dry.ToString());
        dry.Output.ShouldContain("Er is niets vastgelegd");
        dry.Output.ShouldContain("number_invalid");
        dry.Output.ShouldContain("numerator_above_denominator");
        (await StoredAsync(region)).ShouldBe(0);

        var sent = await RunAsync(provider, "indicators", "submit", file, "--json");
        sent.ExitCode.ShouldBe(2, sent.ToString());
        sent.Json.GetProperty("accepted_count").GetInt32().ShouldBe(1);
        sent.Json.GetProperty("rejected_count").GetInt32().ShouldBe(2);
        (await RunAsync(provider, "indicators", "submit", folder.File("weer.csv", "contract,indicator,quarter,numerator,denominator\nCLI-1,uitval,2026-Q1,4,21\n"))).ExitCode.ShouldBe(0);
        (await StoredAsync(region)).ShouldBe(1);

        var review = await Eventually.GetsAsync(() => RunAsync(Role.ContractManager, "review", "show", "CLI-1", "2026-Q1"), run => run.ExitCode == 0 && run.Output.Contains("1.479,00", StringComparison.Ordinal));
        review.Output.ShouldContain("nog niet ondertekend");
    }

    private async Task<long> StoredAsync(Region region) =>
        (await app.Client<IndicatorService.IndicatorServiceClient>(Role.Provider, region.AgbCode).ListSubmissionsAsync(new ListSubmissionsRequest { ContractId = region.Contract.ContractId, AllVersions = true })).TotalCount;

    private async Task ReadLogAsync(Region region)
    {
        var events = await RunAsync(Role.Auditor, "events", "contract/CLI-1", "--json");
        events.ExitCode.ShouldBe(0, events.ToString());
        events.Json.GetProperty("events").EnumerateArray().Select(logged => logged.GetProperty("type").GetString()).ShouldContain("ContractSigned");
        events.Json.GetProperty("events")[0].GetProperty("subject").GetString().ShouldBe("contract/" + region.Contract.ContractId);

        var projections = await RunAsync(Role.Operator, "replay", "contracts", "--json");
        var name = projections.Json.GetProperty("projections")[0].GetProperty("name").GetString()!;
        var replayed = await RunAsync(Role.Operator, "replay", "contracts", name);
        replayed.ExitCode.ShouldBe(0, replayed.ToString());
        replayed.Output.ShouldContain("gelijk gebleven");
    }

    private static byte[] Declaration(Region region, JsonElement allocation, string identification, string reference, int minutes, long tariffCents)
    {
        var line = region.Line(reference, 1, minutes, tariffCents) with { AllocationNumber = (int)allocation.GetProperty("number").GetInt64() };
        using var file = new MemoryStream();
        IjwWriter.Write(file, new DeclarationHead
        {
            Header = new MessageHeader { Sender = region.AgbCode, Receiver = Region.Municipality, Identification = identification, DatedOn = new DateOnly(2026, 5, 1) },
            Number = "D" + identification,
            Period = new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)),
            DatedOn = new DateOnly(2026, 5, 1),
            Total = SignedAmount.Of(line.Amount.Signed),
        }, [line]);
        return file.ToArray();
    }

    private Task<CommandRun> RunAsync(string role, params string[] args) => CommandRun.OnAsync(app, role, "", args);
}
