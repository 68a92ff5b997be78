using System.Globalization;
using System.Security.Cryptography;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Holds the hashes of the normalised content. docs/dump-format.md defines the exact bytes.</summary>
/// <param name="TextId">The id <c>{yyyyMMdd}-{16 hex digits}</c> or <c>undated-...</c> over dateline, paragraphs, and the items' ids and
/// paths.</param>
/// <param name="Version">The 16 hex digits over everything that makes a version.</param>
internal readonly record struct ContentHashes(ArticleId TextId, string Version)
{
    private const int DigestBytes = 8;

    public static ContentHashes Of(ParsedArticle article)
    {
        Span<byte> text = stackalloc byte[SHA256.HashSizeInBytes];
        HashText(article, text);
        Span<byte> version = stackalloc byte[SHA256.HashSizeInBytes];
        HashVersion(article, text, version);
        string day = article.Dateline?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "undated";
        return new ContentHashes(
            ArticleId.Parse($"{day}-{Convert.ToHexStringLower(text[..DigestBytes])}"), Convert.ToHexStringLower(version[..DigestBytes]));
    }

    private static void HashText(ParsedArticle article, Span<byte> digest)
    {
        var lines = new HashedLines();
        lines.Add('D', article.Dateline?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (string paragraph in article.Paragraphs)
        {
            lines.Add('P', paragraph);
        }

        foreach (RelatedItem item in article.Related)
        {
            lines.Add('I', item.Id);
            lines.Add('F', item.Pic);
        }

        lines.Finish(digest);
    }

    /// <summary>Hashes the version with the digest of the text: hashing the text twice would be half of the work.</summary>
    private static void HashVersion(ParsedArticle article, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(text, hex, out _);
        var lines = new HashedLines();
        lines.Add('X', hex);
        lines.Add('T', article.Title);
        lines.Add('S', article.Section);
        lines.Add('G', article.Signature);
        foreach (RelatedItem item in article.Related)
        {
            lines.Add('O', item.Sort);
            lines.Add('C', item.ContentTypeId);
            lines.Add('N', item.Title);
        }

        lines.Finish(digest);
    }
}
