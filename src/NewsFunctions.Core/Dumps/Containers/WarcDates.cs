using System.Globalization;
using System.Text;

namespace NewsFunctions.Dumps.Containers;

/// <summary>WARC-Date: W3C's profile of ISO 8601, in UTC; WARC 1.1 allows less of it, and fractions of a second.</summary>
internal static class WarcDates
{
    private const int Longest = 30;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM", "yyyy", "yyyyMMddHHmmss",
    ];

    public static bool TryParse(ReadOnlySpan<byte> value, out DateTimeOffset date)
    {
        date = default;
        if (value.Length > Longest)
        {
            return false;
        }

        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.Latin1.GetChars(value, text)];
        return DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
    }
}
