using System.Security.Cryptography;
using System.Text.Json;
using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;

namespace Inkoop.Dispositions.Clients;

/// <summary>
/// The one place that turns a BSN into a pseudonym and back. A client is a person within one municipality: the same person in another
/// municipality has another pseudonym, so that nobody can follow a child around by it.
/// </summary>
public sealed class ClientRecords(PersonalData personalData)
{
    /// <summary>The keyed hash by which a BSN is found; useless without the key.</summary>
    public string Lookup(string bsn) => personalData.Lookup("client-bsn", bsn);

    /// <summary>The pseudonym of this person in the municipality: the known one, whose data are brought up to date, or a new one.</summary>
    public async Task<string> RecordAsync(UnitOfWork work, string municipalityCode, Person person)
    {
        var hash = Lookup(person.Bsn);
        var known = await work.FirstOrDefaultAsync<string>(FindPseudonym, new { municipalityCode, hash });
        var pseudonym = known ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        var row = new
        {
            pseudonym,
            municipalityCode,
            hash,
            person = personalData.ProtectText(PersonContext(pseudonym), JsonSerializer.Serialize(person)),
            now = work.Now,
        };
        await work.ExecuteAsync(known is null ? InsertClient : UpdateClient, row);
        return pseudonym;
    }

    /// <summary>Logs who reads this client's record and why, then gives it. In the transaction of the reading, so that no read goes without its line.</summary>
    public async Task<Person> ReadAsync(UnitOfWork work, string pseudonym, string purpose)
    {
        await LogReadAsync(work, pseudonym, messageId: null, purpose);
        return await OpenAsync(work, pseudonym);
    }

    /// <summary>For a message that the law orders us to send (JW301): that it was sent is on record as the message itself.</summary>
    public async Task<Person> OpenAsync(UnitOfWork work, string pseudonym)
    {
        var sealedPerson = await work.FirstOrDefaultAsync<byte[]>("SELECT person FROM client WHERE pseudonym = @pseudonym", new { pseudonym })
            ?? throw new InvalidOperationException($"Client {pseudonym} is referred to and not there.");
        return JsonSerializer.Deserialize<Person>(personalData.UnprotectText(PersonContext(pseudonym), sealedPerson))!;
    }

    public static Task<int> LogReadAsync(UnitOfWork work, string? pseudonym, Guid? messageId, string purpose) =>
        work.ExecuteAsync(InsertRead, new { readId = Guid.CreateVersion7(work.Now), pseudonym, messageId, actor = work.Actor, purpose, now = work.Now });

    private static string PersonContext(string pseudonym) => "client.person/" + pseudonym;

    private const string FindPseudonym = "SELECT pseudonym FROM client WHERE bsn_hash = @hash AND municipality_code = @municipalityCode";

    private const string InsertClient =
        """
        INSERT INTO client (pseudonym, municipality_code, bsn_hash, person, recorded_at, changed_at)
        VALUES (@pseudonym, @municipalityCode, @hash, @person, @now, @now)
        """;

    private const string UpdateClient = "UPDATE client SET person = @person, changed_at = @now WHERE pseudonym = @pseudonym";

    private const string InsertRead =
        """
        INSERT INTO client_read (read_id, pseudonym, message_id, actor, purpose, read_at)
        VALUES (@readId, @pseudonym, @messageId, @actor, @purpose, @now)
        """;
}
