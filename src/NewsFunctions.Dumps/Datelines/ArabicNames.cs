namespace NewsFunctions.Dumps.Datelines;

/// <summary>Lists weekdays and months in Arabic. Each month has the names of Iraq and the Levant, of Egypt and the Gulf, and of the
/// Maghreb.</summary>
internal static class ArabicNames
{
    public static (DateName Meaning, string Spellings)[] Weekdays { get; } =
    [
        (Day(DayOfWeek.Saturday), "السبت,سبت"),
        (Day(DayOfWeek.Sunday), "الأحد,أحد"),
        (Day(DayOfWeek.Monday), "الاثنين,اثنين,الأثنين"),
        (Day(DayOfWeek.Tuesday), "الثلاثاء,ثلاثاء,الثلثاء"),
        (Day(DayOfWeek.Wednesday), "الأربعاء,أربعاء"),
        (Day(DayOfWeek.Thursday), "الخميس,خميس"),
        (Day(DayOfWeek.Friday), "الجمعة,جمعة"),
    ];

    public static (DateName Meaning, string Spellings)[] Months { get; } =
    [
        (Month(1), "كانون الثاني,كانون ثاني,يناير,جانفي"),
        (Month(2), "شباط,فبراير,فيفري"),
        (Month(3), "آذار,مارس"),
        (Month(4), "نيسان,أبريل,أفريل"),
        (Month(5), "أيار,مايو,ماي"),
        (Month(6), "حزيران,يونيو,يونية,جوان"),
        (Month(7), "تموز,يوليو,يولية,جويلية,يوليوز"),
        (Month(8), "آب,أغسطس,أوت,غشت"),
        (Month(9), "أيلول,سبتمبر,شتنبر"),
        (Month(10), "تشرين الأول,تشرين أول,أكتوبر"),
        (Month(11), "تشرين الثاني,تشرين ثاني,نوفمبر,نونبر"),
        (Month(12), "كانون الأول,كانون أول,ديسمبر,دجنبر"),
    ];

    private static DateName Day(DayOfWeek day) => new((int)day, DateLanguages.Arabic);

    private static DateName Month(int month) => new(month, DateLanguages.Arabic);
}
