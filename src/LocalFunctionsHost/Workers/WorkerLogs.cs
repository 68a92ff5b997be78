using System.Globalization;
using LocalFunctionsHost.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Workers;

/// <summary>Writes what workers log into this host's log, with category, level, event id and exception text.</summary>
internal sealed class WorkerLogs(ILoggerFactory logs)
{
    private const string WorkerCategories = "Microsoft.Azure.Functions.Worker";

    public void Write(RpcLog entry)
    {
        if (entry.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric)
        {
            return;
        }
        FunctionFailedException? exception = string.IsNullOrEmpty(entry.Exception?.Message) ? null : new FunctionFailedException(entry.Exception);
        // The levels have the same numbers in the protocol and in Microsoft.Extensions.Logging. This host also logs what the worker
        // logs about itself, such as that an invocation threw.
        bool isOfWorker = entry.LogCategory == RpcLog.Types.RpcLogCategory.System || entry.Category.StartsWith(WorkerCategories, StringComparison.Ordinal);
        LogLevel level = isOfWorker ? LogLevel.Debug : (LogLevel)entry.Level;
        EventId id = int.TryParse(entry.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new EventId(number) : new EventId(0, entry.EventId);
        logs.CreateLogger(entry.Category).Log(level, id, entry.Message, exception, static (message, _) => message);
    }
}
