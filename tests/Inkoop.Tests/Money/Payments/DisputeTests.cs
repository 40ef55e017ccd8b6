using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.PaymentsApp;

namespace Inkoop.Tests.Money.Payments;

[Collection("payments")]
public class DisputeTests(PaymentsApp app)
{
    private async Task<(Contract Contract, string Reference)> OneLineAsync()
    {
        var contract = await app.ContractAsync();
        var reference = ContractsApp.Unique("R");
        await app.JudgeAsync(contract, app.Line(contract, reference, 1, 1_020));
        return (contract, reference);
    }

    private async Task<Dispute> OpenAsync(Contract contract, string reference, long cents, string role = Role.Finance) =>
        (await app.Payments(role, role == Role.Provider ? contract.ProviderId : "").OpenDisputeAsync(new OpenDisputeRequest
        {
            RequestId = ContractsApp.Unique("dispute"),
            ContractId = contract.ContractId,
            Key = $"line/{reference}",
            MunicipalityCode = "0957",
            DisputedCents = cents,
            Reason = "Het aantal minuten klopt niet",
            Direction = DisputeDirection.TooMuch,
        })).Dispute;

    private async Task<Dispute> ResolveAsync(Dispute dispute, DisputeResolution resolution) =>
        (await app.Payments(Role.ContractManager).ResolveDisputeAsync(new ResolveDisputeRequest { RequestId = ContractsApp.Unique("resolve"), DisputeId = dispute.DisputeId, ExpectedVersion = dispute.Version, Resolution = resolution, Note = "Nagezocht" })).Dispute;

    [Fact]
    public async Task the_undisputed_part_is_paid_and_the_rest_after_dismissal()
    {
        var (contract, reference) = await OneLineAsync();
        var dispute = await OpenAsync(contract, reference, 10_000);
        (dispute.IsOpen, dispute.Year, dispute.ContractNumber).ShouldBe((true, 2025, contract.Number));
        var run = await app.PaidAsync(contract);
        (run.TotalCents, run.DisputedCents).ShouldBe((137_900L, 10_000L));
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.DueCents.ShouldBe(147_900), row => row.PaidCents.ShouldBe(137_900), row => row.DisputedCents.ShouldBe(10_000), row => row.OpenCents.ShouldBe(0));
        await app.NothingIsOpenAsync(contract);

        var dismissed = await ResolveAsync(dispute, DisputeResolution.Dismissed);
        (dismissed.IsOpen, dismissed.Resolution).ShouldBe((false, "dismissed"));
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(10_000);
        await app.NothingIsOpenAsync(contract);
    }

    [Fact]
    public async Task found_right_it_stays_unpaid_until_the_line_is_corrected()
    {
        var (contract, reference) = await OneLineAsync();
        var dispute = await OpenAsync(contract, reference, 10_000, Role.Provider);
        await app.PaidAsync(contract);
        await ResolveAsync(dispute, DisputeResolution.Upheld);
        await app.NothingIsOpenAsync(contract);

        // 1,020 minutes are credited and 951 declared instead: what was paid is 137,900 and what is owed 137,895.
        await app.JudgeAsync(contract, app.Line(contract, ContractsApp.Unique("R"), 1, 1_020, credits: reference), app.Line(contract, ContractsApp.Unique("R"), 1, 951));
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(137_895 - 137_900);
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.DueCents.ShouldBe(137_895), row => row.PaidCents.ShouldBe(137_895), row => row.DisputedCents.ShouldBe(0));
    }

    [Fact]
    public async Task a_dispute_makes_a_proposal_outdated()
    {
        var (contract, reference) = await OneLineAsync();
        var proposed = await app.ProposeAsync(contract);
        await OpenAsync(contract, reference, 10_000);
        Reason(await ContractsApp.RefusedAsync(() => app.ApproveAsync(proposed))).ShouldBe("proposal_outdated");
    }

    [Fact]
    public async Task no_more_than_the_amount_and_one_at_a_time()
    {
        var (contract, reference) = await OneLineAsync();
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => OpenAsync(contract, reference, 147_901))).ShouldBe(["disputed_cents out_of_range"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => OpenAsync(contract, "bestaat-niet", 1))).ShouldBe(["key amount_unknown"]);
        var dispute = await OpenAsync(contract, reference, 147_900);
        Reason(await ContractsApp.RefusedAsync(() => OpenAsync(contract, reference, 1))).ShouldBe("dispute_open");
        await ResolveAsync(dispute, DisputeResolution.Dismissed);
        Reason(await ContractsApp.RefusedAsync(() => ResolveAsync(new Dispute(dispute) { Version = 2 }, DisputeResolution.Upheld))).ShouldBe("dispute_resolved");
        await OpenAsync(contract, reference, 1);
        (await app.Payments().ListDisputesAsync(new ListDisputesRequest { ContractId = contract.ContractId })).TotalCount.ShouldBe(2);
        (await app.Payments(Role.Provider, contract.ProviderId).ListDisputesAsync(new ListDisputesRequest { OpenOnly = true })).Disputes.ShouldHaveSingleItem().DisputedCents.ShouldBe(1);
    }
}
