using LocalFunctionsHost.LocalStorage;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Options;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Cli.Reading;

/// <summary>Explains exceptions that are not bugs, and what a person can do about them.</summary>
internal static class Failures
{
    /// <returns>The explanation; null for a bug, which deserves its stack trace.</returns>
    public static string? Explain(Exception exception) => exception switch
    {
        // Several settings are wrong at once. What the storage's retries collect is explained by the last of them.
        AggregateException { InnerExceptions: var all } when all.Any(IsSetting) =>
            all.Select(Explain).Contains(null) ? null : string.Join(' ', all.Select(Explain).Distinct()),
        UnknownSiteException or ApiException or ApiProblemException or LocalStorageException or LocalHostException or IOException or UnauthorizedAccessException or InvalidDataException => exception.Message,
        OptionsValidationException settings => string.Join(' ', settings.Failures),

        InvalidOperationException when IsSetting(exception) => $"{exception.Message}{LegalValues(exception.Message)}",
        InvalidContinuationException => "the continuation is not one of this list; take the one that the page before ended with, and the same filters",
        _ => StorageFailures.Explain(exception),
    };

    private static string LegalValues(string message) =>
        message.Contains("'System.TimeSpan'", StringComparison.Ordinal) ? " Legal: hours, minutes and seconds such as 00:00:20, or with days such as 7.00:00:00."
        : message.Contains("'System.Boolean'", StringComparison.Ordinal) ? " Legal: true or false."
        : message.Contains("'System.Int32'", StringComparison.Ordinal) || message.Contains("'System.Int64'", StringComparison.Ordinal) ? " Legal: a whole number."
        : "";

    // A value of the wrong type has no exception of its own; the binder's is recognized by its source.
    private static bool IsSetting(Exception exception) =>
        exception is OptionsValidationException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" };
}
