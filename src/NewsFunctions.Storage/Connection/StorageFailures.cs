using Azure;
using Azure.Identity;

namespace NewsFunctions.Storage.Connection;

/// <summary>Distinguishes storage trouble from bugs and explains what a person can do about it.</summary>
public static class StorageFailures
{
    private const int NoAnswer = 0;

    /// <returns>One sentence; null if the exception is something else.</returns>
    public static string? Explain(Exception exception) => exception switch
    {
        // The SDK throws this after its last retry.
        AggregateException { InnerExceptions: [.., { } last] } => Explain(last),
        StorageNotSavedException or UnlistableContainerException => exception.Message,
        AuthenticationFailedException => "no login for the storage: run 'az login', or set ArchiveStorage to a connection string",
        RequestFailedException { Status: NoAnswer } => "the storage does not answer: check the setting ArchiveStorage and the network",
        RequestFailedException { Status: 401 or 403 } =>
            "the storage refuses us: check the key in ArchiveStorage, or that your login has the data roles for blobs, queues and tables",
        RequestFailedException failed => $"the storage answered {failed.Status} {failed.ErrorCode}",
        _ => null,
    };
}
