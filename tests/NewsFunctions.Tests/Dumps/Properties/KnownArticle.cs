using System.Globalization;
using System.Text;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Tests.Dumps.Properties;

internal sealed record KnownItem(string Id, string Sort, string ContentTypeId, string Pic, string Title)
{
    /// <param name="title">The title as escaped in JSON.</param>
    public string ToJson(string title) =>
        $$"""{"id":"{{Id}}","sort":"{{Sort}}","contenttypeid":"{{ContentTypeId}}","pic":"{{Pic}}","title":"{{title}}"}""";

    public string ToJson() => ToJson(Title.Replace("\"", "\\\"", StringComparison.Ordinal));
}

/// <summary>An article with everything that the parser must read from its text.</summary>
internal sealed record KnownArticle(
    string Language, string Title, DateTime Time, string[] Paragraphs, string? Signature, KnownItem[] Items)
{
    public string Dateline => Language switch
    {
        "fa" => InPersian(Time),
        "ar" => string.Create(CultureInfo.InvariantCulture, $"{ArabicDays[(int)Time.DayOfWeek]} {Time.Day} {ArabicMonths[Time.Month - 1]} {Time.Year} - {Time:HH:mm:ss}"),
        _ => Time.ToString("ddd MMM d, yyyy HH:mm:ss", CultureInfo.InvariantCulture),
    };

    public string List => ListOf(i => i.ToJson());

    public string ListOf(Func<KnownItem, string> json) => $"[{string.Join(" ,", Items.Select(json))} ]";

    public string ToText() => ToText(List, Encoding.UTF8.GetByteCount(List));

    public string ToText(string list, long declared) =>
        $"{Title}\n{Title}\n\n{Dateline}\n{string.Concat(Paragraphs.Select(p => p + "\n"))}"
        + (Signature is null ? "" : Signature + "\n")
        + string.Create(CultureInfo.InvariantCulture, $"string({declared}) \"{list}\"\n");

    /// <summary>Asserts that the parser read all of the article and nothing else.</summary>
    public void AssertIs(ParsedArticle article)
    {
        AssertTextIs(article);
        AssertItemsAre(article, Items.Length);
    }

    public void AssertTextIs(ParsedArticle article)
    {
        Assert.Equal(
            (Title, null, Time, Signature, Language),
            (article.Title, article.Section, article.Dateline, article.Signature, article.Language));
        Assert.Equal(Paragraphs, article.Paragraphs);
    }

    /// <param name="count">How many of the first items must be present.</param>
    public void AssertItemsAre(ParsedArticle article, int count) => Assert.Equal(
        Items[..count],
        article.Related.Select(i => new KnownItem(i.Id ?? "", i.Sort ?? "", i.ContentTypeId ?? "", i.Pic ?? "", i.Title ?? "")));

    private static readonly string[] ArabicDays = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
    private static readonly string[] ArabicMonths =
        ["يناير", "شباط", "مارس", "نيسان", "مايو", "حزيران", "يوليو", "آب", "سبتمبر", "تشرين الأول", "نوفمبر", "كانون الأول"];

    private static readonly string[] PersianDays = ["یکشنبه", "دوشنبه", "سه شنبه", "چهارشنبه", "پنج‌شنبه", "جمعه", "شنبه"];
    private static readonly string[] PersianMonths =
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

    private static string InPersian(DateTime time)
    {
        var calendar = new PersianCalendar();
        string date = string.Create(
            CultureInfo.InvariantCulture,
            $"{PersianDays[(int)time.DayOfWeek]} {calendar.GetDayOfMonth(time)} {PersianMonths[calendar.GetMonth(time) - 1]} {calendar.GetYear(time)}");
        return string.Concat($"{date} - {time:HH:mm:ss}".Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '۰') : c));
    }
}
