using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Core.Ids;

/// <summary>Represents the id of a link within its site. It contains the link's shard, so reading one link is one point read.</summary>
/// <remarks>
/// Media: <c>{i|v|o}{bucket}-{16 hex digits of SHA-256 of the path}</c>, e.g. <c>i2016-03-0123456789abcdef</c>.
/// Page: <c>p{article id}</c>.
/// </remarks>
public readonly record struct LinkId
{
    private const int HashLength = 16;

    private LinkId(string value, LinkKind kind, string bucket)
    {
        Value = value;
        Kind = kind;
        Bucket = bucket;
    }

    public string Value { get; }

    public LinkKind Kind { get; }

    public string Bucket { get; }

    /// <param name="kind">Any kind but <see cref="LinkKind.Page"/>.</param>
    /// <param name="path">The path as in the dump, with escapes and entities decoded.</param>
    public static LinkId ForMedia(LinkKind kind, string path)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(kind, LinkKind.Page);
        string bucket = Buckets.OfMedia(path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..HashLength];
        return new LinkId($"{LinkKinds.Letter(kind)}{bucket}-{hash}", kind, bucket);
    }

    public static LinkId ForPage(ArticleId article) =>
        new($"{LinkKinds.Letter(LinkKind.Page)}{article.Value}", LinkKind.Page, Buckets.OfArticle(article));

    public static bool TryParse([NotNullWhen(true)] string? text, out LinkId id)
    {
        id = default;
        if (text is not { Length: > 1 } || LinkKinds.FromLetter(text[0]) is not { } kind)
        {
            return false;
        }

        if (kind == LinkKind.Page)
        {
            if (!ArticleId.TryParse(text[1..], out ArticleId article))
            {
                return false;
            }

            id = ForPage(article);
            return true;
        }

        int dash = text.LastIndexOf('-');
        if (dash < 2 || text.Length - dash - 1 != HashLength || !text[(dash + 1)..].All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        string bucket = text[1..dash];
        if (!Buckets.IsMediaBucket(bucket))
        {
            return false;
        }

        id = new LinkId(text, kind, bucket);
        return true;
    }

    /// <exception cref="FormatException">The text is not a link id.</exception>
    public static LinkId Parse(string text) => TryParse(text, out LinkId id)
        ? id
        : throw new FormatException($"'{text}' is not a link id, such as i2016-03-0123456789abcdef or p1797706.");

    public override string ToString() => Value;
}
