using System.Security.Cryptography;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;
using Microsoft.Extensions.Configuration;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// Finds out at a start, before anything is written, whether the keys on disk are those that the databases were written with. Rows that were
/// encrypted under another key would be lost to whoever puts the right one back.
/// </summary>
internal static class KeyGuard
{
    private const string Context = "key-check";

    /// <summary>A key has a number of one byte; those that seal persons stand after all of personal data.</summary>
    private const int PersonsAfter = 256;
    private static readonly byte[] known = "inkoop"u8.ToArray();

    /// <exception cref="KeyUnusable">A key is missing, damaged or not the one that was used before.</exception>
    public static async Task RequireAsync(DatabaseOptions data, IConfiguration configuration, IReadOnlyList<ServiceDatabase> databases, CancellationToken cancellationToken)
    {
        var folder = KeyFolder.Of(data.DataDirectory);
        var written = new List<Written>();
        foreach (var database in databases)
            written.Add(await ReadAsync(database, cancellationToken));
        if (!KeyFolder.HasFirst(folder))
        {
            if (written.Any(one => one.Checks.Any(IsOfPersonalData) || one.Samples.Count > 0))
                throw KeyFolder.Missing(folder, 1);
            KeyFolder.MakeFirst(folder);
        }

        var sealing = databases.Any(one => one.Module.KnowsPersons);
        if (sealing && !PersonSeal.IsSet(configuration) && !KeyFolder.HasFirst(folder, KeyFolder.Person))
        {
            if (written.Any(one => one.Checks.Any(check => !IsOfPersonalData(check))))
                throw KeyFolder.Missing(folder, 1, KeyFolder.Person);
            KeyFolder.MakeFirst(folder, KeyFolder.Person);
        }

        KeyFolder.Require(folder);
        var keys = new PersonalData([.. KeyFolder.Read(folder)]);
        foreach (var one in written)
            Require(one, keys, folder);
        if (!sealing)
            return;
        var persons = PersonSeal.Keys(configuration, data);
        foreach (var one in written)
            RequirePersons(one, persons, folder, PersonSeal.IsSet(configuration));
    }

    /// <summary>Records the check value of each key that this database does not know yet.</summary>
    /// <param name="persons">The keys that seal persons, where the service holds them.</param>
    public static Task RecordAsync(Database database, PersonalData keys, PersonalData? persons, CancellationToken cancellationToken) =>
        database.ChangeAsync("service:" + database.Service, async work =>
        {
            await RecordAsync(work, keys, 0);
            if (persons is not null)
                await RecordAsync(work, persons, PersonsAfter);
            return 0;
        }, cancellationToken);

    private static async Task RecordAsync(UnitOfWork work, PersonalData keys, int after)
    {
        for (var number = 1; number <= keys.Newest; number++)
            await work.ExecuteAsync(Insert, new { number = after + number, value = keys.Protect(Context, known, (byte)number), work.Now });
    }

    private static bool IsOfPersonalData((long Number, byte[] Value) check) => check.Number < PersonsAfter;

    private static void RequirePersons(Written written, PersonalData keys, string folder, bool isSet)
    {
        foreach (var (number, value) in written.Checks.Where(check => !IsOfPersonalData(check)).Select(check => ((int)check.Number - PersonsAfter, check.Value)))
        {
            var path = isSet ? PersonSeal.Setting : KeyFolder.PathOf(folder, number, KeyFolder.Person);
            if (number > keys.Newest)
                throw isSet ? new KeyUnusable($"In {path} ontbreekt sleutel {number}, waarmee personen zijn verzegeld: zet haar terug, de oudste eerst.") : KeyFolder.Missing(folder, number, KeyFolder.Person);
            if (!Opens(keys, Context, value))
                throw Other(written.Service, path);
        }
    }

    private static void Require(Written written, PersonalData keys, string folder)
    {
        foreach (var (number, value) in written.Checks.Where(IsOfPersonalData))
        {
            if (number > keys.Newest)
                throw KeyFolder.Missing(folder, (int)number);
            if (!Opens(keys, Context, value))
                throw Other(written.Service, KeyFolder.PathOf(folder, (int)number));
        }

        // Of before there were check values: what was written last opens, or nothing will.
        if (!written.Checks.Any(IsOfPersonalData) && written.Samples.Count > 0 && !written.Samples.Any(sample => Opens(keys, sample.Context, sample.Value)))
            throw Other(written.Service, KeyFolder.PathOf(folder, 1));
    }

    private static KeyUnusable Other(string service, string path) => new(
        $"De sleutel {path} is een andere dan die waarmee de gegevens van {service} zijn versleuteld: zet de map keys terug die bij deze databases "
        + "hoort.");

    private static bool Opens(PersonalData keys, string context, byte[] value)
    {
        try
        {
            keys.Unprotect(context, value);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static async Task<Written> ReadAsync(ServiceDatabase one, CancellationToken cancellationToken)
    {
        await using var connection = await one.Database.Dialect.OpenAsync(cancellationToken);
        var schema = await one.Database.Dialect.ReadSchemaAsync(connection, cancellationToken);
        var checks = schema.Contains("key_check") ? (await connection.QueryAsync<CheckRow>(Checks)).Select(row => (row.Number, row.Value)).ToList() : [];
        var samples = checks.Count > 0 ? [] : await one.Module.ProtectedSamplesAsync(one.Database.Dialect, connection, schema);
        return new Written(one.Module.Name, checks, samples);
    }

    private sealed record Written(string Service, IReadOnlyList<(long Number, byte[] Value)> Checks, IReadOnlyList<ProtectedSample> Samples);

    private sealed record CheckRow
    {
        public long Number { get; init; }
        public byte[] Value { get; init; } = [];
    }

    private const string Checks = "SELECT number, value FROM key_check ORDER BY number";

    private const string Insert = """
        INSERT INTO key_check (number, value, recorded_at)
        SELECT @number, @value, @Now WHERE NOT EXISTS (SELECT 1 FROM key_check WHERE number = @number)
        """;
}
