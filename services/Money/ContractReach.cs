using System.Data.Common;
using Dapper;
using Inkoop.Platform.Identity;
using Inkoop.Wire.Faults;

namespace Inkoop.Money;

/// <summary>Who may see the money of a contract.</summary>
internal static class ContractReach
{
    /// <summary>A provider sees its own, a council reader none by itself; to them what is not theirs is denied in the same words as what does not
    /// exist.</summary>
    /// <exception cref="Denied">It is not the caller's.</exception>
    /// <exception cref="Refused">No signed version of it was told (contract_not_signed).</exception>
    public static async Task CheckAsync(DbConnection connection, Caller caller, Guid contractId)
    {
        var providerId = await connection.QueryFirstOrDefaultAsync<Guid?>(
            "SELECT provider_id FROM known_contract WHERE contract_id = @contractId", new { contractId });
        if (caller.Is(Role.CouncilReader) || (caller.IsProvider && (providerId is not { } owner || !caller.ProviderIds.Contains(owner))))
            throw new Denied();
        if (providerId is null)
            throw NotSigned();
    }

    public static Refused NotSigned() => new(
        "contract_not_signed", "Van deze overeenkomst was op dat moment geen ondertekende versie bekend; er is niets af te rekenen.");
}
