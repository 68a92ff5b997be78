using EmbeddedFunctions.LocalStorage;
using Microsoft.Extensions.Options;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli;

/// <summary>Which exceptions are not bugs, and what a person can do about them.</summary>
internal static class Failures
{
    /// <returns>Null for a bug, which deserves its stack trace.</returns>
    public static string? Explain(Exception exception) => exception switch
    {
        LocalStorageException or IOException or UnauthorizedAccessException or InvalidDataException => exception.Message,
        OptionsValidationException settings => string.Join(' ', settings.Failures),

        // A value that is not of its key's type; the binder has no exception of its own.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => exception.Message,
        InvalidContinuationException => "the continuation is not one of this list; take the one that the page before ended with, and the same filters",
        _ => StorageFailures.Explain(exception),
    };
}
