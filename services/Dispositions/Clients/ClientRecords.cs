using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Inkoop.Platform.Data;
using Inkoop.Platform.Identity;
using Inkoop.Platform.Privacy;
using Inkoop.Wire.Events;

namespace Inkoop.Dispositions.Clients;

/// <summary>
/// The one place that turns a BSN into a pseudonym and back. A client is a person within one municipality: the same person in another
/// municipality has another pseudonym, so that nobody can follow a child around by it.
/// </summary>
public sealed class ClientRecords(PersonalData personalData, PersonSeal seal)
{
    /// <summary>No client changes persons yet: what is told of one is told once.</summary>
    private const long PersonVersion = 1;

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
        await TellPersonAsync(work, pseudonym, hash);
        return pseudonym;
    }

    /// <summary>Tells money which person of the region a client is, once for each client: sealed, so that nobody else can join the clients of one person.</summary>
    public async Task TellPersonAsync(UnitOfWork work, string pseudonym, string bsnHash)
    {
        if (await work.ExecuteAsync(MarkTold, new { pseudonym, version = PersonVersion }) == 0)
            return;
        // The log shows the subject of an event to those who may see no pseudonym.
        work.Emit($"person/{Guid.CreateVersion7(work.Now)}", PersonVersion, new PersonTold
        {
            ClientPseudonym = pseudonym,
            Version = PersonVersion,
            SealedPerson = seal.Seal(pseudonym, PersonVersion, PersonOf(bsnHash)),
            RecordedAt = work.Now,
        });
    }

    /// <summary>The pseudonym of a person in the region: the same in each of its municipalities, kept nowhere and told under seal only.</summary>
    private string PersonOf(string bsnHash) => personalData.Lookup("person-of-region", bsnHash);

    /// <summary>Logs who reads this client's record and why, then gives it. In the transaction of the reading, so that no read goes without its line.</summary>
    public async Task<Person> ReadAsync(UnitOfWork work, Caller reader, string pseudonym, string purpose)
    {
        await LogReadAsync(work, reader, pseudonym, messageId: null, purpose);
        return await OpenAsync(work, pseudonym);
    }

    /// <summary>For a message that the law orders us to send (JW301): that it was sent is on record as the message itself.</summary>
    public async Task<Person> OpenAsync(UnitOfWork work, string pseudonym)
    {
        var sealedPerson = await work.FirstOrDefaultAsync<byte[]>("SELECT person FROM client WHERE pseudonym = @pseudonym", new { pseudonym })
            ?? throw new InvalidOperationException($"Client {pseudonym} is referred to and not there.");
        return JsonSerializer.Deserialize<Person>(personalData.UnprotectText(PersonContext(pseudonym), sealedPerson))!;
    }

    /// <summary>Some persons as they stand encrypted, to try a key on.</summary>
    public static async Task<IReadOnlyList<ProtectedSample>> SamplesAsync(Dialect dialect, DbConnection connection) =>
        [.. (await connection.QueryAsync<(string Pseudonym, byte[] Person)>(dialect.Page("SELECT pseudonym, person FROM client ORDER BY pseudonym"), new { skip = 0, take = 5 }, default))
            .Select(row => new ProtectedSample(PersonContext(row.Pseudonym), row.Person))];

    /// <summary>A line in the log of reads: who (role, organisation and the person), which client or message, why.</summary>
    public static Task<int> LogReadAsync(UnitOfWork work, Caller reader, string? pseudonym, Guid? messageId, string purpose)
    {
        var person = reader.Person.Length == 0 ? null : reader.Person[..Math.Min(reader.Person.Length, 200)];
        return work.ExecuteAsync(InsertRead, new { readId = Guid.CreateVersion7(work.Now), pseudonym, messageId, actor = work.Actor, purpose, now = work.Now, person });
    }

    /// <summary>
    /// Logs that somebody looked for the person with this BSN, and why: a line for every record that it leads to, and one without a record when there
    /// is none, because also that was asked. Gives the pseudonyms.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindAsync(UnitOfWork work, Caller reader, string bsn, string purpose)
    {
        var found = await work.QueryAsync<string>("SELECT pseudonym FROM client WHERE bsn_hash = @hash", new { hash = Lookup(bsn) });
        foreach (var pseudonym in found)
            await LogReadAsync(work, reader, pseudonym, messageId: null, purpose);
        if (found.Count == 0)
            await LogReadAsync(work, reader, pseudonym: null, messageId: null, purpose);
        return found;
    }

    private static string PersonContext(string pseudonym) => "client.person/" + pseudonym;

    private const string FindPseudonym = "SELECT pseudonym FROM client WHERE bsn_hash = @hash AND municipality_code = @municipalityCode";

    private const string InsertClient =
        """
        INSERT INTO client (pseudonym, municipality_code, bsn_hash, person, recorded_at, changed_at)
        VALUES (@pseudonym, @municipalityCode, @hash, @person, @now, @now)
        """;

    private const string MarkTold = "UPDATE client SET person_told = @version WHERE pseudonym = @pseudonym AND person_told < @version";

    private const string UpdateClient = "UPDATE client SET person = @person, changed_at = @now WHERE pseudonym = @pseudonym";

    private const string InsertRead =
        """
        INSERT INTO client_read (read_id, pseudonym, message_id, actor, purpose, read_at, person)
        VALUES (@readId, @pseudonym, @messageId, @actor, @purpose, @now, @person)
        """;
}
