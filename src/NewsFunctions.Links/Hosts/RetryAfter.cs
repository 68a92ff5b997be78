using System.Globalization;

namespace NewsFunctions.Links.Hosts;

/// <summary>Parses the header Retry-After (RFC 9110 section 10.2.3): seconds, or a date.</summary>
internal static class RetryAfter
{
    // This is longer than any wait that we honour, and far from overflow.
    private const int MaxSeconds = 366 * 24 * 3600;

    /// <summary>Returns the wait, which is never negative. Returns null if the value is neither.</summary>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        string? text = value?.Trim();
        if (text is { Length: > 0 } && text.All(char.IsAsciiDigit))
        {
            bool small = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds < MaxSeconds;
            return TimeSpan.FromSeconds(small ? seconds : MaxSeconds);
        }

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date > now ? date - now : TimeSpan.Zero
            : null;
    }
}
