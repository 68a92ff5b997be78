namespace NewsFunctions.Tests.Dumps.Datelines;

/// <summary>Tests time zones and AM/PM after a time in all languages.</summary>
public sealed class DatelineZoneTests
{
    [Theory]
    [InlineData("+0330", 210)]
    [InlineData("+03:30", 210)]
    [InlineData("+3:30", 210)]
    [InlineData("+330", 210)]
    [InlineData("-0500", -300)]
    [InlineData("-5", -300)]
    [InlineData("(+03:30)", 210)]
    [InlineData("GMT+3:30", 210)]
    [InlineData("GMT +0330", 210)]
    [InlineData("UTC-05:00", -300)]
    [InlineData("GMT+0330 (IRST)", 210)]
    [InlineData("GMT+0330 (Iran Standard Time)", 210)]
    [InlineData("+0330 (Tehran time)", 210)]
    [InlineData("EST (-0500)", -300)]
    [InlineData("Z", 0)]
    [InlineData("(GMT)", 0)]
    [InlineData("- GMT", 0)]
    [InlineData("UT", 0)]
    [InlineData("EST", -300)]
    [InlineData("PDT", -420)]
    [InlineData("cest", 120)]
    [InlineData("IRST", 210)]
    [InlineData("IRDT", 270)]
    [InlineData("MSK", 180)]
    public void Offset_or_zone_after_an_English_time_is_read(string zone, int minutes)
    {
        ReadLine read = ReadLine.Of($"Fri Mar 11, 2016 16:23:23 {zone}")!;

        Assert.Equal((new DateTime(2016, 3, 11, 16, 23, 23), TimeSpan.FromMinutes(minutes)), (read.Time, read.Offset));
        Assert.Equal(["ND047"], read.Codes);
        Assert.True(read.IsLaterForm);
    }

    [Theory]
    [InlineData("16:23:23Z")]
    [InlineData("16:23:23+0330")]
    [InlineData("16:23:23-03:30")]
    public void Offset_may_follow_the_time_directly(string time) => Assert.NotNull(ReadLine.Of($"Fri Mar 11, 2016 {time}")?.Offset);

