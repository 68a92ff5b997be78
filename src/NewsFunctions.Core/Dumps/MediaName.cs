using NewsFunctions.Links;

namespace NewsFunctions.Dumps;

/// <summary>What a media path says about its file.</summary>
internal static class MediaName
{
    private const int TicksDigits = 18;
    private const int LongestEnding = 5;
    private const int DateLength = 10;

    // Within these years digits are taken for a time, and a path for a date.
    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    private static readonly long FirstTicks = new DateTime(FirstYear, 1, 1).Ticks;
    private static readonly long TicksAfterLast = new DateTime(LastYear + 1, 1, 1).Ticks;

    public static LinkKind KindOf(string? path)
    {
        ReadOnlySpan<char> name = FileOf(path);
        int dot = name.LastIndexOf('.');
        Span<char> lower = stackalloc char[LongestEnding];
        if (dot < 0 || name.Length - dot > LongestEnding)
        {
            return LinkKind.Other;
        }

        int length = name[dot..].ToLowerInvariant(lower);
        return lower[..length] switch
        {
            ".jpg" or ".jpeg" or ".png" or ".gif" or ".webp" or ".avif" or ".bmp" or ".svg" or ".tif" or ".tiff" => LinkKind.Image,
            ".mp4" or ".webm" or ".m4v" or ".mov" or ".avi" or ".flv" or ".mkv" or ".mpg" or ".mpeg" or ".wmv" or ".3gp" or ".ogv" => LinkKind.Video,
            _ => LinkKind.Other,
        };
    }

    /// <summary>The .NET ticks in the file name, <c>alalam_635929720961368213_25f_4x3.jpg</c>: local time of the site.</summary>
    public static DateTime? UploadedAt(string path, int offset, DiagnosticList diagnostics)
    {
        DateOnly? date = DateOf(path, offset, diagnostics);
        if (TicksOf(path) is not { } ticks)
        {
            return null;
        }

        if (ticks < FirstTicks || ticks >= TicksAfterLast)
        {
            diagnostics.Add(DumpDiagnostics.TicksOutOfRange(offset));
            return null;
        }

        if (date is { } named && named.DayNumber != ticks / TimeSpan.TicksPerDay)
        {
            diagnostics.Add(DumpDiagnostics.TicksAgainstPath(offset, new DateTime(ticks)));
        }

        return new DateTime(ticks, DateTimeKind.Unspecified);
    }

    /// <summary>The first number of 18 digits in the file name.</summary>
    private static long? TicksOf(string path)
    {
        ReadOnlySpan<char> name = FileOf(path);
        name = name[(name.LastIndexOf('/') + 1)..];
        for (int at = name.IndexOfAnyInRange('0', '9'); at >= 0;)
        {
            int length = name[at..].IndexOfAnyExceptInRange('0', '9');
            length = length < 0 ? name.Length - at : length;
            if (length == TicksDigits)
            {
                return Number(name.Slice(at, length));
            }

            int next = name[(at + length)..].IndexOfAnyInRange('0', '9');
            at = next < 0 ? -1 : at + length + next;
        }

        return null;
    }

    /// <summary>The first <c>/yyyy/MM/dd/</c> that is a date; another year than those of the web is no date but a name.</summary>
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

    /// <summary>-1 where another character than a digit is among them.</summary>
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

    private static ReadOnlySpan<char> FileOf(string? path)
    {
        int end = path.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? path : path.AsSpan(0, end);
    }
}
