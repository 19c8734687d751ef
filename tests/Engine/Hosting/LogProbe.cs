using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SearchEngine.Engine.Tests.Hosting;

/// <summary>Passes log messages to a test that waits for them.</summary>
internal sealed class LogProbe : ILoggerProvider, ILogger
{
    private readonly Channel<(EventId Id, string Text)> _lines = Channel.CreateUnbounded<(EventId, string)>();

    /// <summary>Waits for the next message of an event.</summary>
    public async Task<string> NextAsync(int eventId)
    {
        while (true)
        {
            (EventId id, string text) = await _lines.Reader.ReadAsync(Workspace.Token);
            if (id.Id == eventId) return text;
        }
    }

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("SearchEngine", StringComparison.Ordinal)
            ? this
            : NullLogger.Instance;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite((eventId, formatter(state, exception) + exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Dispose()
    {
    }
}