    [Theory]
    [InlineData("IST")]
    [InlineData("BST")]
    [InlineData("Tehran time")]
    [InlineData("(New York Time)")]
    [InlineData("Asia/Tehran")]
    [InlineData("(America/Port-au-Prince)")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void Zone_without_a_definite_offset_is_local_time(string zone)
    {
        ReadLine read = ReadLine.Of($"Fri Mar 11, 2016 16:23:23 {zone}")!;

        Assert.Null(read.Offset);
        Assert.Equal(["ND046"], read.Codes);
        Assert.True(read.IsLaterForm);
    }

    [Theory]
    [InlineData("Fri Mar 11, 2016 at 4:23 pm")]
    [InlineData("Friday, March 11, 2016, at 16:23")]
    public void Word_at_may_precede_an_English_time(string line)
    {
        ReadLine read = ReadLine.Of(line)!;

        Assert.Equal(new DateTime(2016, 3, 11, 16, 23, 0), read.Time);
        Assert.True(read.IsLaterForm);
    }

    [Theory]
    [InlineData("local time")]
    [InlineData("(Local Time)")]
    public void Explicit_local_time_has_no_diagnostic(string zone) => Assert.Empty(ReadLine.Of($"Fri Mar 11, 2016 16:23:23 {zone}")!.Codes);

    [Theory]
    [InlineData("+0360")]
    [InlineData("+1500")]
    [InlineData("+03:3")]
    [InlineData("+03300")]
    [InlineData("(GMT")]
    [InlineData("XYZ")]
    [InlineData("EST EST EST")]
    [InlineData("for the first time")]
    [InlineData("Asia/")]
    [InlineData("asia/tehran")]
    [InlineData("Asia/Tehran/")]
    [InlineData("time")]
    public void Anything_else_after_the_time_makes_the_line_text(string rest) => Assert.Null(ReadLine.Of($"Fri Mar 11, 2016 16:23:23 {rest}"));

    [Theory]
    [InlineData("4:23 p.m.")]
    [InlineData("4:23 P.M.")]
    [InlineData("4:23p.m.")]
    [InlineData("4:23 p.m")]
    [InlineData("4:23 pm.")]
    [InlineData("04:23 PM")]
    public void AM_and_PM_may_have_dots(string time) => Assert.Equal("2016-03-11T16:23:00", ReadLine.TimeOf($"Fri Mar 11, 2016 {time}"));

    [Theory]
    [InlineData("12:05 a.m. EST", "2016-03-11T00:05:00")]
    [InlineData("12:05 p.m. (GMT)", "2016-03-11T12:05:00")]
    public void AM_or_PM_and_zone_may_be_combined(string time, string expected) =>
        Assert.Equal(expected, ReadLine.Of($"Fri Mar 11, 2016 {time}")!.Time?.ToString("yyyy-MM-dd'T'HH:mm:ss", null));

    [Theory]
    [InlineData("11:58 ب.ظ", "23:58")]
    [InlineData("11:58 ب.ظ.", "23:58")]
    [InlineData("11:58 ب. ظ", "23:58")]
    [InlineData("11:58 ب ظ", "23:58")]
    [InlineData("۱۱:۵۸ بعدازظهر", "23:58")]
    [InlineData("11:58 بعد از ظهر", "23:58")]
    [InlineData("ساعت 11:58 شب", "23:58")]
    [InlineData("11:58 PM", "23:58")]
    [InlineData("11:58 p.m.", "23:58")]
    [InlineData("11:58 ق.ظ", "11:58")]
    [InlineData("11:58 قبل از ظهر", "11:58")]
    [InlineData("12:30 ظهر", "12:30")]
    [InlineData("1:30 ظهر", "13:30")]
    [InlineData("12:30 بامداد", "00:30")]
    [InlineData("12:30 نیمه شب", "00:30")]
    [InlineData("12:30 شب", "00:30")]
    [InlineData("2:30 شب", "02:30")]
    [InlineData("8:30 شب", "20:30")]
    [InlineData("7:30 غروب", "19:30")]
    [InlineData("8:30 صبح", "08:30")]
    public void Persian_AM_and_PM_are_read(string time, string expected) =>
        Assert.Equal($"2017-01-24T{expected}:00", ReadLine.TimeOf($"سه شنبه 5 بهمن 1395 - {time}"));

    [Theory]
    [InlineData("4:23 م", "16:23")]
    [InlineData("4:23 مساءً", "16:23")]
    [InlineData("4:23 PM", "16:23")]
    [InlineData("4:23 pm", "16:23")]
    [InlineData("4:23 بعد الظهر", "16:23")]
    [InlineData("4:23 عصرًا", "16:23")]
    [InlineData("12:23 ظهراً", "12:23")]
    [InlineData("1:23 ظهرا", "13:23")]
    [InlineData("9:23 ليلاً", "21:23")]
    [InlineData("4:23 فجراً", "04:23")]
    [InlineData("12:23 بعد منتصف الليل", "00:23")]
    [InlineData("9:23 صباحاً", "09:23")]
    [InlineData("9:23 AM", "09:23")]
    public void Arabic_AM_and_PM_are_read(string time, string expected) =>
        Assert.Equal($"2016-03-11T{expected}:00", ReadLine.TimeOf($"الجمعة 11 مارس 2016 - {time}"));

    [Theory]
    [InlineData("الجمعة 11 مارس 2016 - 16:23 +0300", 180)]
    [InlineData("الجمعة 11 مارس 2016 - 16:23 بتوقيت غرينتش +3", 180)]
    [InlineData("سه شنبه 5 بهمن 1395 - 23:58 +۰۳:۳۰", 210)]
    [InlineData("سه شنبه 5 بهمن 1395 - 11:58 ب.ظ (IRST)", 210)]
    [InlineData("سه شنبه 5 بهمن 1395 - 23:58 GMT+3:30", 210)]
    public void Offset_after_a_time_in_Arabic_script_is_read(string line, int minutes)
    {
        ReadLine read = ReadLine.Of(line)!;

        Assert.Equal(TimeSpan.FromMinutes(minutes), read.Offset);
        Assert.Equal(["ND047"], read.Codes);
    }

    [Theory]
    [InlineData("Fri Mar 11, 2016 4:23 PM GMT")]
    [InlineData("Fri Mar 11, 2016 16:23:23UTC")]
    [InlineData("الجمعة 11 مارس 2016 - 16:23 م (بتوقيت غرينتش)")]
    [InlineData("سه شنبه 5 بهمن 1395 - 11:58 عصر")]
    public void Original_forms_are_not_marked_as_later_forms(string line) => Assert.False(ReadLine.Of(line)!.IsLaterForm);
}
