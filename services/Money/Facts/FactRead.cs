using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Inkoop.Agreements;
using Inkoop.Agreements.Drafting;
using Inkoop.Funding;
using Inkoop.Money.Settlements;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Faults;

namespace Inkoop.Money.Facts;

/// <summary>Reads what a fact is judged by, and says facts as they are stored.</summary>
internal static class FactRead
{
    /// <exception cref="Denied">A provider asks for what is not its own, or records what is not for it to tell.</exception>
    internal static async Task<FactContext> ContextAsync(DbConnection connection, Caller caller, SettlementFact fact, DateOnly today)
    {
        if (caller.IsProvider && (fact.ContractId.Length == 0 || !FactCheck.IsForProviders(fact.KindCase))) throw new Denied();
        var context = new FactContext
        {
            Municipalities = (await connection.QueryAsync<KnownMunicipality>("SELECT code, name, starts_on, ends_on FROM known_municipality")).ToLookup(known => known.Code),
            ByProvider = caller.IsProvider,
            Today = today,
        };
        if (fact.ContractId.Length == 0) return context;
        var check = new Check();
        var contractId = check.Id(fact.ContractId, "fact.contract_id");
        check.ThrowIfAny();
        await ContractReach.CheckAsync(connection, caller, contractId);
        context = context with { Contract = await SettlementStore.ContractAsync(connection, contractId, DateTimeOffset.MaxValue) };
        if (fact.PartReached is not { } part || !Guid.TryParseExact(part.AllocationId, "D", out var allocationId)) return context;
        return context with { Allocation = await connection.QueryFirstOrDefaultAsync<AllocationVersion>(NewestAllocation, new { allocationId, contractId }) };
    }

    internal static SettlementFact ToWire(StoredFact row)
    {
        var fact = row.Content();
        fact.FactId = row.FactId.ToString();
        fact.RecordedAt = row.RecordedAt.ToTimestamp();
        fact.RecordedBy = row.RecordedBy;
        fact.WithdrawnAt = row.WithdrawnAt?.ToTimestamp();
        fact.WithdrawnReason = row.WithdrawnReason ?? "";
        fact.NeedsCheck = row.NeedsCheck;
        fact.ConfirmedAt = row.ConfirmedAt?.ToTimestamp();
        fact.ConfirmedBy = row.ConfirmedBy ?? "";
        return fact;
    }

    private const string NewestAllocation = """
        SELECT * FROM allocation
        WHERE allocation_id = @allocationId AND contract_id = @contractId AND is_removed = 0
            AND version = (SELECT MAX(version) FROM allocation WHERE allocation_id = @allocationId)
        """;
}
