using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Inkoop.Tests.Sql;

/// <summary>Hears every command that the databases under one folder are asked, whole and with its parameters, also what is composed while it runs.</summary>
internal sealed class Recorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<(string Service, string Asked), SqlText> asked = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = [];
    private string folder = "\0";

    public Recorder() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Whose commands count: the tests beside this one have hosts of their own.</summary>
    public string Folder { set => folder = value; }

    public IReadOnlyCollection<(string Asked, SqlText Text)> Heard => [.. asked.Select(entry => (entry.Key.Asked, entry.Value))];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Inkoop.Sql")
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not SqliteCommand { Connection.DataSource: { } file } command || !file.StartsWith(folder, StringComparison.Ordinal))
            return;
        var service = Path.GetFileNameWithoutExtension(file);
        // What is built beside a table is asked the same as the table.
        var text = asked.GetOrAdd((service, command.CommandText.Replace("__next", "", StringComparison.Ordinal)), static key => new SqlText(key.Service, Texts.ForSqlServer(key.Asked), "asked"));
        lock (text)
        {
            foreach (SqliteParameter parameter in command.Parameters)
                if (TypeOf(parameter) is { } type)
                    text.ParameterTypes[parameter.ParameterName.TrimStart('@')] = type;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }

    /// <summary>The type that the same value has when SQL Server gets it; null for a null that says nothing.</summary>
    private static string? TypeOf(SqliteParameter parameter) => parameter.Value switch
    {
        null or DBNull => null,
        bool => "bit",
        int => "int",
        long or Enum => "bigint",
        byte[] => "varbinary(max)",
        string when parameter.DbType == DbType.AnsiStringFixedLength => "char(36)",
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "date",
        string text when text.Length == 28 && DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) => "datetimeoffset(7)",
        string text => Ascii.IsValid(text) ? "varchar(8000)" : "nvarchar(4000)",
        var other => throw new InvalidOperationException($"{parameter.ParameterName} is a {other.GetType().Name}: what is that to SQL Server?"),
    };
}
