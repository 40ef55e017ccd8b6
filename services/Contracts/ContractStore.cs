using System.Data.Common;
using Dapper;
using Inkoop.Agreements;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

/// <summary>The newest version of a contract as its row says it; the rest is in the document of that version.</summary>
internal sealed record ContractHead
{
    public Guid ContractId { get; init; }
    public long Version { get; init; }
    public Guid? ProviderId { get; init; }
    public string Status { get; init; } = "";

    public bool IsSigned => Status == "signed";
}

/// <summary>What is kept of a version beside the contract itself: since when and why it is different.</summary>
internal sealed record Because(string Reason, DateOnly EffectiveFrom, string? Clause = null, string? OverrideReason = null);

/// <summary>Reads and writes whole versions. A version is written once; the contract row and the search tables follow the newest.</summary>
internal static class ContractStore
{
    /// <summary>The newest version, to change it. Throws <see cref="NotFound"/>, or <see cref="Stale"/> when it is not <paramref name="expectedVersion"/>.</summary>
    public static Task<ContractState> LoadToChangeAsync(UnitOfWork work, Guid contractId, long expectedVersion) =>
        LoadAsync(work.Connection, work.Transaction, contractId, expectedVersion);

    /// <summary>The same, only to see what a change would make of it when there is no <paramref name="transaction"/>.</summary>
    public static async Task<ContractState> LoadAsync(DbConnection connection, DbTransaction? transaction, Guid contractId, long expectedVersion)
    {
        var document = await connection.QueryFirstOrDefaultAsync<string>(NewestDocument, new { contractId }, transaction) ?? throw new NotFound("contract", contractId);
        var state = ContractState.FromJson(document);
        return state.Version == expectedVersion ? state : throw new Stale(state.Version);
    }

    public static async Task SaveAsync(UnitOfWork work, ContractState state, Because? because = null)
    {
        var row = new ContractRow
        {
            ContractId = state.ContractId,
            Version = state.Version,
            Number = state.Number,
            NumberKey = ContractState.NumberKey(state.Number),
            Title = state.Title,
            ProviderId = state.ProviderId,
            ProviderName = state.ProviderName,
            ProviderAgbCode = state.ProviderAgbCode,
            Status = state.Status,
            StartsOn = state.StartsOn,
            EndsOn = state.EndsOn,
            SignedOn = state.SignedOn,
            ProductCount = state.Products.Count,
            SearchText = SearchText.Of(state.Number, state.Title, state.ProviderName),
        };
        if (state.Version == 1) await work.InsertManyAsync("contract", [row]);
        else if (await work.ExecuteAsync(UpdateContract, row) == 0) throw new Stale(state.Version);

        await work.InsertManyAsync("contract_version",
        [
            new VersionRow
            {
                ContractId = state.ContractId,
                Version = state.Version,
                Status = state.Status,
                RecordedAt = work.Now,
                Reason = because?.Reason,
                EffectiveFrom = because?.EffectiveFrom,
                Clause = because?.Clause,
                OverrideReason = because?.OverrideReason,
                Document = state.ToJson(),
            },
        ]);
        await work.ExecuteAsync("DELETE FROM contract_buyer WHERE contract_id = @ContractId", row);
        await work.InsertManyAsync("contract_buyer", [.. state.Buyers.Select(buyer => new BuyerRow
        {
            ContractId = state.ContractId, MunicipalityCode = buyer.MunicipalityCode, StartsOn = buyer.ValidFrom, EndsOn = buyer.ValidUntil,
        })]);
    }

    /// <summary>The contract when the caller may see it. A provider sees its own, a council reader those in which its municipality buys, both only once signed;
    /// to them what is not theirs is denied in the same words as what does not exist.</summary>
    public static async Task<ContractHead> ReachAsync(DbConnection connection, Caller caller, Guid contractId)
    {
        var head = await connection.QueryFirstOrDefaultAsync<ContractHead>(Head, new { contractId });
        if (caller.IsProvider && (head is null || !head.IsSigned || head.ProviderId is not { } providerId || !caller.ProviderIds.Contains(providerId)))
            throw new Denied();
        if (caller.Is(Role.CouncilReader) && (head is null || !head.IsSigned
            || await connection.ExecuteScalarAsync<long>(CountBuyer, new { contractId, code = caller.MunicipalityCode ?? "" }) == 0))
            throw new Denied();
        return head ?? throw new NotFound("contract", contractId);
    }

    private const string Head = "SELECT contract_id, version, provider_id, status FROM contract WHERE contract_id = @contractId";

    private const string CountBuyer = "SELECT COUNT(*) FROM contract_buyer WHERE contract_id = @contractId AND municipality_code = @code";

    private const string NewestDocument = """
        SELECT v.document
        FROM contract c JOIN contract_version v ON v.contract_id = c.contract_id AND v.version = c.version
        WHERE c.contract_id = @contractId
        """;

    private const string UpdateContract = """
        UPDATE contract
        SET version = @Version, number = @Number, number_key = @NumberKey, title = @Title, provider_id = @ProviderId, provider_name = @ProviderName,
            provider_agb_code = @ProviderAgbCode, status = @Status, starts_on = @StartsOn, ends_on = @EndsOn, signed_on = @SignedOn,
            product_count = @ProductCount, search_text = @SearchText
        WHERE contract_id = @ContractId AND version = @Version - 1
        """;

    private sealed record ContractRow
    {
        public Guid ContractId { get; init; }
        public long Version { get; init; }
        public string Number { get; init; } = "";
        public string NumberKey { get; init; } = "";
        public string Title { get; init; } = "";
        public Guid? ProviderId { get; init; }
        public string? ProviderName { get; init; }
        public string? ProviderAgbCode { get; init; }
        public string Status { get; init; } = "";
        public DateOnly StartsOn { get; init; }
        public DateOnly EndsOn { get; init; }
        public DateOnly? SignedOn { get; init; }
        public long ProductCount { get; init; }
        public string SearchText { get; init; } = "";
    }

    private sealed record VersionRow
    {
        public Guid ContractId { get; init; }
        public long Version { get; init; }
        public string Status { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }
        public string? Reason { get; init; }
        public DateOnly? EffectiveFrom { get; init; }
        public string? Clause { get; init; }
        public string? OverrideReason { get; init; }
        public string Document { get; init; } = "";
    }

    private sealed record BuyerRow
    {
        public Guid ContractId { get; init; }
        public string MunicipalityCode { get; init; } = "";
        public DateOnly StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
    }
}
