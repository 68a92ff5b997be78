namespace NewsFunctions.Dumps.Datelines;

/// <summary>Reads the half of the day after a 12-hour time. Hours outside the 12-hour clock stay unchanged.</summary>
internal static class HalfDays
{
    private static readonly HalfDay[] Arabic =
    [
        Of(DateLanguages.Arabic, Morning, isLater: false, "ص", "صباحا"),
        Of(DateLanguages.Arabic, Afternoon, isLater: false, "م", "مساء"),
        Of(DateLanguages.Arabic, Morning, isLater: true, "فجرا", "قبل الظهر", "منتصف الليل", "بعد منتصف الليل", "صباح"),
        Of(DateLanguages.Arabic, Afternoon, isLater: true, "بعد الظهر", "عصرا", "مساءا"),
        Of(DateLanguages.Arabic, Noon, isLater: true, "ظهرا", "الظهر"),
        Of(DateLanguages.Arabic, Night, isLater: true, "ليلا"),
    ];

    private static readonly HalfDay[] Persian =
    [
        Of(DateLanguages.Persian, Morning, isLater: false, "صبح"),
        Of(DateLanguages.Persian, Afternoon, isLater: false, "عصر"),
        Of(DateLanguages.Persian, Morning, isLater: true, "ق.ظ", "ق.ظ.", "ق ظ", "قبل از ظهر", "قبل ازظهر", "پیش از ظهر", "بامداد", "سحر", "نیمه شب", "بعد از نیمه شب"),
        Of(DateLanguages.Persian, Afternoon, isLater: true, "ب.ظ", "ب.ظ.", "ب ظ", "بعد از ظهر", "بعد ازظهر", "پس از ظهر", "غروب"),
        Of(DateLanguages.Persian, Noon, isLater: true, "ظهر", "نیمروز"),
        Of(DateLanguages.Persian, Night, isLater: true, "شب"),
    ];

    private static readonly HalfDay[] Latin =
    [
        Of(DateLanguages.English, Morning, isLater: false, "AM"),
        Of(DateLanguages.English, Afternoon, isLater: false, "PM"),
        Of(DateLanguages.English, Morning, isLater: true, "A.M.", "A.M", "AM."),
        Of(DateLanguages.English, Afternoon, isLater: true, "P.M.", "P.M", "PM."),
    ];

    private static readonly HalfDay[] InArabicScript = [.. Arabic, .. Persian, .. Latin];

    /// <summary>Takes the half of the day and converts the hour to it. The longest matching spelling wins.</summary>
    /// <returns>The half of the day; null if none follows.</returns>
    public static HalfDay? Take(ref DatelineCursor at, bool inArabicScript, ref int hour)
    {
        DatelineCursor ahead = at;
        ahead.Gap("");
        HalfDay? found = null;
        int length = 0;
        foreach (HalfDay half in inArabicScript ? InArabicScript : Latin)
        {
            foreach (string spelling in half.Spellings)
            {
                int taken = ahead.Match(spelling);
                (found, length) = taken > length ? (half, taken) : (found, length);
            }
        }

        if (found is not null)
        {
            ahead.Take(length);
            at = ahead;
            hour = found.ToHour(hour);
        }

        return found;
    }

    private static HalfDay Of(DateLanguages language, Func<int, int> toHour, bool isLater, params string[] spellings) =>
        new(language, toHour, isLater, language == DateLanguages.English ? spellings : ArabicScript.Fold(spellings));

    private static int Morning(int hour) => hour == 12 ? 0 : hour;

    private static int Afternoon(int hour) => hour is >= 1 and < 12 ? hour + 12 : hour;

    /// <summary>Converts noon, which is from eleven until some hours past twelve.</summary>
    private static int Noon(int hour) => hour is >= 1 and < 6 ? hour + 12 : hour;

    /// <summary>Converts night, which is from the evening until the hours after midnight.</summary>
    private static int Night(int hour) => hour == 12 ? 0 : hour is >= 6 and < 12 ? hour + 12 : hour;
}

/// <param name="ToHour">Converts an hour of the half day to an hour of the day.</param>
/// <param name="IsLater">Whether rules before version 5 did not know it.</param>
/// <param name="Spellings">The spellings, folded by <see cref="ArabicScript"/>, without spaces; Latin ones in capitals.</param>
internal sealed record HalfDay(DateLanguages Language, Func<int, int> ToHour, bool IsLater, string[] Spellings);
