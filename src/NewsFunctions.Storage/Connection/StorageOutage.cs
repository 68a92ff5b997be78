using System.Net;
using Azure;
using Azure.Identity;

namespace NewsFunctions.Storage.Connection;

/// <summary>Distinguishes an unavailable storage (unreachable, throttling, refusing our identity) from our own errors.</summary>
public static class StorageOutage
{
    public static bool Is(Exception exception) => exception switch
    {
        // 0: no response at all.
        RequestFailedException e => e.Status is 0 or (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden
            or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= (int)HttpStatusCode.InternalServerError,
        AuthenticationFailedException => true,
        // The retry policy collects the failures of all its tries.
        AggregateException e => e.InnerExceptions.Count > 0 && e.InnerExceptions.All(Is),
        _ => false,
    };
}
