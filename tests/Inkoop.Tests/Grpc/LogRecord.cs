using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Inkoop.Tests.GrpcRuntime;

/// <summary>Remembers what was logged, so that a test can say what must and what must not be there.</summary>
internal sealed class LogRecord : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Category, string Text)> Entries { get; } = new();

    public IEnumerable<string> Loud => Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => $"{entry.Category}: {entry.Text}");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogRecord record, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            record.Entries.Enqueue((logLevel, category, $"{formatter(state, exception)} {exception}"));
    }
}
