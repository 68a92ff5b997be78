using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Languages;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Tests.Dumps.Parsing;

namespace NewsFunctions.Tests.Dumps.Languages;

public sealed class ArticleLanguageTests
{
    private const string English = "The fishermen of Sundby will vote on the quotas that were announced by the ministry, and the harbour is closed.";
    private const string Persian = "پل تازه سوندبی روز گذشته پس از هشت ماه کار به روی مردم گشوده شد و شهردار از همه سپاسگزاری کرد.";
    private const string PersianOnArabicKeyboard = "پل تازه شهر روز گذشته پس از هشت ماه كار به روي مردم گشوده شد و شهردار گفت كه هزينه آن زياد بود.";
    private const string Arabic = "أعيد يوم أمس افتتاح متحف الميناء في المدينة بعد ثمانية أعوام من أعمال الترميم وأكدت الإدارة أن الدخول مجاني.";

    [Theory]
    [InlineData(English, "en")]
    [InlineData("“The harbour” – closed for months – is open again, and 200 of its piers… were rebuilt by the town.", "en")]
    [InlineData(Persian, "fa")]
    [InlineData(PersianOnArabicKeyboard, "fa")]
    [InlineData(Arabic, "ar")]
    [InlineData("Los pescadores de Sundby votarán el domingo sobre las cuotas que el ministerio anunció la semana pasada en la capital.", null)]
    [InlineData("Die Fischer von Sundby stimmen am Sonntag ab, und die Genossenschaft hat seit dem letzten Jahr mehr Mitglieder als je zuvor, "
        + "sagte der Vorsitzende am Freitag in einer Sitzung.", null)]
    [InlineData("Рыбаки Сундбю проголосуют в воскресенье по квотам, о которых министерство объявило на прошлой неделе.", null)]
    [InlineData("سنڈبی کے ماہی گیر اتوار کو کوٹے پر ووٹ ڈالیں گے، وزارت نے پچھلے ہفتے اس کا اعلان کیا تھا۔", null)]
    [InlineData("渔民将于周日就配额进行投票，该部上周宣布了配额。合作社有两百一十二名成员，港口仍然关闭。", null)]
    public void Language_is_detected_from_letters_and_words(string text, string? language)
    {
        AssertIs(language, [], text, null);
        AssertIs(language, [], text, "en");
    }

    [Theory]
    [InlineData("Text one.", "en", "en")]
    [InlineData("Text one.", null, null)]
    [InlineData("Resumé.", "en", null)]
    [InlineData("12", "fa", "fa")]
    [InlineData("سلام", "ar", "ar")]
    [InlineData("سلام", null, null)]
    [InlineData("", "fa", "fa")]
    public void Dateline_decides_the_language_of_a_short_text(string text, string? dateline, string? language) =>
        AssertIs(language, [], text, dateline);

    [Theory]
    [InlineData(Persian, "ar", "fa")]
    [InlineData(Arabic, "fa", "ar")]
    [InlineData(English, "fa", "en")]
    [InlineData("Рыбаки Сундбю проголосуют в воскресенье по квотам.", "fa", null)]
    public void Text_overrides_the_language_of_the_dateline_with_a_diagnostic(string text, string dateline, string? language) =>
        AssertIs(language, ["ND048"], text, dateline);

    [Theory]
    [InlineData(English + " " + Arabic, null, null)]
    [InlineData(English + " " + Arabic, "ar", "ar")]
    [InlineData(English + " " + Arabic, "en", null)]
    [InlineData(Persian + " " + Arabic, "fa", "fa")]
    public void Text_in_two_languages_is_reported(string text, string? dateline, string? language) =>
        AssertIs(language, ["ND049"], text, dateline);

    [Theory]
    [InlineData(Persian + " (Sundby Bridge, AFP)", "fa")]
    [InlineData(Arabic + " (پارك)", "ar")]
    [InlineData(English + " (پل)", "en")]
    public void A_few_foreign_words_change_nothing(string text, string language) => AssertIs(language, [], text, null);

    [Fact]
    public void Title_decides_the_language_if_there_is_no_other_text()
    {
        var diagnostics = new DiagnosticList();

        Assert.Equal("fa", ArticleLanguage.Of(Persian, [], null, 0, diagnostics));
        Assert.Empty(diagnostics.ToArray());
    }

    [Fact]
    public void Doubtful_language_is_reported_with_its_offset()
    {
        ParsedArticle article = ParsedText.One($"عنوان\nعنوان\nالجمعة 11 مارس 2016 - 16:23\n{Persian}\n");

        Assert.Equal("fa", article.Language);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal(("ND048", 22L), (diagnostic.Code, diagnostic.Offset));
    }

    private static void AssertIs(string? language, string[] codes, string text, string? dateline)
    {
        var diagnostics = new DiagnosticList();
        Assert.Equal(language, ArticleLanguage.Of(null, [text], dateline, 0, diagnostics));
        Assert.Equal(codes, diagnostics.ToArray().Select(d => d.Code));
    }
}
