using System.Globalization;

namespace NewsFunctions.Links.WebArchives;

/// <summary>The ways in which archives write times.</summary>
internal static class WebArchiveTime
{
    private const string Digits = "yyyyMMddHHmmss";

    /// <summary>14 digits, UTC, as in CDX and in the addresses of replay.</summary>
    public static string Format(DateTimeOffset at) => at.UtcDateTime.ToString(Digits, CultureInfo.InvariantCulture);

    /// <summary>Null where the text is not 14 digits of a time.</summary>
    public static DateTimeOffset? Parse(string? text) => DateTimeOffset.TryParseExact(
        text, Digits, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;

    /// <summary>The date of HTTP, as in <c>Memento-Datetime</c>; null where the text is none.</summary>
    public static DateTimeOffset? ParseHttp(string? text) => DateTimeOffset.TryParseExact(
        text?.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;
}
