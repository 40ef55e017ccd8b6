using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Contracts.Amending;
using Inkoop.Platform.Identity;
using Inkoop.Wire;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// The life of a contract: every version with when, why and what became different, and the difference between any two. Providers and council
// readers see it from the signature on.
public sealed partial class ContractRpc
{
    /// <summary>A contract that became more versions than this shows its newest.</summary>
    private const int MostVersions = 200;

    public override async Task<ListContractVersionsReply> ListContractVersions(ListContractVersionsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        check.ThrowIfAny();
        return await database.ReadAsync(async connection =>
        {
            await ContractStore.ReachAsync(connection, caller, contractId);
            var rows = (await connection.QueryAsync<StoredVersion>(
                database.Dialect.Page($"{SelectVersions}{Seen(caller)} ORDER BY version DESC"), new { contractId, skip = 0, take = MostVersions + 1 })).AsList();
            var reply = new ListContractVersionsReply();
            for (var i = 0; i < Math.Min(rows.Count, MostVersions); i++)
                reply.Versions.Add(ToWire(rows[i], i + 1 < rows.Count ? rows[i + 1] : null));
            return reply;
        }, context.CancellationToken);
    }

    public override async Task<CompareContractVersionsReply> CompareContractVersions(CompareContractVersionsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var check = new Check();
        var contractId = check.Id(request.ContractId, "contract_id");
        check.ThrowIfAny();
        return await database.ReadAsync(async connection =>
        {
            await ContractStore.ReachAsync(connection, caller, contractId);
            var before = await VersionAsync(connection, contractId, request.Before, "before", Seen(caller));
            var after = await VersionAsync(connection, contractId, request.After, "after", Seen(caller));
            var reply = new CompareContractVersionsReply();
            reply.Changes.AddRange(ContractChanges.Between(Said(before), Said(after)));
            return reply;
        }, context.CancellationToken);
    }

    private static string Seen(Caller caller) => caller.IsProvider || caller.Is(Role.CouncilReader) ? " AND status = 'signed'" : "";

    private static async Task<StoredVersion> VersionAsync(DbConnection connection, Guid contractId, long version, string field, string seen) =>
        await connection.QueryFirstOrDefaultAsync<StoredVersion>($"{SelectVersions}{seen} AND version = @version", new { contractId, version })
            ?? throw new Invalid(field, "version_unknown", "Deze versie heeft het contract niet.");

    private static ContractVersion ToWire(StoredVersion version, StoredVersion? before)
    {
        var wire = new ContractVersion
        {
            Version = version.Version,
            Status = version.Status == "signed" ? ContractStatus.Signed : ContractStatus.Draft,
            RecordedAt = version.RecordedAt.ToTimestamp(),
            EffectiveFrom = WireText.Day(version.EffectiveFrom),
            Reason = version.Reason ?? "",
            Clause = version.Clause ?? "",
            OverrideReason = version.OverrideReason ?? "",
        };
        if (before is not null)
            wire.Changes.AddRange(ContractChanges.Between(Said(before), Said(version)));
        return wire;
    }

    private static Contract Said(StoredVersion version) => ContractWire.ToWire(ContractState.FromJson(version.Document), version.RecordedAt);

    private const string SelectVersions = """
        SELECT version, status, recorded_at, reason, effective_from, clause, override_reason, document FROM contract_version
        WHERE contract_id = @contractId
        """;

    private sealed record StoredVersion
    {
        public long Version { get; init; }
        public string Status { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }
        public string? Reason { get; init; }
        public DateOnly? EffectiveFrom { get; init; }
        public string? Clause { get; init; }
        public string? OverrideReason { get; init; }
        public string Document { get; init; } = "";
    }
}
