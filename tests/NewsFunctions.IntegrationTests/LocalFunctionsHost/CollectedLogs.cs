using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

internal sealed record CollectedLog(string Category, LogLevel Level, string Message, string Exception);

/// <summary>Collects what a host logs.</summary>
internal sealed class CollectedLogs : ILoggerProvider
{
    public ConcurrentQueue<CollectedLog> Entries { get; } = new();

    public IEnumerable<(LogLevel Level, string Message)> Of(string category) =>
        Entries.Where(entry => entry.Category == category).Select(entry => (entry.Level, entry.Message));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(CollectedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Entries.Enqueue(new CollectedLog(category, logLevel, formatter(state, exception), exception?.ToString() ?? ""));
    }
}
