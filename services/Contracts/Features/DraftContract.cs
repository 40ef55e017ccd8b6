using System.Data.Common;
using Dapper;
using Grpc.Core;
using Inkoop.Agreements;
using Inkoop.Contracts.Drafting;
using Inkoop.Platform.Rpc;
using Inkoop.Wire.Contracts.V1;
using Inkoop.Wire.Events;
using Inkoop.Wire.Faults;

namespace Inkoop.Contracts;

// A procurement officer writes down a contract in the making, or writes it down anew; every version stays, what is wrong is said all at once.
public sealed partial class ContractRpc
{
    public override Task<DraftContractReply> DraftContract(DraftContractRequest request, ServerCallContext context) =>
        database.ChangeAsync(request, request.RequestId, context, async work =>
        {
            var check = new Check();
            var contract = request.Contract ?? new Contract();
            var isNew = request.ContractId.Length == 0;
            var contractId = isNew ? Guid.CreateVersion7(work.Now) : check.Id(request.ContractId, "contract_id");
            check.That(request.Contract is not null, "contract", "required", "Er staat geen contract in de aanvraag.");
            check.ThrowIfAny();

            var version = 1L;
            if (!isNew)
            {
                var current = await ContractStore.LoadToChangeAsync(work, contractId, request.ExpectedVersion);
                if (current.IsSigned) throw new Refused("contract_signed", "Dit contract is ondertekend; een nieuwe afspraak is een wijziging, geen concept.");
                version = current.Version + 1;
            }
            var state = ContractCheck.Read(contract, contractId, version, await ReadFactsAsync(work.Connection, work.Transaction, contract, contractId), check);
            check.ThrowIfAny();

            await ContractStore.SaveAsync(work, state);
            work.Emit($"contract/{contractId}", version, new ContractDrafted { ContractId = contractId, Version = version, Number = state.Number });
            return new DraftContractReply { Contract = ContractWire.ToWire(state, work.Now) };
        });

    private static async Task<DraftFacts> ReadFactsAsync(DbConnection connection, DbTransaction? transaction, Contract contract, Guid contractId)
    {
        var numberKey = ContractState.NumberKey(contract.Number);
        var isTaken = numberKey.Length > 0 && await connection.ExecuteScalarAsync<long>(CountOthersWithNumber, new { numberKey, contractId }, transaction) > 0;
        return new DraftFacts
        {
            Provider = await ReadProviderAsync(connection, transaction, contract),
            NumberTaken = isTaken,
            Municipalities = (await connection.QueryAsync<KnownMunicipality>(AllMunicipalities, transaction: transaction)).ToLookup(known => known.Code),
            Proportions = (await connection.QueryAsync<string>(ProportionCodes, transaction: transaction)).ToHashSet(),
            Indicators = (await connection.QueryAsync<string>("SELECT code FROM known_indicator", transaction: transaction)).AsList(),
        };
    }

    private static async Task<KnownProvider?> ReadProviderAsync(DbConnection connection, DbTransaction? transaction, Contract contract)
    {
        if (contract.ProviderId.Length > 0)
            return Guid.TryParseExact(contract.ProviderId, "D", out var providerId)
                ? await connection.QueryFirstOrDefaultAsync<KnownProvider>(ProviderById, new { providerId }, transaction) : null;
        return contract.ProviderAgbCode.Length > 0
            ? await connection.QueryFirstOrDefaultAsync<KnownProvider>(ProviderByAgbCode, new { agbCode = contract.ProviderAgbCode.Trim() }, transaction) : null;
    }

    private const string ProviderById = "SELECT provider_id, name, agb_code FROM known_provider WHERE provider_id = @providerId";
    private const string ProviderByAgbCode = "SELECT provider_id, name, agb_code FROM known_provider WHERE agb_code = @agbCode";
    private const string CountOthersWithNumber = "SELECT COUNT(*) FROM contract WHERE number_key = @numberKey AND contract_id <> @contractId";
    private const string AllMunicipalities = "SELECT code, name, starts_on, ends_on FROM known_municipality";
    private const string ProportionCodes = "SELECT code FROM known_indicator WHERE kind = 'proportion'";
}
