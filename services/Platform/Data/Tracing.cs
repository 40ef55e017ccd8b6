using System.Diagnostics;
using Inkoop.Wire.Faults;

namespace Inkoop.Platform.Data;

/// <summary>
/// Spans of our own, listed in docs/telemetry.md: SQLite's client writes none, and what a change is called says more than its SQL. They
/// carry names of code and never a value. Only inside a trace: polls would start one a second in which nothing happens.
/// </summary>
public static class Tracing
{
    public const string SourceName = "Inkoop";

    /// <summary>Reading a database outside a transaction.</summary>
    public const string Read = "read";

    /// <summary>A unit of work, from waiting for its turn to its commit.</summary>
    public const string Change = "change";

    /// <summary>A unit of work that applies an event for one consumer.</summary>
    public const string Apply = "apply";

    /// <summary>Delivery of one event from the log to the bus.</summary>
    public const string Publish = "publish";

    private static readonly ActivitySource source = new(SourceName);

    /// <summary>What an event carries along to be delivered in the same trace; null where nobody records one.</summary>
    internal static string? Parent => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>Runs what a database is asked, in a span of its own.</summary>
    internal static async Task<T> OnDatabaseAsync<T>(string kind, string operation, Database database, Func<Task<T>> ask)
    {
        var isTraced = source.HasListeners() && Activity.Current is { Recorded: true };
        using var span = isTraced ? source.StartActivity($"{kind} {operation}", ActivityKind.Client) : null;
        var engine = database.Dialect.Name == "sqlserver" ? "microsoft.sql_server" : database.Dialect.Name;
        span?.SetTag("db.system.name", engine).SetTag("db.namespace", database.Service).SetTag("db.operation.name", operation);
        try
        {
            return await ask();
        }
        catch (Exception exception) when (Note(span, exception))
        {
            throw;
        }
    }

    /// <summary>Goes on in the trace of the change that wrote the event, in another process's or another day's time.</summary>
    internal static Activity? OnPublish(string eventType, string? traceparent) =>
        ActivityContext.TryParse(traceparent, null, isRemote: true, out var parent)
            ? source.StartActivity($"{Publish} {eventType}", ActivityKind.Internal, parent) : null;

    /// <summary>
    /// An exception filter that catches nothing. The kind of failure only: its text may quote a value. A refusal is an answer, not a failure.
    /// </summary>
    private static bool Note(Activity? span, Exception exception)
    {
        if (exception is not Fault)
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        return false;
    }
}
