using System.Security.Cryptography;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Privacy;

namespace Inkoop.Platform.Hosting;

/// <summary>
/// Finds out at a start, before anything is written, whether the keys on disk are those that the databases were written with. Rows that were
/// encrypted under another key would be lost to whoever puts the right one back.
/// </summary>
internal static class KeyGuard
{
    private const string Context = "key-check";
    private static readonly byte[] known = "inkoop"u8.ToArray();

    /// <exception cref="KeyUnusable">A key is missing, damaged or not the one that was used before.</exception>
    public static async Task RequireAsync(DatabaseOptions data, IReadOnlyList<ServiceDatabase> databases, CancellationToken cancellationToken)
    {
        var folder = KeyFolder.Of(data.DataDirectory);
        var written = new List<Written>();
        foreach (var database in databases)
            written.Add(await ReadAsync(database, cancellationToken));
        if (!KeyFolder.HasFirst(folder))
        {
            if (written.Any(one => one.Checks.Count + one.Samples.Count > 0))
                throw KeyFolder.Missing(folder, 1);
            KeyFolder.MakeFirst(folder);
        }

        KeyFolder.Require(folder);
        var keys = new PersonalData([.. KeyFolder.Read(folder)]);
        foreach (var one in written)
            Require(one, keys, folder);
    }

    /// <summary>Records the check value of each key that this database does not know yet.</summary>
    public static Task RecordAsync(Database database, PersonalData keys, CancellationToken cancellationToken) =>
        database.ChangeAsync("service:" + database.Service, async work =>
        {
            for (var number = 1; number <= keys.Newest; number++)
            {
                var row = new { number, value = keys.Protect(Context, known, (byte)number), work.Now };
                await work.ExecuteAsync(Insert, row);
            }

            return 0;
        }, cancellationToken);

    private static void Require(Written written, PersonalData keys, string folder)
    {
        foreach (var (number, value) in written.Checks)
        {
            if (number > keys.Newest)
                throw KeyFolder.Missing(folder, (int)number);
            if (!Opens(keys, Context, value))
                throw Other(written.Service, KeyFolder.PathOf(folder, (int)number));
        }

        // Of before there were check values: what was written last opens, or nothing will.
        if (written.Checks.Count == 0 && written.Samples.Count > 0 && !written.Samples.Any(sample => Opens(keys, sample.Context, sample.Value)))
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
