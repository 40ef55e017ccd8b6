using System.Data.Common;
using Dapper;
using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inkoop.Money;

/// <summary>
/// Before money had a database of its own its rows stood in that of Contracts. They are copied once, all of them or none, before anything asks for
/// them; what stands there stays, so that an earlier version can be put back. Without it a run would pay again what was paid, so a host that cannot
/// look there does not start.
/// </summary>
internal static class CarryOver
{
    private const string Marker = "carried-over:contracts:1";

    private static readonly string[] tables =
    [
        "settlement_fact", "payment_run", "payment_run_contract", "payment_run_omission", "payment_line", "payment_account", "dispute",
        "ledger_line", "ledger_sum", "care", "allocation", "known_provider", "known_municipality",
    ];

    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<MoneyDatabase>();
        if (await database.IsDoneAsync(Marker, cancellationToken))
            return;
        var configuration = services.GetRequiredService<IConfiguration>();
        var isNone = configuration["Inkoop:MoneyFrom"] == "none";
        await using var earlier = isNone ? null : await OpenAsync(services.GetRequiredService<DatabaseOptions>(), cancellationToken);
        if (earlier is null && !isNone)
            return; // looked for again at the next start: it may stand elsewhere yet
        var own = await database.ReadAsync(connection => database.Dialect.ReadSchemaAsync(connection, cancellationToken), cancellationToken);
        await database.ChangeAsync("service:money", async work =>
        {
            if (await work.IsDoneAsync(Marker))
                return 0;
            if (earlier is not null)
                await CopyAsync(work, earlier, own);
            return await work.MarkDoneAsync(Marker);
        }, cancellationToken, alone: true);
    }

    /// <summary>The database of Contracts; null when there is none, or none that ever held money.</summary>
    private static async Task<DbConnection?> OpenAsync(DatabaseOptions options, CancellationToken cancellationToken)
    {
        if (options.Engine == "sqlite" && !File.Exists(Path.Combine(options.DataDirectory, "contracts.db")))
            return null;
        var dialect = options.DialectFor("contracts");
        try
        {
            var connection = await dialect.OpenAsync(cancellationToken);
            if ((await dialect.ReadSchemaAsync(connection, cancellationToken)).Contains("payment_run"))
                return connection;
            await connection.DisposeAsync();
            return null;
        }
        catch (DbException exception)
        {
            throw new DatabaseUnusable("Wat is afgerekend en betaald, staat tot deze versie in de database van contracts, en die is niet te lezen: "
                + exception.Message + " Geef de login van money daar leesrecht, of zet Inkoop:MoneyFrom op none wanneer er nooit een eerdere versie was.");
        }
    }

    private static async Task CopyAsync(UnitOfWork work, DbConnection earlier, ILookup<string, string> own)
    {
        foreach (var table in tables)
            await CopyAsync(work, earlier, table, own[table], $"SELECT * FROM {table}");
        await CopyAsync(work, earlier, "inbox", own["inbox"], Consumed);
        await CopyAsync(work, earlier, "lease", own["lease"], Filled);
        await CopyAsync(work, earlier, "answer", own["answer"], Answered);
        var types = EventCatalog.All.Where(type => EventCatalog.ServiceOf(type) == "money").Select(type => type.Name);
        await CopyAsync(work, earlier, "event", own["event"], Logged, new { types });
    }

    /// <summary>Row by row, so that a large ledger needs no memory; the columns that both have.</summary>
    private static async Task CopyAsync(UnitOfWork work, DbConnection earlier, string table, IEnumerable<string> own, string rows, object? arguments = null)
    {
        await using var reader = await earlier.ExecuteReaderAsync(rows, arguments, commandTimeout: Dialect.LongCommandSeconds);
        var copied = Enumerable.Range(0, reader.FieldCount).Where(i => own.Contains(reader.GetName(i))).ToList();
        await using var insert = work.Connection.CreateCommand();
        insert.Transaction = work.Transaction;
        var names = copied.Select(reader.GetName).ToList();
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})";
        foreach (var name in names)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@" + name;
            insert.Parameters.Add(parameter);
        }
        while (await reader.ReadAsync(work.CancellationToken))
        {
            for (var position = 0; position < copied.Count; position++)
                insert.Parameters[position].Value = reader.GetValue(copied[position]);
            await insert.ExecuteNonQueryAsync(work.CancellationToken);
        }
    }

    private const string Consumed = """
        SELECT event_id, consumed_at,
            CASE consumer WHEN 'contracts-ledger' THEN 'money-ledger' WHEN 'contracts-care' THEN 'money-care' ELSE 'money-register' END AS consumer
        FROM inbox WHERE consumer IN ('contracts-ledger', 'contracts-care', 'contracts-register')
        """;

    private const string Filled = """
        SELECT REPLACE(name, 'filled:contracts-', 'filled:money-') AS name, holder, expires_at FROM lease WHERE name LIKE 'filled:contracts-%'
        """;

    // A caller that repeats a request across the upgrade gets the answer that it had.
    private const string Answered = """
        SELECT organisation, method, request_id, digest, reply, answered_at FROM answer
        WHERE method LIKE '/inkoop.contracts.v1.FactService/%' OR method LIKE '/inkoop.contracts.v1.PaymentService/%'
        """;

    // What happened to money is asked of this log from here on. What was not delivered yet, Contracts delivers from its own.
    private const string Logged = """
        SELECT event_id, type, subject, subject_version, actor, occurred_at, payload, COALESCE(published_at, occurred_at) AS published_at, traceparent
        FROM event WHERE type IN @types ORDER BY sequence
        """;
}
