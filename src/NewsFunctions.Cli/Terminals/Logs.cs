using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.Cli.Terminals;

/// <summary>Sets where log lines go.</summary>
internal static class Logs
{
    /// <summary>Logs to standard error; standard output is for results.</summary>
    public static ILoggingBuilder ToStandardError(this ILoggingBuilder logging, bool verbose)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Warning);

        // A person who waits should know which ports the storage has, and that it is being installed the first time.
        logging.AddFilter(typeof(LocalStorageSupervisor).FullName, verbose ? LogLevel.Debug : LogLevel.Information);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(console =>
        {
            console.FormatterName = LogLine.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.AddConsoleFormatter<LogLine, LogLineOptions>(line => line.Traces = verbose);
        return logging;
    }
}
