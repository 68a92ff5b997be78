using System.Globalization;
using System.Text;

namespace NewsFunctions.Dumps;

/// <summary><c>Fri Mar 11, 2016 16:23:23</c>, also with longer names, without seconds, with AM, PM, GMT or UTC.</summary>
internal static class EnglishDateline
{
    private const int Longest = 64;
    private const int Abbreviation = 3;

    private static readonly string[] Weekdays = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    public static bool TryRead(ReadOnlySpan<byte> line, out DatelineFields fields)
    {
        fields = default;
        Span<char> text = stackalloc char[Longest];
        if (line.Length > Longest || Ascii.ToUtf16(line, text, out int length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        text[..length].Replace('\t', ' ');
        var at = new DatelineCursor(text[..length]);
        if (!Name(ref at, Weekdays, out int weekday) || !at.Gap(",")
            || !Name(ref at, Months, out int month) || !at.Gap("")
            || !at.Number(1, 2, out int day) || !at.Take(',') || !at.Gap("")
            || !at.Number(4, 4, out int year) || !at.Gap(",-")
            || !at.Time(out int hour, out int minute, out int second))
        {
            return false;
        }

        bool isGmt = false;
        if (!at.AtEnd)
        {
            hour = Suffix(ref at, "AM") ? HalfDays.Morning(hour) : Suffix(ref at, "PM") ? HalfDays.Afternoon(hour) : hour;
            isGmt = Suffix(ref at, "GMT") || Suffix(ref at, "UTC");
        }

        fields = new DatelineFields
        {
            Language = DateLanguages.English,
            Year = year,
            Month = month + 1,
            Day = day,
            Hour = hour,
            Minute = minute,
            Second = second,
            HasWeekday = true,
            Weekday = weekday < 0 ? null : (DayOfWeek)weekday,
            Zone = isGmt ? DatelineZone.Gmt : DatelineZone.None,
        };
        return at.AtEnd;
    }

    /// <summary>Three letters, whatever they are, or more that a name begins with.</summary>
    private static bool Name(ref DatelineCursor at, string[] names, out int index)
    {
        ReadOnlySpan<char> word = at.Letters;
        index = word.Length < Abbreviation ? -1 : IndexOf(names, word);
        bool found = index >= 0 || word.Length == Abbreviation;
        at.Take(found ? word.Length : 0);
        return found;
    }

    private static int IndexOf(string[] names, ReadOnlySpan<char> word)
    {
        for (int i = 0; i < names.Length; i++)
        {
            // Nearly every name is told apart by its first letter.
            if ((names[i][0] | 0x20) == (word[0] | 0x20) && names[i].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Suffix(ref DatelineCursor at, string word)
    {
        DatelineCursor ahead = at;
        ahead.Gap("");
        if (!ahead.Letters.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ahead.Take(word.Length);
        at = ahead;
        return true;
    }
}
