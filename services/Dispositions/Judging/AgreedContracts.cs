using System.Collections.Concurrent;
using System.Text.Json;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Dispositions.Judging;

/// <summary>The newest version of contracts that is known here (<see cref="Reactions.KnownAgreements"/>). Judging asks nobody.</summary>
public sealed class AgreedContracts
{
    private const int Most = 5_000;
    private readonly ConcurrentDictionary<Guid, AgreedContract> read = new();

    /// <exception cref="NotYet">One of them is not known here yet, or not how it pays.</exception>
    public async Task<IReadOnlyDictionary<Guid, AgreedContract>> ReadAsync(UnitOfWork work, IEnumerable<Guid> contractIds)
    {
        if (read.Count > Most) read.Clear();
        var found = new Dictionary<Guid, AgreedContract>();
        foreach (var ids in contractIds.Distinct().Chunk(500))
        {
            var newest = (await work.QueryAsync<VersionRow>(Newest, new { ids = ids.InList() })).ToDictionary(row => row.ContractId);
            foreach (var id in ids)
            {
                if (!newest.TryGetValue(id, out var row)) throw new NotYet($"Contract {id} is not known here yet.");
                if (!row.IsWhole) throw new NotYet($"How contract {id} pays for its lots is not known here yet.");
                if (!read.TryGetValue(id, out var contract) || contract.Version != row.Version)
                {
                    var document = (await work.FirstOrDefaultAsync<string>(Document, new { id, row.Version }))!;
                    read[id] = contract = new AgreedContract(row.Version, JsonSerializer.Deserialize<ContractTerms>(document, EventJson.Options)!);
                }
                found[id] = contract;
            }
        }
        return found;
    }

    private sealed record VersionRow
    {
        public Guid ContractId { get; init; }
        public long Version { get; init; }
        public bool IsWhole { get; init; }
    }

    private const string Newest =
        """
        SELECT k.contract_id, k.version, k.is_whole FROM known_contract_version k
        WHERE k.contract_id IN @ids AND k.version = (SELECT MAX(v.version) FROM known_contract_version v WHERE v.contract_id = k.contract_id)
        """;

    private const string Document = "SELECT document FROM known_contract_version WHERE contract_id = @id AND version = @Version";
}
