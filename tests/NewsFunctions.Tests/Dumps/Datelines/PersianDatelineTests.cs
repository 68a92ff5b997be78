using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Tests.Dumps.Parsing;

namespace NewsFunctions.Tests.Dumps.Datelines;

/// <summary>The expected dates come from newspapers and history books, not from a calendar library.</summary>
public sealed class PersianDatelineTests
{
    [Theory]
    [InlineData("سه شنبه 5 بهمن 1395 - 23:58")]
    [InlineData("سه‌شنبه ۵ بهمن ۱۳۹۵ - ۲۳:۵۸")]
    [InlineData("سه‌شنبه، ۵ بهمن‌ماه ۱۳۹۵، ۲۳:۵۸")]
    [InlineData("سه شنبه ٠٥ بهمن ماه ١٣٩٥ ٢٣:٥٨:٠٠")]
    [InlineData("سهشنبه 5 بهمن 1395 , ساعت 23:58")]
    [InlineData("5 بهمن 1395 | 23:58")]
    [InlineData("‏سه‌شنبه 5  بهمن 1395 – 23:58‏")]
    [InlineData("سه شنبه 5 بهمن 1395 - 11:58 عصر")]
    [InlineData("سه شنبه 24 ژانويه 2017 - 23:58")]
    public void Every_form_of_a_Persian_dateline_is_read(string line)
    {
        Assert.Equal("2017-01-24T23:58:00", ReadLine.TimeOf(line));
        Assert.Equal("fa", ReadLine.Of(line)!.Language);
    }

    [Theory]
    [InlineData("شنبه 1 فروردین 1394", "2015-03-21")]
    [InlineData("يكشنبه 1 فروردين 1395", "2016-03-20")]
    [InlineData("یک‌شنبه 22 بهمن 1357", "1979-02-11")]
    [InlineData("دوشنبه 30 اسفند 1395", "2017-03-20")]
    [InlineData("دو شنبه 31 شهریور 1359", "1980-09-22")]
    [InlineData("سه شنبه 23 تیر 1394", "2015-07-14")]
    [InlineData("چهارشنبه 28 مرداد 1332", "1953-08-19")]
    [InlineData("چهار شنبه 28 امرداد 1332", "1953-08-19")]
    [InlineData("پنج‌شنبه 30 اسفند 1403", "2025-03-20")]
    [InlineData("پنجشنبه 12 بهمن 1357", "1979-02-01")]
    [InlineData("جمعه 5 دی 1382", "2003-12-26")]
    [InlineData("آدینه 22 خرداد 1388", "2009-06-12")]
    public void Weekdays_in_any_spelling_fit_their_dates(string day, string date) =>
        Assert.Equal(date + "T06:05:00", ReadLine.TimeOf($"{day} - 6:05"));

    [Theory]
    [InlineData("1 فروردین 1370", "1991-03-21")]
    [InlineData("1 فروردین 1375", "1996-03-20")]
    [InlineData("1 فروردین 1376", "1997-03-21")]
    [InlineData("1 فروردین 1379", "2000-03-20")]
    [InlineData("1 فروردین 1380", "2001-03-21")]
    [InlineData("1 فروردین 1383", "2004-03-20")]
    [InlineData("1 فروردین 1384", "2005-03-21")]
    [InlineData("1 فروردین 1387", "2008-03-20")]
    [InlineData("1 فروردین 1388", "2009-03-21")]
    [InlineData("1 فروردین 1391", "2012-03-20")]
    [InlineData("1 فروردین 1392", "2013-03-21")]
    [InlineData("1 فروردین 1396", "2017-03-21")]
    [InlineData("1 فروردین 1399", "2020-03-20")]
    [InlineData("1 فروردین 1400", "2021-03-21")]
    [InlineData("1 فروردین 1403", "2024-03-20")]
    [InlineData("1 فروردین 1404", "2025-03-21")]
    [InlineData("30 اسفند 1387", "2009-03-20")]
    [InlineData("30 اسفند 1391", "2013-03-20")]
    [InlineData("30 اسفند 1399", "2021-03-20")]
    [InlineData("29 اسفند 1394", "2016-03-19")]
    [InlineData("29 اسفند 1329", "1951-03-20")]
    [InlineData("29 اردیبهشت 1396", "2017-05-19")]
    [InlineData("3 خرداد 1361", "1982-05-24")]
    [InlineData("15 خرداد 1342", "1963-06-05")]
    [InlineData("2 خرداد 1376", "1997-05-23")]
    [InlineData("15 تیر 1403", "2024-07-05")]
    [InlineData("30 تیر 1331", "1952-07-21")]
    [InlineData("4 اردیبهشت 1305", "1926-04-25")]
    [InlineData("31 مرداد 1395", "2016-08-21")]
    [InlineData("1 مهر 1395", "2016-09-22")]
    [InlineData("13 آبان 1358", "1979-11-04")]
    [InlineData("16 آذر 1332", "1953-12-07")]
    [InlineData("13 دی 1398", "2020-01-03")]
    public void Jalali_dates_match_known_historical_days(string date, string expected) =>
        Assert.Equal(expected + "T12:00:30", ReadLine.TimeOf($"{date} - 12:00:30"));

