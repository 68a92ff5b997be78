using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Cli.Terminals;

internal sealed class LogLineOptions : ConsoleFormatterOptions
{
    /// <summary>Says whether exceptions come with their stack traces.</summary>
    public bool Traces { get; set; }
}

/// <summary>Writes a log entry as one line that is safe to show: messages name dumps and URLs.</summary>
internal sealed class LogLine(IOptionsMonitor<LogLineOptions> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "news";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string level = logEntry.LogLevel switch
        {
            >= LogLevel.Error => "error: ",
            LogLevel.Warning => "warning: ",
            _ => "",
        };
        string text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss} {level}{SafeText.Line(text)}"));
        if (logEntry.Exception is { } exception)
        {
            string[] lines = options.CurrentValue.Traces ? exception.ToString().Split('\n') : [$"{exception.GetType().Name}: {exception.Message}"];
            foreach (string line in lines)
            {
                textWriter.WriteLine($"  {SafeText.Line(line)}");
            }
        }
    }
}
