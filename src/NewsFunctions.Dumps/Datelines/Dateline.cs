using System.Globalization;
using System.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Languages;

namespace NewsFunctions.Dumps.Datelines;

/// <summary>Reads a line such as <c>Fri Mar 11, 2016 16:23:23</c>, in English, Persian or Arabic. The time is local to the site unless it
/// says GMT.</summary>
/// <remarks>Every form has a ':' between two digits. The search for article boundaries in a long text relies on it.</remarks>
internal static class Dateline
{
    private const int Shortest = 15;

    /// <summary>The maximum number of bytes before and after the first colon. The search for boundaries examines slightly more.</summary>
    private const int Farthest = 112;
    private const int FirstYear = 1900;
    private const int LastYear = 2100;
    private const int FirstJalaliYear = 1278;
    private const int LastJalaliYear = 1479;

    private static readonly PersianCalendar Jalali = new();
    private static readonly GregorianCalendar Gregorian = new();

    /// <summary>Returns whether a trimmed line has the form of a dateline, even if its date is impossible.</summary>
    public static bool HasShape(ReadOnlySpan<byte> line) => TryRead(line, out _);

    /// <summary>Reads a line of that form. An impossible date or time is reported.</summary>
    public static ReadDateline Read(ReadOnlySpan<byte> line, long offset, DiagnosticList diagnostics)
    {
        TryRead(line, out DatelineFields fields);
        return new ReadDateline
        {
            Time = TimeOf(line, fields, offset, diagnostics),
            Offset = fields.Offset,
            IsLaterForm = fields.IsLaterForm,
            Language = LanguageOf(fields),
        };
    }

    private static DateTime? TimeOf(ReadOnlySpan<byte> line, DatelineFields fields, long offset, DiagnosticList diagnostics)
    {
        DateTime? date = DateOf(fields, out bool inRange);
        if (date is null)
        {
            string written = Encoding.UTF8.GetString(line);
            diagnostics.Add(inRange ? DumpDiagnostics.ImpossibleDate(offset, written) : DumpDiagnostics.YearOutOfRange(offset, written));
            return null;
        }

        if (fields.HasWeekday && fields.Weekday != date.Value.DayOfWeek)
        {
            diagnostics.Add(DumpDiagnostics.WrongWeekday(offset, Encoding.UTF8.GetString(line), date.Value.DayOfWeek));
        }

        DateTime time = date.Value.Add(new TimeSpan(fields.Hour, fields.Minute, fields.Second));
        if (fields.Offset is { } zone)
        {
            diagnostics.Add(DumpDiagnostics.DatelineNamesOffset(offset, Encoding.UTF8.GetString(line), zone));
        }
        else if (fields.NamesPlace)
        {
            diagnostics.Add(DumpDiagnostics.DatelineNamesZone(offset, Encoding.UTF8.GetString(line)));
        }

        return time;
    }

    private static string? LanguageOf(DatelineFields fields) => fields.Language switch
    {
        DateLanguages.English => ArticleLanguage.English,
        DateLanguages.Persian => ArticleLanguage.Persian,
        DateLanguages.Arabic => ArticleLanguage.Arabic,
        _ => null,
    };

    private static bool TryRead(ReadOnlySpan<byte> line, out DatelineFields fields)
    {
        fields = default;
        int colon = line.Length is >= Shortest and <= 2 * Farthest ? line.IndexOf((byte)':') : -1;
        return colon >= 0 && colon <= Farthest && line.Length - colon <= Farthest
            && (char.IsAsciiLetter((char)line[0]) ? EnglishDateline.TryRead(line, out fields) : ArabicScriptDateline.TryRead(line, out fields));
    }

    private static DateTime? DateOf(in DatelineFields fields, out bool inRange)
    {
        Calendar calendar = fields.IsJalali ? Jalali : Gregorian;
        inRange = fields.IsJalali ? fields.Year is >= FirstJalaliYear and <= LastJalaliYear : fields.Year is >= FirstYear and <= LastYear;
        if (!inRange || fields.Month == 0 || fields.Day < 1 || fields.Day > calendar.GetDaysInMonth(fields.Year, fields.Month)
            || fields.Hour > 23 || fields.Minute > 59 || fields.Second > 59)
        {
            return null;
        }

        DateTime date = calendar.ToDateTime(fields.Year, fields.Month, fields.Day, 0, 0, 0, 0);
        inRange = date.Year is >= FirstYear and <= LastYear;
        return inRange ? date : null;
    }
}
