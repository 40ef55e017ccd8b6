using Inkoop.Platform.Identity;
using Inkoop.Tests.Contracts;
using Inkoop.Wire.Contracts.V1;
using Shouldly;
using Xunit;
using static Inkoop.Tests.Money.Payments.PaymentsApp;

namespace Inkoop.Tests.Money.Payments;

/// <summary>A provider that says that too little was settled: it claims what is missing, and no payment changes until that was agreed on.</summary>
[Collection("payments")]
public class ClaimTests(PaymentsApp app)
{
    private const long Settled = 22_680;

    private async Task<(Contract Contract, string Reference)> OneLineAsync()
    {
        var contract = await app.ContractAsync(contract => contract.Products[0].Tariffs[0].RateEur = "1.89");
        var reference = ContractsApp.Unique("R");
        await app.JudgeAsync(contract, app.Line(contract, reference, 1, 120));
        return (contract, reference);
    }

    private async Task<Dispute> ClaimAsync(Contract contract, string reference, long cents = 5_000, DisputeDirection direction = DisputeDirection.Unspecified, string role = Role.Provider) =>
        (await app.Payments(role, role == Role.Provider ? contract.ProviderId : "").OpenDisputeAsync(new OpenDisputeRequest
        {
            RequestId = ContractsApp.Unique("claim"),
            ContractId = contract.ContractId,
            Key = $"line/{reference}",
            MunicipalityCode = "0957",
            DisputedCents = cents,
            Reason = "De reistijd is niet meegenomen",
            Evidence = "Brief 12",
            Direction = direction,
        })).Dispute;

    private async Task<Dispute> ResolveAsync(Dispute claim, Action<ResolveDisputeRequest> how, string role = Role.ContractManager)
    {
        var request = new ResolveDisputeRequest { RequestId = ContractsApp.Unique("resolve"), DisputeId = claim.DisputeId, ExpectedVersion = claim.Version, Note = "Nagezocht" };
        how(request);
        return (await app.Payments(role).ResolveDisputeAsync(request)).Dispute;
    }

    private Task<Dispute> AgreeAsync(Dispute claim, long cents, string role = Role.ContractManager) => ResolveAsync(claim, request =>
    {
        request.Resolution = DisputeResolution.Agreed;
        request.Correction = DisputeCorrection.Amount;
        request.AgreedCents = cents;
        request.AgreedWith = "Bestuurder van de aanbieder";
    }, role);

