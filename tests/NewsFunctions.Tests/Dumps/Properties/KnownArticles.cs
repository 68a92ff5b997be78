using CsCheck;

namespace NewsFunctions.Tests.Dumps.Properties;

/// <summary>Generates articles in three languages.</summary>
internal static class KnownArticles
{
    private static readonly Dictionary<string, (string[] Titles, string[] Sentences)> Texts = new()
    {
        ["en"] = (
            ["Fishermen of Sundby Vote on Quotas", "Harbour Museum Reopens “After Eight Years”", "Comet Seen From the Pier at Velden"],
            ["The fishermen of Sundby will vote on Sunday on the quotas that were announced by the ministry.",
                "“We have waited for this,” the chair of the cooperative said – and left with the others.",
                "The café at the harbour, which has 212 seats, is closed from Monday (string of pearls and all).",
                "At 18:05: the ferry [number 2] was late; nobody of the crew knew why."]),
        ["fa"] = (
            ["بازگشایی پل تازه سوندبی", "گفت‌وگو با شهردار درباره بندر"],
            ["پل تازه سوندبی روز گذشته پس از هشت ماه کار به روی مردم گشوده شد.",
                "«ما هر روز از این پل می‌گذریم»، یکی از ماهیگیران به خبرنگاران گفت.",
                "گفتنی است پل پیشین در توفان ژانویه چند سال پیش فروریخته بود."]),
        ["ar"] = (
            ["إعادة افتتاح متحف الميناء بعد ثمانية أعوام", "أهالي المدينة يزورون الحديقة"],
            ["أعيد أمس افتتاح متحف الميناء في المدينة بعد ثمانية أعوام من أعمال الترميم.",
                "وقالت مديرة المتحف إن المجموعة الجديدة تضم أكثر من مئتي لوحة وخريطة قديمة.",
                "\"كنا ننتظر هذا اليوم منذ سنوات\"، قال أحد الزوار، وأضاف أن الدخول مجاني."]),
    };

    private static readonly Gen<DateTime> Times = Gen.Long[0, 100L * 365 * 24 * 3600].Select(second => new DateTime(1950, 1, 1).AddSeconds(second));

    private static readonly Gen<string> Pics = Gen.Int[0, 9_999_999].Select(
        Gen.OneOf(".jpg", ".mp4", ".png", ".webm"), (n, ending) => $"/20{10 + (n % 12)}/0{1 + (n % 9)}/1{n % 10}/sample_{n}_25f_4x3{ending}");

    /// <summary>Generates titles with quotes, brackets and other characters that resemble JSON.</summary>
    private static readonly Gen<string> ItemTitles = Gen.OneOf(
        "Harbour", "\"No\" says mayor", "The “big” one", "He said \"no\", twice", "Half (1/2) [done] {again}", "پل تازه", "\"Quoted\"", "a: b, c")
        .Array[1, 3].Select(parts => string.Join(' ', parts));

    public static Gen<KnownItem> Items { get; } = Gen.Select(
        Gen.Int[1, 9_999_999], Gen.Int[1, 9_999_999], Gen.Int[1, 99], Pics, ItemTitles,
        (id, sort, type, pic, title) => new KnownItem($"{id}", $"{sort}", $"{type}", pic, title));

    public static Gen<KnownArticle> One { get; } = OneWith(Items.Array[0, 8]);

    public static Gen<KnownArticle> WithItems { get; } = OneWith(Items.Array[1, 8]);

    private static Gen<KnownArticle> OneWith(Gen<KnownItem[]> items) => Gen.OneOf("en", "fa", "ar").SelectMany(language => Gen.Select(
        Gen.OneOf(Texts[language].Titles),
        Times,
        Gen.OneOf(Texts[language].Sentences).Array[1, 6],
        Gen.OneOf<string?>(null, "S/SH 11", "218-12", "202"),
        items,
        (title, time, paragraphs, signature, related) => new KnownArticle(language, title, time, paragraphs, signature, related)));
}
