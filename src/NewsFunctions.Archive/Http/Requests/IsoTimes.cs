using System.Globalization;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Parses the ISO 8601 times that the API accepts: a date is midnight UTC, a time without offset is UTC.</summary>
internal static class IsoTimes
{
    public const string Rule =
        "an ISO 8601 date (2016-03-11, midnight UTC) or date-time (2016-03-11T16:23:23+03:30; UTC without an offset; '+' is %2B in a URL).";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        // A '+' that was not escaped arrives as a space. No format has a space of its own.
        string iso = text.Replace(' ', '+');
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(iso, Formats, CultureInfo.InvariantCulture, Utc, out time);
    }
}
