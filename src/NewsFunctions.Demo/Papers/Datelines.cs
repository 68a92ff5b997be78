using System.Globalization;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Papers;

/// <summary>Writes datelines in the sites' formats: English, Persian in the Jalali calendar, Arabic.</summary>
internal static class Datelines
{
    private static readonly PersianCalendar Jalali = new();

    private static readonly string[] PersianDays = ["یکشنبه", "دوشنبه", "سه شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه"];

    private static readonly string[] PersianMonths =
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

    private static readonly string[] ArabicDays = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];

    private static readonly string[] ArabicMonths =
        ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

    public static string Write(Language language, DateTime local) => language switch
    {
        Language.English => local.ToString("ddd MMM d, yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        Language.Persian => string.Create(
            CultureInfo.InvariantCulture,
            $"{PersianDays[(int)local.DayOfWeek]} {Jalali.GetDayOfMonth(local)} {PersianMonths[Jalali.GetMonth(local) - 1]} {Jalali.GetYear(local)} - {local:HH:mm}"),
        _ => string.Create(
            CultureInfo.InvariantCulture, $"{ArabicDays[(int)local.DayOfWeek]} {local.Day} {ArabicMonths[local.Month - 1]} {local.Year} - {local:HH:mm}"),
    };
}
