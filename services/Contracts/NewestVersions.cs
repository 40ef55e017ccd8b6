using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Inkoop.Agreements;

namespace Inkoop.Contracts;

/// <summary>Newest versions read before. A version never changes, so what is kept here is right as long as its number is the one asked for.</summary>
public sealed class NewestVersions
{
    private const int Most = 5_000;
    private readonly ConcurrentDictionary<Guid, ContractState> states = new();

    public async Task<IReadOnlyList<ContractState>> ReadAsync(DbConnection connection, IReadOnlyList<(Guid ContractId, long Version)> wanted)
    {
        if (states.Count > Most) states.Clear();
        var found = new List<ContractState>(wanted.Count);
        foreach (var (contractId, version) in wanted)
        {
            if (!states.TryGetValue(contractId, out var state) || state.Version != version)
            {
                state = ContractState.FromJson(await connection.QueryFirstAsync<string>(Document, new { contractId, version }));
                states[contractId] = state;
            }
            found.Add(state);
        }
        return found;
    }

    private const string Document = "SELECT document FROM contract_version WHERE contract_id = @contractId AND version = @version";
}
