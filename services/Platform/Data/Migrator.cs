using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Inkoop.Platform.Data;

/// <summary>One numbered migration for one engine.</summary>
public sealed record Migration(string Name, string Sql)
{
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The embedded <c>Migrations/NNNN_what.{engine}.sql</c> of the assemblies, in order, each assembly under its own prefix.</summary>
    public static IReadOnlyList<Migration> Find(string engine, params IReadOnlyList<Assembly> assemblies)
    {
        var found = new List<Migration>();
        foreach (var assembly in assemblies)
        {
            var prefix = assembly.GetName().Name + ".Migrations.";
            var suffix = $".{engine}.sql";
            foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                found.Add(new Migration($"{assembly.GetName().Name}/{resource[prefix.Length..^suffix.Length]}", reader.ReadToEnd()));
            }
        }

        return found;
    }
}

/// <summary>
/// Brings a database to the newest schema at start: forward only, under a lock, journalled with a checksum, and
/// afterwards compared with what the code expects, so that a database altered by hand is found before it costs a cent.
/// </summary>
public static class Migrator
{
    public static async Task RunAsync(Dialect dialect, IReadOnlyList<Migration> migrations, IReadOnlyDictionary<string, string[]> expectedSchema, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var connection = await dialect.OpenAsync(cancellationToken);
        if (await PendingAsync(connection, null, dialect, migrations, cancellationToken) is { Count: > 0 } ahead && ahead.Count < migrations.Count)
            await dialect.BackUpAsync(connection, "before-" + ahead[0].Name.Split('/')[^1], cancellationToken);

        await using (var transaction = await dialect.BeginAsync(connection, decides: false, cancellationToken))
        {
            await dialect.LockForMigrationAsync(connection, transaction, cancellationToken);
            foreach (var migration in await PendingAsync(connection, transaction, dialect, migrations, cancellationToken))
            {
                await connection.ExecuteAsync(migration.Sql, transaction: transaction, commandTimeout: Dialect.LongCommandSeconds);
                await connection.ExecuteAsync(
                    "INSERT INTO migration (name, checksum, applied_at) VALUES (@Name, @Checksum, @Now)",
                    new { migration.Name, migration.Checksum, Now = clock.GetUtcNow() }, transaction);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        await VerifyAsync(dialect, connection, expectedSchema, cancellationToken);
    }

    /// <summary>Throws when a table or column that the code expects is not there.</summary>
    public static async Task VerifyAsync(Dialect dialect, DbConnection connection, IReadOnlyDictionary<string, string[]> expectedSchema, CancellationToken cancellationToken)
    {
        var actual = await dialect.ReadSchemaAsync(connection, cancellationToken);
        var missing = expectedSchema
            .SelectMany(table => table.Value.Select(column => (Table: table.Key, Column: column)))
            .Where(expected => !actual[expected.Table].Contains(expected.Column))
            .Select(expected => $"{expected.Table}.{expected.Column}")
            .ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"The database misses {string.Join(", ", missing)} although its journal says it is up to date: it was altered by other hands. Restore it, or put back what is missing.");
    }

    /// <summary>Looks before anything is changed: a database that another service or a newer program made is left as it is.</summary>
    public static async Task CheckAsync(Dialect dialect, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await dialect.CheckAsync(cancellationToken);
        await using var connection = await dialect.OpenAsync(cancellationToken);
        await PendingAsync(connection, null, dialect, migrations, cancellationToken);
    }

    private static void RequireKnown(IEnumerable<string> applied, IReadOnlyList<Migration> migrations, string database)
    {
        if (applied.Except(migrations.Select(migration => migration.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).LastOrDefault() is not { } unknown)
            return;
        var owner = unknown.Split('/')[0];
        throw new DatabaseUnusable(migrations.Any(migration => migration.Name.StartsWith(owner + "/", StringComparison.Ordinal))
            ? $"Database {database} is van een nieuwere versie van dit programma (migratie {unknown}); start die versie, of zet de reservekopie van voor die migratie terug."
            : $"Database {database} is van een andere dienst ({owner}); geef elke dienst een eigen database, met {{service}} in Inkoop:Database.");
    }

    private static async Task<IReadOnlyList<Migration>> PendingAsync(DbConnection connection, DbTransaction? transaction, Dialect dialect, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        if (transaction is not null)
            await connection.ExecuteAsync(dialect.JournalTable, transaction: transaction); // reading the schema wants no transaction of ours
        else if (!(await dialect.ReadSchemaAsync(connection, cancellationToken)).Contains("migration"))
            return migrations;

        var journal = (await connection.QueryAsync<JournalRow>("SELECT name, checksum FROM migration", transaction: transaction)).ToDictionary(row => row.Name, row => row.Checksum);
        RequireKnown(journal.Keys, migrations, dialect.Name == "sqlite" ? Path.GetFileName(connection.DataSource) : connection.Database);
        foreach (var migration in migrations)
        {
            if (journal.TryGetValue(migration.Name, out var checksum) && checksum != migration.Checksum)
                throw new InvalidOperationException($"Migration {migration.Name} was applied with other content. Migrations are never edited: add a new one.");
        }

        return [.. migrations.Where(migration => !journal.ContainsKey(migration.Name))];
    }

    private sealed record JournalRow
    {
        public string Name { get; init; } = "";
        public string Checksum { get; init; } = "";
    }
}
