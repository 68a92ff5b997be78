using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace NewsFunctions.Html;

/// <summary>Recognises the names of page parts that are not the article. It covers names, not languages: class names are English
/// everywhere.</summary>
internal static partial class PageWords
{
    /// <summary>Characters that carry no text in a line of their own: dividers, arrows, bullets.</summary>
    public static readonly SearchValues<char> NoWordCharacters =
        SearchValues.Create(" \t!\"#%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00ab\u00bb\u00b7\u2022\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2039\u203a\u2190\u2192\u25b2\u25bc\u25ba\u25c4\u25cf\u060c\u061b\u061f");

    private static readonly HashSet<string> Boilerplate = new(StringComparer.OrdinalIgnoreCase)
    {
        "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "crumbs", "sidebar", "aside", "footer", "share", "sharing",
        "sharer", "shares", "sharebar", "social", "addthis", "comment", "comments", "disqus", "respond", "related", "recommended", "recommendations",
        "promo", "advert", "adverts", "advertisement", "ads", "ad", "banner", "newsletter", "subscribe", "subscription", "tags", "taglist", "keywords",
        "toolbar", "tools", "popular", "mostread", "mostviewed", "trending", "login", "signin", "search", "cookie", "cookies", "consent", "gdpr",
        "popup", "modal", "widget", "widgets", "print", "copyright", "pagination", "pager", "ticker", "weather", "poll", "rating",
    };

    /// <summary>Returns whether an element is navigation, aside, footer, a form, or named like them. It is never called for an element with
    /// the dateline.</summary>
    public static bool IsBoilerplate(IElement element) =>
        element.LocalName is "nav" or "aside" or "footer" or "form" or "fieldset" or "dialog" or "menu"
        || (element.GetAttribute("role") is "navigation" or "complementary" or "contentinfo" or "banner" or "search" or "menu" or "dialog" or "form")
        || (element.LocalName == "header" && element.Closest("article, main") is null)
        || HasWord(element, Boilerplate);

    public static bool IsNamedTitle(IElement element) => HasWord(element, Titles);

    /// <summary>Returns whether a heading or short line starts the part with comments and other articles.</summary>
    public static bool EndsArticle(string line) => line.Length <= 60 && After().IsMatch(line);

    public static bool IsCopyright(string line) => Copyright().IsMatch(line);

    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "title", "headline", "heading", "tit", "titr", "head" };

    private static bool HasWord(IElement element, HashSet<string> words)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        return HasWord(element.GetAttribute("class"), lookup) || HasWord(element.Id, lookup);
    }

    private static bool HasWord(string? names, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        if (string.IsNullOrEmpty(names))
        {
            return false;
        }

        foreach (ValueMatch word in Word().EnumerateMatches(names))
        {
            if (words.Contains(names.AsSpan(word.Index, word.Length)))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(
        """^\W*(?:(?:leave|post|write|add) a (?:comment|reply)|(?:your |reader |user )?comments?|related(?: (?:news|stories|articles|posts|content|links))?|read (?:more|also|next)|see also|more (?:news|stories|from\b.*)|most (?:read|viewed|popular)|(?:you )?(?:may|might) also like|latest news|recommended(?: for you)?|tags?|share(?: this.*)?|نظرات?|نظر شما|ارسال نظر|دیدگاه.*|اخبار مرتبط|مطالب مرتبط|خبرهای مرتبط|بیشتر بخوانید|پربازدید.*|برچسب.*|أخبار ذات صلة|مواضيع ذات صلة|اقرأ أيضا.*|التعليقات|تعليقات|أضف تعليق.*|الأكثر قراءة|الوسوم|كلمات مفتاحية)\W*(?:\(?\d*\)?)\W*$""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(
        """^\W*(?:©|\(c\)|copyright\b|all rights reserved|کپی ?رایت|تمام(?:ی)? حقوق|کلیه حقوق|جميع الحقوق|حقوق النشر)|all rights reserved\.?$""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Copyright();
}
