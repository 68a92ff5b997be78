namespace NewsFunctions.Tests.Dumps.Datelines;

public sealed class ArabicDatelineTests
{
    [Theory]
    [InlineData("الجمعة 11 مارس 2016 - 16:23")]
    [InlineData("الجمعة ١١ آذار ٢٠١٦ - ١٦:٢٣")]
    [InlineData("الجمعه ۱۱ اذار ۲۰۱۶ ۱۶:۲۳:۰۰")]
    [InlineData("الجمعة، 11 آذار/مارس 2016، الساعة 16:23")]
    [InlineData("جمعة 11 آذار , 2016 - 16:23")]
    [InlineData("الجُمعة 11 آذار 2016 - 4:23 م")]
    [InlineData("الجمعة 11 آذار 2016 - 04:23 مساءً")]
    [InlineData("الجمـعة 11 مارس 2016 — 16:23")]
    [InlineData("11 آذار 2016 16:23")]
    public void Every_form_of_an_Arabic_dateline_is_read(string line)
    {
        Assert.Equal("2016-03-11T16:23:00", ReadLine.TimeOf(line));
        Assert.Equal("ar", ReadLine.Of(line)!.Language);
    }

    [Theory]
    [InlineData("السبت 5", "كانون الأول", "2015-12-05")]
    [InlineData("سبت 5", "ديسمبر", "2015-12-05")]
    [InlineData("الأحد 3", "كانون الثاني", "2016-01-03")]
    [InlineData("الاحد 3", "كانون ثاني", "2016-01-03")]
    [InlineData("أحد 3", "يناير", "2016-01-03")]
    [InlineData("الاثنين 1", "شباط", "2016-02-01")]
    [InlineData("الإثنين 1", "فبراير", "2016-02-01")]
    [InlineData("اثنين 1", "فيفري", "2016-02-01")]
    [InlineData("الثلاثاء 5", "نيسان", "2016-04-05")]
    [InlineData("الثلاثا 5", "أبريل", "2016-04-05")]
    [InlineData("الثلاثاء 5", "إبريل", "2016-04-05")]
    [InlineData("الأربعاء 4", "أيار", "2016-05-04")]
    [InlineData("الاربعاء 4", "مايو", "2016-05-04")]
    [InlineData("الخميس 2", "حزيران", "2016-06-02")]
    [InlineData("خميس 2", "يونيو", "2016-06-02")]
    [InlineData("الخميس 2", "يونيه", "2016-06-02")]
    [InlineData("الجمعة 1", "تموز", "2016-07-01")]
    [InlineData("الجمعة 1", "يوليو", "2016-07-01")]
    [InlineData("الجمعة 1", "يوليه", "2016-07-01")]
    [InlineData("الاثنين 1", "آب", "2016-08-01")]
    [InlineData("الاثنين 1", "أغسطس", "2016-08-01")]
    [InlineData("الاثنين 1", "اغسطس", "2016-08-01")]
    [InlineData("الخميس 1", "أيلول", "2016-09-01")]
    [InlineData("الخميس 1", "سبتمبر", "2016-09-01")]
    [InlineData("السبت 1", "تشرين الأول", "2016-10-01")]
    [InlineData("السبت 1", "تشرين الاول", "2016-10-01")]
    [InlineData("السبت 1", "أكتوبر", "2016-10-01")]
    [InlineData("الثلاثاء 1", "تشرين الثاني", "2016-11-01")]
    [InlineData("الثلاثاء 1", "نوفمبر", "2016-11-01")]
    [InlineData("الثلاثاء 1", "نونبر", "2016-11-01")]
    public void Months_and_weekdays_in_any_spelling_are_read(string day, string month, string date) =>
        Assert.Equal(date + "T09:05:00", ReadLine.TimeOf($"{day} {month} {date[..4]} - 9:05"));

    [Theory]
    [InlineData("بتوقيت غرينتش", "ND047", 0)]
    [InlineData("- بتوقيت غرينتش", "ND047", 0)]
    [InlineData("بتوقيت غرينيتش", "ND047", 0)]
    [InlineData("(بتوقيت جرينتش)", "ND047", 0)]
    [InlineData("بتوقيت طهران", "ND046", null)]
    [InlineData("بتوقيت مكة المكرمة", "ND046", null)]
    [InlineData("بالتوقيت المحلي", null, null)]
    public void Time_zone_after_the_time_is_reported(string zone, string? code, int? offset)
    {
        ReadLine read = ReadLine.Of($"الجمعة 11 مارس 2016 - 16:23 {zone}")!;

        Assert.Equal(code is null ? [] : [code], read.Codes);
        Assert.Equal((new DateTime(2016, 3, 11, 16, 23, 0), offset), (read.Time!.Value, read.Offset?.Hours));
    }

    [Theory]
    [InlineData("الخميس 11 مارس 2016 - 16:23", "ND013", true)]
    [InlineData("الجمعة 11 آذار/أبريل 2016 - 16:23", "ND011", false)]
    [InlineData("الاثنين 30 شباط 2016 - 16:23", "ND011", false)]
    [InlineData("الجمعة 11 مارس 2016 - 25:23", "ND011", false)]
    [InlineData("الجمعة 11 مارس 1437 - 16:23", "ND012", false)]
    public void Impossible_date_is_reported(string line, string code, bool isDated)
    {
        ReadLine read = ReadLine.Of(line)!;

        Assert.Equal([code], read.Codes);
        Assert.Equal(isDated, read.Time is not null);
    }

    [Theory]
    [InlineData("الجمعة 2 جمادى الثانية 1437 - 16:23")]
    [InlineData("الجمعة 11 مارس 2016")]
    [InlineData("الجمعة 11 مارس 2016 - 16:23 افتتاح المتحف")]
    [InlineData("الجمعة 11 مارس 2016 - 16:23 بتوقيت مدينة أخرى غير معروفة")]
    [InlineData("في يوم الجمعة 11 مارس 2016 - 16:23")]
    [InlineData("الجمعة 11 مارس 2016 - 16.23")]
    [InlineData("الجمعة 11 كانون 2016 - 16:23")]
    [InlineData("الجمعة (11) مارس 2016 - 16:23")]
    public void Line_with_more_or_less_than_a_dateline_is_text(string line) => Assert.Null(ReadLine.Of(line));

    [Theory]
    [InlineData("جمعه 11 مارس 2016 - 16:23")]
    [InlineData("11 اوت 2016 - 16:23")]
    [InlineData("الخميس 5 بهمن 1396 - 16:23")]
    public void Names_shared_by_both_languages_leave_the_language_open(string line) => Assert.Null(ReadLine.Of(line)!.Language);
}