    [Fact]
    public async Task what_a_provider_claims_holds_nothing_back_and_stands_beside_the_other_amounts()
    {
        var (contract, reference) = await OneLineAsync();
        var proposed = await app.ProposeAsync(contract);
        var claim = await ClaimAsync(contract, reference);
        (claim.Direction, claim.IsOpen, claim.Evidence).ShouldBe((DisputeDirection.TooLittle, true, "Brief 12"));

        // The proposal of before the claim stands, and pays all that is settled.
        (await app.ApproveAsync(proposed)).ShouldSatisfyAllConditions(run => run.TotalCents.ShouldBe(Settled), run => run.DisputedCents.ShouldBe(0));
        await app.NothingIsOpenAsync(contract);
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.DueCents.ShouldBe(Settled), row => row.ApprovedCents.ShouldBe(Settled),
            row => row.DisputedCents.ShouldBe(0), row => row.OpenCents.ShouldBe(0), row => row.ClaimedCents.ShouldBe(5_000));
        var listed = await app.Payments().ListDisputesAsync(new ListDisputesRequest { ContractId = contract.ContractId, OpenOnly = true, Direction = DisputeDirection.TooLittle });
        (listed.TotalCount, listed.TotalCents).ShouldBe((1L, 5_000L));
        (await app.Payments().ListDisputesAsync(new ListDisputesRequest { ContractId = contract.ContractId, Direction = DisputeDirection.TooMuch })).TotalCount.ShouldBe(0);
        (await app.Payments().ListDisputesAsync(new ListDisputesRequest { DisputeId = claim.DisputeId })).Disputes.ShouldHaveSingleItem().ShouldBe(claim);
    }

    [Fact]
    public async Task an_agreed_amount_is_paid_once_as_a_correction_by_a_run_that_somebody_else_approves()
    {
        var (contract, reference) = await OneLineAsync();
        await app.PaidAsync(contract);
        var agreed = await AgreeAsync(await ClaimAsync(contract, reference), 4_000, Role.Finance);
        (agreed.Resolution, agreed.AgreedCents, agreed.AgreedWith, agreed.Correction).ShouldBe(("agreed", 4_000L, "Bestuurder van de aanbieder", DisputeCorrection.Amount));

        var proposed = await app.ProposeAsync(contract);
        Reason(await ContractsApp.RefusedAsync(() => app.ApproveAsync(proposed, Role.Finance))).ShouldBe("same_person");
        (await app.ApproveAsync(proposed, Role.ContractManager)).TotalCents.ShouldBe(4_000);
        (await app.LinesAsync(proposed)).ShouldHaveSingleItem().Key.ShouldBe($"correction/line/{reference}");
        await app.NothingIsOpenAsync(contract);
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.DueCents.ShouldBe(Settled + 4_000),
            row => (row.PaidCents + row.ApprovedCents).ShouldBe(Settled + 4_000), row => row.OpenCents.ShouldBe(0), row => row.ClaimedCents.ShouldBe(0));

        // The region can dispute the correction, and a second claim adds to it.
        await AgreeAsync(await ClaimAsync(contract, reference), 1_000);
        (await app.PaidAsync(contract)).TotalCents.ShouldBe(1_000);
    }

    [Theory]
    [InlineData(DisputeResolution.Dismissed, DisputeCorrection.Unspecified, "dismissed")]
    [InlineData(DisputeResolution.Agreed, DisputeCorrection.NewLine, "agreed")]
    [InlineData(DisputeResolution.Agreed, DisputeCorrection.Fact, "agreed")]
    public async Task what_brings_no_amount_changes_no_payment(DisputeResolution resolution, DisputeCorrection correction, string said)
    {
        var (contract, reference) = await OneLineAsync();
        var proposed = await app.ProposeAsync(contract);
        var resolved = await ResolveAsync(await ClaimAsync(contract, reference), request =>
        {
            request.Resolution = resolution;
            request.Correction = correction;
            request.AgreedWith = correction == DisputeCorrection.Unspecified ? "" : "Directie";
        });
        (resolved.Resolution, resolved.Correction, resolved.AgreedCents).ShouldBe((said, correction, 0L));
        (await app.ApproveAsync(proposed)).TotalCents.ShouldBe(Settled);
        (await app.StatementAsync(contract)).ShouldHaveSingleItem().ClaimedCents.ShouldBe(0);
    }

    [Fact]
    public async Task who_says_what_and_how_it_ends_is_judged_at_its_field()
    {
        var (contract, reference) = await OneLineAsync();
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => ClaimAsync(contract, reference, direction: DisputeDirection.TooLittle, role: Role.Finance))).ShouldBe(["direction not_the_provider"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => ClaimAsync(contract, "bestaat-niet"))).ShouldBe(["key amount_unknown"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => ClaimAsync(contract, reference, 1_000_000_000_001))).ShouldBe(["disputed_cents out_of_range"]);
        // More than the amount itself may be missing, and the region may at the same time say that it is too much.
        var claim = await ClaimAsync(contract, reference, 10 * Settled);
        Reason(await ContractsApp.RefusedAsync(() => ClaimAsync(contract, reference))).ShouldBe("dispute_open");
        var dispute = await ClaimAsync(contract, reference, 100, role: Role.Finance);
        dispute.Direction.ShouldBe(DisputeDirection.TooMuch);

        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => AgreeAsync(claim, 10 * Settled + 1))).ShouldBe(["agreed_cents out_of_range"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => AgreeAsync(claim, 0))).ShouldBe(["agreed_cents out_of_range"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => ResolveAsync(claim, request => request.Resolution = DisputeResolution.Upheld))).ShouldBe(["resolution not_of_direction"]);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => ResolveAsync(claim, request => request.Resolution = DisputeResolution.Agreed))).ShouldBe(["correction required", "agreed_with required"], ignoreOrder: true);
        ContractsApp.Faults(await ContractsApp.RefusedAsync(() => AgreeAsync(dispute, 50))).ShouldBe(["resolution not_of_direction"]);
    }
}
