using System.Globalization;
using System.Text;

namespace NewsFunctions.Dumps.Datelines;

/// <summary>Reads <c>Fri Mar 11, 2016 16:23:23</c>, also with longer names, without seconds, with AM or PM, or with a time zone.</summary>
internal static class EnglishDateline
{
    private const int Longest = 96;
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
            || !TakeAt(ref at, out bool hasAt)
            || !at.Time(out int hour, out int minute, out int second))
        {
            return false;
        }

        ReadOnlySpan<char> rest = at.Rest;
        DatelineZone zone = default;
        if (!at.AtEnd)
        {
            DateLanguages languages = DateLanguages.English;
            HalfDays.Take(ref at, inArabicScript: false, ref hour);
            if (!DatelineZones.Take(ref at, ref languages, out zone))
            {
                return false;
            }
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
            Offset = zone.Offset,
            NamesPlace = zone.NamesPlace,
            IsLaterForm = hasAt || !IsEarlierForm(rest),
        };
        return at.AtEnd;
    }

    /// <summary>Reads the optional <c>at</c> of <c>at 4:23 pm</c>.</summary>
    private static bool TakeAt(ref DatelineCursor at, out bool found)
    {
        found = at.Take("at");
        return !found || at.Gap("");
    }

    /// <summary>Returns whether rules before version 5 could read what follows the time.</summary>
    private static bool IsEarlierForm(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim();
        int half = rest.StartsWith("AM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("PM", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        rest = rest[half..].Trim();
        return rest.IsEmpty || rest.Equals("GMT", StringComparison.OrdinalIgnoreCase) || rest.Equals("UTC", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads any three letters, or more that begin a name.</summary>
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
            // The first letter rules out nearly every name.
            if ((names[i][0] | 0x20) == (word[0] | 0x20) && names[i].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
