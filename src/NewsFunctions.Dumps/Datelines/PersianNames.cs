namespace NewsFunctions.Dumps.Datelines;

/// <summary>Lists weekdays and months in Persian: those of the Jalali calendar, with and without 'month' after them, and the Gregorian
/// ones.</summary>
internal static class PersianNames
{
    public static (DateName Meaning, string Spellings)[] Weekdays { get; } =
    [
        (Day(DayOfWeek.Saturday), "شنبه"),
        (Day(DayOfWeek.Sunday), "یکشنبه"),
        (Day(DayOfWeek.Monday), "دوشنبه"),
        (Day(DayOfWeek.Tuesday), "سه شنبه"),
        (Day(DayOfWeek.Wednesday), "چهارشنبه,چارشنبه"),
        (Day(DayOfWeek.Thursday), "پنجشنبه"),
        (Day(DayOfWeek.Friday), "جمعه,آدینه"),
    ];

    public static (DateName Meaning, string Spellings)[] JalaliMonths { get; } =
    [
        (Jalali(1), "فروردین,فروردین ماه"),
        (Jalali(2), "اردیبهشت,اردیبهشت ماه"),
        (Jalali(3), "خرداد,خرداد ماه"),
        (Jalali(4), "تیر,تیر ماه"),
        (Jalali(5), "مرداد,مرداد ماه,امرداد,امرداد ماه"),
        (Jalali(6), "شهریور,شهریور ماه"),
        (Jalali(7), "مهر,مهر ماه"),
        (Jalali(8), "آبان,آبان ماه"),
        (Jalali(9), "آذر,آذر ماه"),
        (Jalali(10), "دی,دی ماه"),
        (Jalali(11), "بهمن,بهمن ماه"),
        (Jalali(12), "اسفند,اسفند ماه"),
    ];

    public static (DateName Meaning, string Spellings)[] GregorianMonths { get; } =
    [
        (Month(1), "ژانویه"),
        (Month(2), "فوریه"),
        (Month(3), "مارس"),
        (Month(4), "آوریل,آپریل"),
        (Month(5), "مه,می"),
        (Month(6), "ژوئن,جون"),
        (Month(7), "ژوئیه,ژوییه,جولای,ژولای"),
        (Month(8), "اوت,آگوست"),
        (Month(9), "سپتامبر"),
        (Month(10), "اکتبر,اکتوبر"),
        (Month(11), "نوامبر"),
        (Month(12), "دسامبر"),
    ];

    private static DateName Day(DayOfWeek day) => new((int)day, DateLanguages.Persian);

    private static DateName Jalali(int month) => new(month, DateLanguages.Persian, IsJalali: true);

    private static DateName Month(int month) => new(month, DateLanguages.Persian);
}
