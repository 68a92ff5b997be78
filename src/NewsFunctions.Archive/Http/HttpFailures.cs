using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Api;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Http;

/// <summary>Turns exceptions of HTTP functions into problem details, and logs those that an operator should know.</summary>
public sealed partial class HttpFailures(ILogger<HttpFailures> logger)
{
    /// <param name="wasCancelled">Whether the host cancelled the call because it stops or the call took too long.</param>
    public Problem ToProblem(Exception exception, string function, string invocationId, bool wasCancelled)
    {
        switch (exception)
        {
            case InvalidContinuationException:
                return Problems.InvalidContinuation();
            case BadHttpRequestException bad:
                return Problems.BadRequest(bad.StatusCode);
            case OperationCanceledException when wasCancelled:
                return Problems.Interrupted();
            case StorageNotSavedException unsaved:
                Log.StorageFailed(logger, function, unsaved);
                return Problems.StorageUnavailable(cannotSave: true);
            case { } outage when StorageOutage.Is(outage):
                Log.StorageFailed(logger, function, outage);
                return Problems.StorageUnavailable();
            default:
                string traceId = Activity.Current?.TraceId.ToString() ?? invocationId;
                Log.FunctionFailed(logger, function, traceId, exception);
                return Problems.Internal(traceId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2800, LogLevel.Warning, "Returned 503 from {Function}: storage is unavailable.")]
        public static partial void StorageFailed(ILogger logger, string function, Exception exception);

        [LoggerMessage(2801, LogLevel.Error, "Returned 500 from {Function}, trace {TraceId}.")]
        public static partial void FunctionFailed(ILogger logger, string function, string traceId, Exception exception);
    }
}
