using System.Data.Common;
using Dapper;

namespace Inkoop.Dispositions;

/// <summary>Reads outside a unit of work that stop when the caller does.</summary>
internal static class Sql
{
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this DbConnection connection, string sql, object args, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<T>(new CommandDefinition(sql, args, cancellationToken: cancellationToken))];

    public static Task<T?> FirstOrDefaultAsync<T>(this DbConnection connection, string sql, object args, CancellationToken cancellationToken) =>
        connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, args, cancellationToken: cancellationToken));

    public static async Task<T> ScalarAsync<T>(this DbConnection connection, string sql, object args, CancellationToken cancellationToken) =>
        (await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, args, cancellationToken: cancellationToken)))!;
}
