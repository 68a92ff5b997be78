using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Papers;

/// <summary>Generates titles and sentences of one language from its words.</summary>
/// <param name="Sentence">Combines subject, action and place in the order of the language.</param>
internal sealed record Words(
    IReadOnlyList<string> Who, IReadOnlyList<string> Does, IReadOnlyList<string> What, IReadOnlyList<string> Where,
    Func<string, string, string, string, string> Sentence, IReadOnlyList<string> Sections, IReadOnlyList<string> Ends)
{
    public static Words Of(Language language) => language switch
    {
        Language.English => English,
        Language.Persian => Persian,
        _ => Arabic,
    };

    private static Words English { get; } = new(
        ["The city council", "The harbour office", "A school board", "The railway", "The museum of glass", "The weather service", "A group of fishermen",
            "The county court", "The orchestra", "The power company", "The university", "A neighbourhood club", "The tram company", "The water board"],
        ["opens", "postpones", "repairs", "sells", "plans", "celebrates", "closes", "extends", "defends", "rebuilds", "reviews", "welcomes"],
        ["the old bridge", "a night market", "the new library", "its winter timetable", "the stone quay", "a public garden", "the ferry line", "the flood wall",
            "a chess festival", "the market hall", "the bus depot", "a film archive", "the observatory", "the salt works"],
        ["in Sundby", "in Port Orrin", "near Velden", "on Saltmarsh Island", "in Tarn Valley", "at the mouth of the Orr", "in Kestrel Bay", "above Lindow",
            "in the old town", "by the northern gate", "outside Marrick", "along the canal"],
        (who, does, what, where) => $"{who} {does} {what} {where}",
        ["Herald - City", "Herald - Economy", "Herald - Culture", "Herald - Region"],
        ["The vote was held after a long debate, and the result was read to the members.",
            "It is the first time in nine years that the work is done in the spring.",
            "People who live there were told to expect noise for a few weeks.",
            "The costs are shared between the county and the two towns.",
            "Nobody was hurt, and the road was open again by the evening.",
            "A report on the matter is expected before the end of the year."]);

    private static Words Persian { get; } = new(
        ["شورای شهر", "اداره بندر", "دانشگاه پارسیان", "شرکت برق", "موزه شیشه", "انجمن ماهیگیران", "راه‌آهن", "گروه پژوهشگران", "ارکستر شهر", "سازمان آب"],
        ["را افتتاح کرد", "را تعمیر می‌کند", "را به تعویق انداخت", "را گسترش داد", "را جشن گرفت", "را بازسازی کرد", "را بررسی کرد", "را تعطیل کرد"],
        ["پل قدیمی", "بازار شبانه", "کتابخانه جدید", "برنامه زمستانی", "باغ گیاه‌شناسی", "خط کشتیرانی", "سالن گردهمایی", "رصدخانه", "پارک ساحلی", "جشنواره شطرنج"],
        ["در چابک‌سر", "در شهر کهن", "نزدیک پاسارگان", "در دره گلپر", "کنار رودخانه", "در بندر ژرف", "در شمال پایتخت", "در میدان چهارباغ"],
        (who, does, what, where) => $"{who} {where} {what} {does}",
        ["پیام - شهر", "پیام - اقتصاد", "پیام - فرهنگ"],
        ["رأی‌گیری پس از گفت‌وگویی طولانی برگزار شد و نتیجه آن اعلام شد.",
            "این نخستین بار در نه سال گذشته است که این کار در بهار انجام می‌شود.",
            "گزارش این موضوع پیش از پایان سال منتشر خواهد شد.",
            "هزینه‌ها میان شهرداری و دو شهر همسایه تقسیم می‌شود.",
            "کسی آسیب ندید و جاده تا شب دوباره باز شد."]);

    private static Words Arabic { get; } = new(
        ["مجلس المدينة", "إدارة الميناء", "الجامعة الأهلية", "شركة الكهرباء", "متحف الزجاج", "جمعية الصيادين", "هيئة السكة الحديدية", "فرقة الأوركسترا", "مؤسسة المياه"],
        ["يفتتح", "يؤجل", "يرمم", "يوسع", "يحتفل بـ", "يعيد بناء", "يراجع", "يغلق"],
        ["الجسر القديم", "السوق الليلية", "المكتبة الجديدة", "الحديقة العامة", "خط العبارات", "قاعة المؤتمرات", "المرصد الفلكي", "مهرجان الشطرنج", "أرشيف الأفلام"],
        ["في المدينة القديمة", "قرب البوابة الشمالية", "على ضفة النهر", "في وادي الزيتون", "في الميناء الجديد", "عند القلعة", "في الجزيرة", "على طريق القوافل"],
        (who, does, what, where) => $"{who} {does} {what} {where}",
        ["البيان - المدينة", "البيان - الاقتصاد", "البيان - الثقافة"],
        ["جرى التصويت بعد مناقشة طويلة، ثم أُعلنت النتيجة على الأعضاء.",
            "هذه هي المرة الأولى منذ تسع سنوات التي يجري فيها العمل في الربيع.",
            "من المتوقع أن يصدر تقرير عن المسألة قبل نهاية السنة.",
            "تتقاسم المحافظة والمدينتان التكاليف.",
            "لم يصب أحد بأذى، وأعيد فتح الطريق في المساء."]);

    public string Title(Chance chance, string subject) => Sentence(
        chance.Pick(Who, "who", subject), chance.Pick(Does, "does", subject), chance.Pick(What, "what", subject), chance.Pick(Where, "where", subject));

    /// <summary>Returns a paragraph of two or three sentences.</summary>
    public string Paragraph(Chance chance, string subject) => string.Join(
        ' ', Enumerable.Range(0, 2 + chance.Below(2, "sentences", subject)).Select(i => i % 2 == 0
            ? $"{Title(chance, $"{subject}/{i}")}."
            : chance.Pick(Ends, "end", $"{subject}/{i}")));
}
