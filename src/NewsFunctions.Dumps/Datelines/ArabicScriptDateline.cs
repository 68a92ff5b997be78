namespace NewsFunctions.Dumps.Datelines;

/// <summary>Reads <c>سه شنبه 5 بهمن 1395 - 23:58</c>, <c>الجمعة ١١ آذار ٢٠١٦ - ١٦:٢٣ بتوقيت غرينتش</c>: day, month, year and time in Persian or
/// Arabic, with an optional weekday before them and an optional time zone after them.</summary>
internal static class ArabicScriptDateline
{
    private const int Longest = 224;
    private const string Separators = ",-|";

    private static readonly string[] PersianHour = ArabicScript.Fold("ساعت");
    private static readonly string[] ArabicHour = ArabicScript.Fold("الساعة");

    public static bool TryRead(ReadOnlySpan<byte> line, out DatelineFields fields)
    {
        fields = default;
        Span<char> folded = stackalloc char[Longest];
        int length = ArabicScript.Fold(line, folded);
        if (length < 0)
        {
            return false;
        }

        var at = new DatelineCursor(folded[..length].Trim(' '));
        DateLanguages languages = DateLanguages.Persian | DateLanguages.Arabic;
        bool hasWeekday = DateNames.TakeWeekday(ref at, out DateName weekday);
        if ((hasWeekday && !at.Gap(Separators))
            || !at.Number(1, 2, out int day) || !at.Gap("")
            || !TakeMonth(ref at, out DateName month) || !at.Gap(",")
            || !at.Number(4, 4, out int year) || !at.Gap(Separators)
            || !TakeTime(ref at, ref languages, out int hour, out int minute, out int second, out bool isLater)
            || !DatelineZones.Take(ref at, ref languages, out DatelineZone zone)
            || !at.AtEnd)
        {
            return false;
        }

        languages &= month.Languages & (hasWeekday ? weekday.Languages : languages);
        fields = new DatelineFields
        {
            Language = languages,
            IsJalali = month.IsJalali,
            Year = year,
            Month = month.Value,
            Day = day,
            Hour = hour,
            Minute = minute,
            Second = second,
            HasWeekday = hasWeekday,
            Weekday = hasWeekday ? (DayOfWeek)weekday.Value : null,
            Offset = zone.Offset,
            NamesPlace = zone.NamesPlace,
            IsLaterForm = isLater || zone.IsLater,
        };
        return true;
    }

    /// <summary>Reads a month, or its names in two families: <c>آذار/مارس</c>. Names of different months are refused.</summary>
    private static bool TakeMonth(ref DatelineCursor at, out DateName month)
    {
        if (!DateNames.TakeMonth(ref at, out month))
        {
            return false;
        }

        DatelineCursor ahead = at;
        if (ahead.Gap("/-") && DateNames.TakeMonth(ref ahead, out DateName other))
        {
            at = ahead;
            month = month.Value == other.Value && month.IsJalali == other.IsJalali
                ? month with { Languages = month.Languages & other.Languages }
                : month with { Value = 0 };
        }

        return true;
    }

    /// <summary>Reads <c>16:23</c>, with an optional word for hour before it and an optional half of the day after it.</summary>
    private static bool TakeTime(
        ref DatelineCursor at, ref DateLanguages languages, out int hour, out int minute, out int second, out bool isLater)
    {
        isLater = false;
        if (at.TakeAny(PersianHour) && at.Gap(""))
        {
            languages &= DateLanguages.Persian;
        }
        else if (at.TakeAny(ArabicHour) && at.Gap(""))
        {
            languages &= DateLanguages.Arabic;
        }

        if (!at.Time(out hour, out minute, out second))
        {
            return false;
        }

        // Earlier rules never read Latin names of half days here.
        isLater = HalfDays.Take(ref at, inArabicScript: true, ref hour) is { } half && (half.IsLater || half.Language == DateLanguages.English);
        return true;
    }
}
