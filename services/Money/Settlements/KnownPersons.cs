using System.Data.Common;
using Dapper;
using Inkoop.Funding;

namespace Inkoop.Money.Settlements;

/// <summary>Who a client is in the region, where that was told by the moment of asking; else a client is a person by itself. It is for joining and counting and never leaves a
/// settlement.</summary>
public sealed class KnownPersons
{
    private readonly Dictionary<string, string> persons;

    internal KnownPersons(IEnumerable<PersonOfClient> told, DateTimeOffset asOf) => persons = told.Where(one => one.RecordedAt <= asOf)
        .GroupBy(one => one.ClientPseudonym).ToDictionary(same => same.Key, same => same.MaxBy(one => one.Version)!.Person);

    /// <summary>Of the clients that care was allocated to under a contract.</summary>
    public static async Task<KnownPersons> ReadAsync(DbConnection connection, Guid contractId, DateTimeOffset asOf) =>
        new(await connection.QueryAsync<PersonOfClient>(OfContract, new { contractId }), asOf);

    public string Of(string clientPseudonym) => persons.GetValueOrDefault(clientPseudonym, clientPseudonym);

    /// <summary>Reports under the person instead of the client.</summary>
    public IEnumerable<CareReport> Join(IEnumerable<CareReport> reports) => reports.Select(report => report with { ClientPseudonym = Of(report.ClientPseudonym) });

    private const string OfContract = """
        SELECT client_pseudonym, version, person, recorded_at FROM person_of_client
        WHERE client_pseudonym IN (SELECT client_pseudonym FROM allocation WHERE contract_id = @contractId UNION SELECT client_pseudonym FROM care WHERE contract_id = @contractId)
        """;
}

/// <summary>What was told of one client, in one version.</summary>
internal sealed record PersonOfClient
{
    public string ClientPseudonym { get; init; } = "";
    public long Version { get; init; }
    /// <summary>Hashed under a key of this service.</summary>
    public string Person { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
}
