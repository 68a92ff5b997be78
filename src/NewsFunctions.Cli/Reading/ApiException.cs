namespace NewsFunctions.Cli.Reading;

/// <summary>Reports that the archive at <c>--url</c> could not be read. The message says what happened and what to do.</summary>
internal sealed class ApiException(string message, Exception? cause = null) : Exception(message, cause);
