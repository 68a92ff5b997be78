using System.Globalization;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Parses dates in common forms: ISO 8601 (RFC 3339) and RFC 2822. A time without a zone is UTC.</summary>
internal static class WrittenDates
{
    private const int Longest = 60;

    private static readonly string[] Iso =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM", "yyyyMMdd'T'HHmmssK", "yyyyMMdd",
    ];

    // The zone is removed before: in RFC 2822 it is +hhmm or a name.
    private static readonly string[] Mail = ["d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMM yyyy"];

    public static bool TryParse(string written, out DateTimeOffset date)
    {
        date = default;
        string text = written.Trim();
        if (text.Length is 0 or > Longest)
        {
            return false;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParseExact(Spelt(text), Iso, CultureInfo.InvariantCulture, Utc, out date) || TryParseMail(text, out date);
    }

    // A space instead of the T, and +hhmm instead of +hh:mm, are common.
    private static string Spelt(string text)
    {
        text = text.Length > 10 && text[10] == ' ' ? $"{text[..10]}T{text[11..].Replace(" ", "", StringComparison.Ordinal)}" : text;
        return text.Length > 15 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit) && text.Contains(':', StringComparison.Ordinal)
            ? $"{text[..^2]}:{text[^2..]}"
            : text;
    }

    private static bool TryParseMail(string text, out DateTimeOffset date)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        text = text[(comma + 1)..].Trim();
        TimeSpan zone = TimeSpan.Zero;
        int last = text.LastIndexOf(' ');
        if (last > 0 && TryZone(text[(last + 1)..], out zone))
        {
            text = text[..last];
        }

        bool parsed = DateTime.TryParseExact(text, Mail, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTime local);
        date = default;
        if (!parsed || local.Year is < 2 or > 9998)
        {
            return false;
        }

        date = new DateTimeOffset(local, zone);
        return true;
    }

    private static bool TryZone(string text, out TimeSpan zone)
    {
        zone = TimeSpan.Zero;
        if (text is "GMT" or "UTC" or "UT" or "Z")
        {
            return true;
        }

        if (text is not ['+' or '-', _, _, _, _] || !int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number / 100 > 14 || number % 100 > 59 || number > 1400)
        {
            return false;
        }

        zone = TimeSpan.FromMinutes((number / 100 * 60) + (number % 100));
        zone = text[0] == '-' ? -zone : zone;
        return true;
    }
}
