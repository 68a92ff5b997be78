using System.Globalization;
using System.Text;

namespace NewsFunctions.Dumps;

/// <summary>A line such as <c>Fri Mar 11, 2016 16:23:23</c>: invariant English, local time of the site.</summary>
internal static class Dateline
{
    private const int Shortest = 23;
    private const int Longest = 40;

    /// <summary>Whether a trimmed line has the shape of a dateline, be its date possible or not.</summary>
    public static bool HasShape(ReadOnlySpan<byte> line) => line.Length is >= Shortest and <= Longest && TrySplit(line, out _);

    /// <summary>The local time of a line of that shape; null, with a diagnostic, where it is none.</summary>
    public static DateTime? Read(ReadOnlySpan<byte> line, long offset, DiagnosticList diagnostics)
    {
        TrySplit(line, out Fields fields);
        string written = Encoding.ASCII.GetString(line);
        int month = MonthOf(line.Slice(fields.Month, 3));
        if (fields.Year is < 1900 or > 2100)
        {
            diagnostics.Add(DumpDiagnostics.YearOutOfRange(offset, written));
            return null;
        }

        if (month == 0 || fields.Day < 1 || fields.Day > DateTime.DaysInMonth(fields.Year, month)
            || fields.Hour > 23 || fields.Minute > 59 || fields.Second > 59)
        {
            diagnostics.Add(DumpDiagnostics.ImpossibleDate(offset, written));
            return null;
        }

        var time = new DateTime(fields.Year, month, fields.Day, fields.Hour, fields.Minute, fields.Second, DateTimeKind.Unspecified);
        string weekday = written[..3];
        if (!time.DayOfWeek.ToString().StartsWith(weekday, StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Add(DumpDiagnostics.WrongWeekday(offset, weekday, time.DayOfWeek));
        }

        return time;
    }

    private static bool TrySplit(ReadOnlySpan<byte> line, out Fields fields)
    {
        fields = default;
        int at = 0;
        if (!Letters(line, ref at) || !Spaces(line, ref at))
        {
            return false;
        }

        int month = at;
        return Letters(line, ref at) && Spaces(line, ref at)
            && Number(line, ref at, 1, 2, out int day) && Literal(line, ref at, (byte)',') && Spaces(line, ref at)
            && Number(line, ref at, 4, 4, out int year) && Spaces(line, ref at)
            && Number(line, ref at, 1, 2, out int hour) && Literal(line, ref at, (byte)':')
            && Number(line, ref at, 2, 2, out int minute) && Literal(line, ref at, (byte)':')
            && Number(line, ref at, 2, 2, out int second) && at == line.Length
            && Set(out fields, new Fields(month, day, year, hour, minute, second));
    }

    private static bool Set(out Fields target, Fields value)
    {
        target = value;
        return true;
    }

    private static int MonthOf(ReadOnlySpan<byte> name)
    {
        for (int month = 1; month <= 12; month++)
        {
            if (Ascii.EqualsIgnoreCase(name, CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)))
            {
                return month;
            }
        }

        return 0;
    }

    private static bool Letters(ReadOnlySpan<byte> line, ref int at)
    {
        int start = at;
        while (at < line.Length && at - start < 3 && char.IsAsciiLetter((char)line[at]))
        {
            at++;
        }

        return at - start == 3;
    }

    private static bool Spaces(ReadOnlySpan<byte> line, ref int at)
    {
        int start = at;
        while (at < line.Length && (line[at] == (byte)' ' || line[at] == (byte)'\t'))
        {
            at++;
        }

        return at > start;
    }

    private static bool Literal(ReadOnlySpan<byte> line, ref int at, byte expected)
    {
        bool found = at < line.Length && line[at] == expected;
        at += found ? 1 : 0;
        return found;
    }

    private static bool Number(ReadOnlySpan<byte> line, ref int at, int least, int most, out int value)
    {
        value = 0;
        int start = at;
        while (at < line.Length && at - start < most && char.IsAsciiDigit((char)line[at]))
        {
            value = (value * 10) + (line[at++] - '0');
        }

        return at - start >= least;
    }

    private readonly record struct Fields(int Month, int Day, int Year, int Hour, int Minute, int Second);
}
