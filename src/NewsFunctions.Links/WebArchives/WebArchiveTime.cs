using System.Globalization;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Formats and parses the times in web archives.</summary>
internal static class WebArchiveTime
{
    private const string Digits = "yyyyMMddHHmmss";

    /// <summary>Formats a time as 14 digits, UTC, as in CDX and in replay URLs.</summary>
    public static string Format(DateTimeOffset at) => at.UtcDateTime.ToString(Digits, CultureInfo.InvariantCulture);

    /// <summary>Parses a time of 14 digits. Returns null if the text is not one.</summary>
    public static DateTimeOffset? Parse(string? text) => DateTimeOffset.TryParseExact(
        text, Digits, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;

    /// <summary>Parses an HTTP date, as in <c>Memento-Datetime</c>. Returns null if the text is not one.</summary>
    public static DateTimeOffset? ParseHttp(string? text) => DateTimeOffset.TryParseExact(
        text?.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;
}