    [Theory]
    [InlineData("1 ژانویه 2016", 1)]
    [InlineData("1 فوریه 2016", 2)]
    [InlineData("1 آوریل 2016", 4)]
    [InlineData("1 مه 2016", 5)]
    [InlineData("1 می 2016", 5)]
    [InlineData("1 ژوئن 2016", 6)]
    [InlineData("1 ژوئیه 2016", 7)]
    [InlineData("1 جولای 2016", 7)]
    [InlineData("1 آگوست 2016", 8)]
    [InlineData("1 سپتامبر 2016", 9)]
    [InlineData("1 اکتبر 2016", 10)]
    [InlineData("1 نوامبر 2016", 11)]
    [InlineData("1 دسامبر 2016", 12)]
    public void Persian_names_of_Gregorian_months_are_read(string date, int month) =>
        Assert.Equal($"2016-{month:00}-01T12:00:00", ReadLine.TimeOf($"{date} - 12:00"));

    [Theory]
    [InlineData("دوشنبه 5 بهمن 1395 - 23:58", "ND013", true)]
    [InlineData("30 اسفند 1394 - 10:00", "ND011", false)]
    [InlineData("31 مهر 1395 - 10:00", "ND011", false)]
    [InlineData("0 مهر 1395 - 10:00", "ND011", false)]
    [InlineData("5 بهمن 1395 - 24:00", "ND011", false)]
    [InlineData("5 بهمن 1395 - 10:60", "ND011", false)]
    [InlineData("5 بهمن 1277 - 10:00", "ND012", false)]
    [InlineData("5 بهمن 1479 - 10:00", "ND012", false)]
    [InlineData("5 بهمن 2017 - 10:00", "ND012", false)]
    [InlineData("5 مارس 1395 - 10:00", "ND012", false)]
    [InlineData("5 بهمن 0000 - 10:00", "ND012", false)]
    [InlineData("5 بهمن 9999 - 10:00", "ND012", false)]
    public void Impossible_date_is_reported(string line, string code, bool isDated)
    {
        ReadLine read = ReadLine.Of(line)!;

        Assert.Equal([code], read.Codes);
        Assert.Equal(isDated, read.Time is not null);
    }

    [Theory]
    [InlineData("به وقت تهران", "ND046", null)]
    [InlineData("(به وقت گرینویچ)", "ND047", 0)]
    [InlineData("GMT", "ND047", 0)]
    [InlineData("به وقت محلی", null, null)]
    public void Time_zone_after_the_time_is_reported(string zone, string? code, int? offset)
    {
        ReadLine read = ReadLine.Of($"سه شنبه 5 بهمن 1395 - 23:58 {zone}")!;

        Assert.Equal(code is null ? [] : [code], read.Codes);
        Assert.Equal((new DateTime(2017, 1, 24, 23, 58, 0), offset), (read.Time!.Value, read.Offset?.Hours));
    }

    [Theory]
    [InlineData("سه شنبه 5 بهمن 1395")]
    [InlineData("سه شنبه 5 بهمن 95 - 23:58")]
    [InlineData("سه شنبه 5 بهمن 1395 - 23:58 پل گشوده شد")]
    [InlineData("روز سه شنبه 5 بهمن 1395 - 23:58")]
    [InlineData("در سه شنبه 5 بهمن 1395 ساعت 23:58 پل گشوده شد.")]
    [InlineData("سه شنبه بهمن 1395 - 23:58")]
    [InlineData("سه شنبه 5 بهمن 1395 - 23 :58")]
    [InlineData("سه شنبه 5 بهمن 1395 - ۲۳‏:۵۸")]
    [InlineData("سه شنبه 5 بهمن 1395 - 123:58")]
    [InlineData("سه شنبه 5 بهمن 13955 - 23:58")]
    [InlineData("«سه شنبه 5 بهمن 1395 - 23:58»")]
    [InlineData("شنبه شنبه شنبه شنبه")]
    public void Line_with_more_or_less_than_a_dateline_is_text(string line) => Assert.Null(ReadLine.Of(line));

    [Fact]
    public void Article_has_its_dateline_and_the_weekday_is_checked()
    {
        ParsedArticle article = ParsedText.One("پل\nپل\nدوشنبه ۵ بهمن ۱۳۹۵ - ۲۳:۵۸\nپل تازه گشوده شد.\n");

        Assert.Equal(new DateTime(2017, 1, 24, 23, 58, 0), article.Dateline);
        Assert.Equal("پل", article.Title);
        Assert.Equal("fa", article.Language);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal(("ND013", 10L), (diagnostic.Code, diagnostic.Offset));
        Assert.Contains("دوشنبه ۵ بهمن", diagnostic.Message, StringComparison.Ordinal);
    }
}
