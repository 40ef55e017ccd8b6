using Dapper;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// One contract: as it holds on a day (as_of), and as it was known at a moment (known_at). Providers and council readers see signed versions only.
public sealed partial class ContractRpc
{
    public override async Task<GetContractReply> GetContract(GetContractRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var byNumber = request.ContractId.Length == 0;
        check.That(!byNumber || request.Number.Length > 0, "contract_id", "required", "Geef een contract_id of een nummer.");
        var contractId = byNumber ? Guid.Empty : check.Id(request.ContractId, "contract_id");
        var asOf = check.OptionalDate(request.AsOf, "as_of");
        check.ThrowIfAny();
        var knownAt = Moments.Read(request.KnownAt, "known_at") ?? DateTimeOffset.MaxValue;
        var signedOnly = caller.IsProvider || caller.Is(Role.CouncilReader);

        return await database.ReadAsync(async connection =>
        {
            if (byNumber) contractId = await connection.QueryFirstOrDefaultAsync<Guid?>(IdByNumber, new { numberKey = ContractState.NumberKey(request.Number) }) ?? Guid.Empty;
            if (byNumber && contractId == Guid.Empty && !signedOnly) throw new NotFound("contract", request.Number);
            await ContractStore.ReachAsync(connection, caller, contractId);
            var version = await connection.QueryFirstOrDefaultAsync<VersionRow>(signedOnly ? SignedVersionKnownAt : VersionKnownAt, new { contractId, knownAt })
                ?? throw new NotFound("contract", contractId);
            var state = ContractState.FromJson(version.Document);
            return new GetContractReply { Contract = ContractWire.ToWire(asOf is { } day ? ContractWire.AsOf(state, day) : state, version.RecordedAt) };
        }, context.CancellationToken);
    }

    private const string IdByNumber = "SELECT contract_id FROM contract WHERE number_key = @numberKey";

    // Two versions recorded within one tick of the clock: the higher one is the later.
    private const string VersionKnownAt = """
        SELECT recorded_at, document FROM contract_version
        WHERE contract_id = @contractId AND version =
            (SELECT MAX(version) FROM contract_version WHERE contract_id = @contractId AND recorded_at <= @knownAt)
        """;

    private const string SignedVersionKnownAt = """
        SELECT recorded_at, document FROM contract_version
        WHERE contract_id = @contractId AND version =
            (SELECT MAX(version) FROM contract_version WHERE contract_id = @contractId AND recorded_at <= @knownAt AND status = 'signed')
        """;

    private sealed record VersionRow
    {
        public DateTimeOffset RecordedAt { get; init; }
        public string Document { get; init; } = "";
    }
}
