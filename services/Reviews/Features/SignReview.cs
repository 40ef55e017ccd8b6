using Google.Protobuf;
using Grpc.Core;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Rpc;
using Inkoop.Reviews.Packs;
using Inkoop.Wire;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;
using Inkoop.Wire.Reviews.V1;

namespace Inkoop.Reviews;

// Signing (ondertekenen) for one side. The provider may add a counter-view (zienswijze). With the second signature the pack is frozen
// in the same transaction: what both signed is exactly what is stored and sealed.
public sealed partial class ReviewRpc
{
    public override Task<SignReviewReply> SignReview(SignReviewRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var side = caller.IsProvider ? Side.Provider : Side.Buyer;
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        var quarter = CheckQuarter(check, request.Quarter);
        var signedBy = CheckText(check, request.SignedBy, "signed_by", 1, 100);
        var counterView = CheckText(check, request.CounterView, "counter_view", 0, 2_000);
        check.That(side == Side.Provider || counterView.Length == 0, "counter_view", "provider_only", "Alleen de aanbieder geeft een zienswijze.");
        check.ThrowIfAny();

        return database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var contract = await ReachAsync(work.Connection, work.Transaction, caller, contractId, quarter);
            var facts = await PackReader.FactsAsync(work.Connection, work.Transaction, contract, quarter);
            var content = Pack.Build(facts, quarter, Today()).ContentDigest;
            var before = facts.Review;
            var signed = Signing.Sign(before, side, request.ExpectedVersion, signedBy, counterView.Length > 0 ? counterView : null, content, request.ContentDigest, quarter, Today(), work.Now);
            await StoreAsync(work, contractId, quarter, before, signed);
            work.Emit($"review/{contractId}/{quarter}", 0, new ReviewSigned
            {
                ContractId = contractId,
                Quarter = quarter.ToString(),
                Side = side == Side.Buyer ? "buyer" : "provider",
                SignedBy = signedBy,
                CounterView = side == Side.Provider ? signed.CounterView : null,
                SignedAt = work.Now,
            });
            if (Signing.Complete(signed, content))
                await FreezeAsync(work, facts with { Review = signed }, quarter);
            return new SignReviewReply { Review = await ReadAsync(work.Connection, work.Transaction, contract, quarter) };
        });
    }

    private async Task FreezeAsync(UnitOfWork work, PackFacts facts, Quarter quarter)
    {
        var contract = facts.Contract;
        var pack = Pack.Build(facts, quarter, Today());
        var (content, digest) = FrozenPack.Seal(pack);
        var summary = Summary.Of(pack).ToByteArray();
        await work.ExecuteAsync(Freeze, new { contract.ContractId, quarter = quarter.ToString(), content, summary, digest });
        work.Emit($"review/{contract.ContractId}/{quarter}", 0, new ReviewFrozen { ContractId = contract.ContractId, Quarter = quarter.ToString(), Digest = digest });
    }

    private static async Task StoreAsync(UnitOfWork work, Guid contractId, Quarter quarter, ReviewRow? before, ReviewRow signed)
    {
        var parameters = new
        {
            contractId,
            quarter = quarter.ToString(),
            signed.Version,
            signed.BuyerSignedBy,
            signed.BuyerSignedAt,
            signed.ProviderSignedBy,
            signed.ProviderSignedAt,
            signed.CounterView,
            signed.BuyerSignedDigest,
            signed.ProviderSignedDigest,
            Expected = before?.Version ?? 0,
        };
        if (await work.ExecuteAsync(before is null ? InsertSigned : UpdateSigned, parameters) == 0)
            throw new Stale((before?.Version ?? 0) + 1);
    }

    private const string InsertSigned =
        """
        INSERT INTO review (contract_id, quarter, version, buyer_signed_by, buyer_signed_at, provider_signed_by, provider_signed_at, counter_view, buyer_signed_digest, provider_signed_digest)
        SELECT @contractId, @quarter, @Version, @BuyerSignedBy, @BuyerSignedAt, @ProviderSignedBy, @ProviderSignedAt, @CounterView, @BuyerSignedDigest, @ProviderSignedDigest
        WHERE NOT EXISTS (SELECT 1 FROM review WHERE contract_id = @contractId AND quarter = @quarter)
        """;

    private const string UpdateSigned =
        """
        UPDATE review SET version = @Version, buyer_signed_by = @BuyerSignedBy, buyer_signed_at = @BuyerSignedAt,
            provider_signed_by = @ProviderSignedBy, provider_signed_at = @ProviderSignedAt, counter_view = @CounterView,
            buyer_signed_digest = @BuyerSignedDigest, provider_signed_digest = @ProviderSignedDigest
        WHERE contract_id = @contractId AND quarter = @quarter AND version = @Expected
        """;

    private const string Freeze =
        """
        UPDATE review SET frozen_pack = @content, frozen_summary = @summary, digest = @digest
        WHERE contract_id = @ContractId AND quarter = @quarter AND frozen_pack IS NULL
        """;
}
