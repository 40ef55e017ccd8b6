using Inkoop.Platform.Identity;
using Inkoop.Tests.Dispositions;
using Inkoop.Tests.Journeys;
using Inkoop.Tests.Support;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Dispositions.V1;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Upgrade;

/// <summary>A data folder of an earlier release upgrades at its first start: the same settlements to the cent, the same reviews, the same logs.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string Provider = "65656055";
    private const string Bsn = "999900006";
    private readonly InkoopApp app = new();

    public async Task InitializeAsync()
    {
        // Events may still be under way when the host stops: they are delivered after the next start.
        app.ExpectedErrors.Add("TaskCanceledException");
        EarlierRelease.UnpackInto(app.Folder);
        await app.InitializeAsync();
    }

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task it_answers_the_same_and_a_second_start_changes_nothing()
    {
        await EarlierRelease.StandsAsync(app);
        await Rebuilds.EqualWhatGrewLiveAsync(app);
        var first = await LogsAsync();
        await app.RestartAsync();
        await EarlierRelease.StandsAsync(app);
        string.Join('\n', (await LogsAsync()).Except(first)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_was_begun_before_goes_on()
    {
        await EarlierRelease.WorkedThroughAsync(app);
        var payments = app.Client<PaymentService.PaymentServiceClient>(Role.Finance);
        var proposed = (await payments.ListPaymentRunsAsync(new ListPaymentRunsRequest { Status = PaymentRunStatus.Proposed })).Runs.ShouldHaveSingleItem();
        var approval = new ApprovePaymentRunRequest { RequestId = "approve", RunId = proposed.RunId, ExpectedVersion = proposed.Version };
        var approved = (await payments.ApprovePaymentRunAsync(approval)).Run;
        (approved.Status, approved.TotalCents).ShouldBe((PaymentRunStatus.Approved, proposed.TotalCents));
        // The discount of a breach, which the release that proposed the run took off nothing, and the tier that a stay kept after a move: the next run takes them.
        (await payments.GetYearStatementAsync(new GetYearStatementRequest { Year = 2025 })).OpenCents.ShouldBe(-382_880);

        var buying = new Buying(app, Provider);
        var contracts = app.Client<ContractService.ContractServiceClient>(Role.ProcurementOfficer);
        var contract = (await contracts.GetContractAsync(new GetContractRequest { Number = "JH-2026-PQ" })).Contract;
        var allocated = new ListAllocationsRequest { ContractId = contract.ContractId, MunicipalityCode = buying.Municipality };
        var allocation = (await buying.Officer.ListAllocationsAsync(allocated)).Allocations.ShouldHaveSingleItem();
        var before = await SettledAsync(contract);
        var sent = await buying.SendAsync(buying.Declaration("NA", 3, buying.Line(allocation, "NA-1", 3, 1_000, cents: 155, bsn: Bsn)));
        var judged = await buying.JudgedAsync(sent.MessageId);
        (judged.Status, judged.AllowedCents).ShouldBe((MessageStatus.Accepted, 155_000L));
        await Eventually.GetsAsync(() => SettledAsync(contract), cents => cents == before + 155_000);
    }

    private async Task<long> SettledAsync(Contract contract)
    {
        var asked = new GetSettlementRequest { ContractId = contract.ContractId, From = contract.StartsOn, Until = contract.EndsOn };
        return (await app.Client<SettlementService.SettlementServiceClient>(Role.Finance).GetSettlementAsync(asked)).Settlement.SettledCents;
    }

    private async Task<IReadOnlyList<string>> LogsAsync()
    {
        var lines = new List<string>();
        foreach (var service in EarlierRelease.Services)
            lines.AddRange((await EarlierRelease.LogAsync(app, service)).Select(line => $"{service} {line}"));
        return lines;
    }
}
