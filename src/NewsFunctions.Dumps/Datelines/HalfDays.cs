namespace NewsFunctions.Dumps.Datelines;

/// <summary>The half of the day behind a time of a clock of twelve. Hours that such a clock does not have stay as they are.</summary>
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

    /// <summary>Takes the half of the day and moves the hour into it. Of several spellings that fit, the longest counts.</summary>
    /// <returns>The half of the day; null where none follows.</returns>
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

    /// <summary>Noon is from eleven to some hours past twelve.</summary>
    private static int Noon(int hour) => hour is >= 1 and < 6 ? hour + 12 : hour;

    /// <summary>Night is from the evening to the hours after midnight.</summary>
    private static int Night(int hour) => hour == 12 ? 0 : hour is >= 6 and < 12 ? hour + 12 : hour;
}

/// <param name="ToHour">The hour of the day for an hour of the half day.</param>
/// <param name="IsLater">Rules before version 5 did not know it.</param>
/// <param name="Spellings">Folded by <see cref="ArabicScript"/>, without spaces; Latin ones in capitals.</param>
internal sealed record HalfDay(DateLanguages Language, Func<int, int> ToHour, bool IsLater, string[] Spellings);
