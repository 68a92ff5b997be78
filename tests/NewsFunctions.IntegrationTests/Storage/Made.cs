using System.Globalization;
using System.Text.Json;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Builds invented articles, dumps and checks.</summary>
internal static class Made
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static DumpBlob Dump(string name, DateTimeOffset? lastModified = null) => new()
    {
        Name = name,
        ETag = "0x8D" + Math.Abs(name.GetHashCode(StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture),
        LastModified = lastModified ?? Noon,
        Size = 4075,
        Metadata = new Dictionary<string, string>(),
    };

    /// <param name="text">Also names the dump and determines the content hash.</param>
    /// <param name="textId">Null to use the id if it is a text id, or one made from the content hash.</param>
    public static ReadArticle Found(
        string id,
        string text,
        DateTimeOffset? publishedAt = null,
        DateTimeOffset? uploadedAt = null,
        IReadOnlyList<RelatedItem>? related = null,
        string? textId = null)
    {
        DumpBlob dump = Dump($"{text}.txt", uploadedAt);
        Article article = new()
        {
            Site = "example",
            Id = ArticleId.Parse(id),
            Title = $"Title of {text}",
            Section = null,
            PublishedAt = publishedAt,
            Signature = null,
            Paragraphs = [text],
            Related = related ?? [],
            DeclaredLength = null,
            ActualLength = null,
            Damage = Damage.None,
            Language = null,
            Extra = null,
            Diagnostics = [],
            ContentHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16],
        };
        return new ReadArticle(article, new Provenance
        {
            DumpName = dump.Name,
            DumpId = dump.Id.ToString(),
            Member = "",
            Offset = 0,
            Length = text.Length,
            UploadedAt = uploadedAt ?? Noon,
            CrawledAt = null,
        }, ArticleId.Parse(textId ?? (article.Id.IsTextId ? id : TextId(publishedAt, article.ContentHash))));
    }

    /// <summary>Builds a text id with the day of publication.</summary>
    public static string TextId(DateTimeOffset? publishedAt, string hash) =>
        $"{publishedAt?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "undated"}-{hash}";

    public static LinkMention Mention(LinkId id, string path, string by = "1797706", string? title = "A title") => new()
    {
        Site = "example",
        Id = id,
        Path = path,
        Title = title,
        MentionedBy = ArticleId.Parse(by),
    };

    public static LinkMention Image(int number, string by = "1797706")
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/picture_{number:0000}.jpg");
        return Mention(LinkId.ForMedia(LinkKind.Image, path), path, by);
    }

    public static CheckedLink Checked(StoredLink before, DateTimeOffset at, string visit, LinkState state = LinkState.Alive) => new(
        before,
        before.Link with
        {
            State = state,
            Verdict = state == LinkState.Alive ? Verdict.Alive : Verdict.Gone,
            Strikes = state == LinkState.Alive ? 0 : before.Link.Strikes + 1,
            FirstChecked = before.Link.FirstChecked ?? at,
            LastChecked = at,
            NextDue = at.AddDays(7),
            RecheckInterval = TimeSpan.FromDays(7),
            Checks = before.Link.Checks + 1,
            Fingerprint = new Fingerprint
            {
                Url = "https://media.example/a.jpg",
                ETag = "\"v1\"",
                Size = 200_000,
                Bytes = 65_536,
                Sha256 = new string('a', 64),
                EndSha256 = new string('b', 64),
            },
        },
        new LinkCheck
        {
            Link = before.Link.Id,
            CheckedAt = at,
            Verdict = state == LinkState.Alive ? Verdict.Alive : Verdict.Gone,
            Reason = "It answered.",
            Location = "https://media.example/a.jpg",
            Duration = TimeSpan.FromMilliseconds(12),
            RulesVersion = 1,
            Evidence = Evidence.FromJson(JsonElement.Parse("""{"status":200,"note":"صورة"}""")),
        },
        visit);
}
