using NewsFunctions.Core.Ids;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Related;

/// <summary>Extracts information about a file from its media path.</summary>
internal static class MediaName
{
    private const int TicksDigits = 18;
    private const int MaxEndingLength = 5;
    private const int DateLength = 10;

    // Digits are read as a time, and a path as a date, only within these years.
    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    private static readonly long FirstTicks = new DateTime(FirstYear, 1, 1).Ticks;
    private static readonly long TicksAfterLast = new DateTime(LastYear + 1, 1, 1).Ticks;

    /// <summary>Returns the path without query and fragment.</summary>
    public static ReadOnlySpan<char> FileOf(string path)
    {
        int end = path.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? path : path.AsSpan(0, end);
    }

    /// <param name="file">The result of <see cref="FileOf"/>.</param>
    public static LinkKind KindOf(ReadOnlySpan<char> file) => file.EndsWith(".jpg") ? LinkKind.Image : KindOfEnding(file[Math.Max(file.LastIndexOf('.'), 0)..]);

    /// <summary>Reads the .NET ticks in the file name, <c>alalam_635929720961368213_25f_4x3.jpg</c>: local time of the site.</summary>
    /// <param name="file">The result of <see cref="FileOf"/>.</param>
    public static DateTime? UploadedAt(string path, ReadOnlySpan<char> file, int offset, DiagnosticList diagnostics)
    {
        if (TicksOf(file) is not { } ticks)
        {
            DateOf(path, offset, diagnostics);
            return null;
        }

        if (ticks < FirstTicks || ticks >= TicksAfterLast)
        {
            DateOf(path, offset, diagnostics);
            diagnostics.Add(DumpDiagnostics.TicksOutOfRange(offset));
            return null;
        }

        var uploaded = new DateTime(ticks, DateTimeKind.Unspecified);
        if (!IsIn(path, uploaded) && DateOf(path, offset, diagnostics) is { } named && named.DayNumber != ticks / TimeSpan.TicksPerDay)
        {
            diagnostics.Add(DumpDiagnostics.TicksAgainstPath(offset, uploaded));
        }

        return uploaded;
    }

    private static LinkKind KindOfEnding(ReadOnlySpan<char> ending)
    {
        if (ending.Length > MaxEndingLength)
        {
            return LinkKind.Other;
        }

        Span<char> lower = stackalloc char[MaxEndingLength];
        int length = ending.ToLowerInvariant(lower);
        return lower[..length] switch
        {
            ".jpg" or ".jpeg" or ".png" or ".gif" or ".webp" or ".avif" or ".bmp" or ".svg" or ".tif" or ".tiff" => LinkKind.Image,
            ".mp4" or ".webm" or ".m4v" or ".mov" or ".avi" or ".flv" or ".mkv" or ".mpg" or ".mpeg" or ".wmv" or ".3gp" or ".ogv" => LinkKind.Video,
            _ => LinkKind.Other,
        };
    }

    /// <summary>Returns whether the path begins with the date of a time, as nearly all do.</summary>
    private static bool IsIn(ReadOnlySpan<char> path, DateTime time)
    {
        if (path.Length < DateLength + 2 || path[0] != '/' || path[5] != '/' || path[8] != '/' || path[11] != '/')
        {
            return false;
        }

        (int year, int month, int day) = time;
        return Number(path[1..5]) == year && Number(path[6..8]) == month && Number(path[9..11]) == day;
    }

    /// <summary>Returns the first number of 18 digits in the file name.</summary>
    private static long? TicksOf(ReadOnlySpan<char> file)
    {
        ReadOnlySpan<char> name = file[(file.LastIndexOf('/') + 1)..];
        for (int at = 0; at + TicksDigits <= name.Length; at++)
        {
            if (!char.IsAsciiDigit(name[at]))
            {
                continue;
            }

            if (TryReadTicks(name[at..], out long ticks))
            {
                return ticks;
            }

            int length = name[at..].IndexOfAnyExceptInRange('0', '9');
            at = length < 0 ? name.Length : at + length;
        }

        return null;
    }

    /// <summary>Returns whether exactly 18 digits are here.</summary>
    private static bool TryReadTicks(ReadOnlySpan<char> digits, out long ticks)
    {
        // Three numbers of six digits avoid multiplications that depend on each other. A non-digit sets the sign bit of the result.
        const int Third = TicksDigits / 3;
        uint high = 0;
        uint middle = 0;
        uint low = 0;
        uint others = 0;
        for (int i = 0; i < Third; i++)
        {
            uint one = digits[i] - (uint)'0';
            uint two = digits[i + Third] - (uint)'0';
            uint three = digits[i + Third + Third] - (uint)'0';
            others |= one | (9 - one) | two | (9 - two) | three | (9 - three);
            high = (high * 10) + one;
            middle = (middle * 10) + two;
            low = (low * 10) + three;
        }

        ticks = (((high * 1_000_000L) + middle) * 1_000_000L) + low;
        return (int)others >= 0 && (digits.Length == TicksDigits || !char.IsAsciiDigit(digits[TicksDigits]));
    }

    /// <summary>Returns the first <c>/yyyy/MM/dd/</c> that is a valid date. A year before the web is a name, not a date.</summary>
    private static DateOnly? DateOf(string path, int offset, DiagnosticList diagnostics)
    {
        ReadOnlySpan<char> rest = path;
        string? impossible = null;
        for (int slash = 0; slash >= 0 && rest.Length > DateLength + 1; slash = rest[1..].IndexOf('/'), rest = slash < 0 ? rest : rest[(slash + 1)..])
        {
            if (rest[0] != '/' || rest[11] != '/' || rest[5] != '/' || rest[8] != '/')
            {
                continue;
            }

            int year = (int)Number(rest[1..5]);
            int month = (int)Number(rest[6..8]);
            int day = (int)Number(rest[9..11]);
            if (month < 0 || day < 0 || year is < FirstYear or > LastYear)
            {
                continue;
            }

            if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            {
                return new DateOnly(year, month, day);
            }

            impossible ??= rest.Slice(1, DateLength).ToString();
        }

        if (impossible is not null)
        {
            diagnostics.Add(DumpDiagnostics.ImpossibleDateInPath(offset, impossible));
        }

        return null;
    }

    /// <summary>Returns the number, or -1 if a character is not a digit.</summary>
    private static long Number(ReadOnlySpan<char> digits)
    {
        long number = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }
}
