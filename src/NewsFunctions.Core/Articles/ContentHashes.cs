using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Dumps;

namespace NewsFunctions.Articles;

/// <summary>Hashes over the normalised content: UTF-8, line ends LF, ends trimmed. docs/dump-format.md gives the exact bytes.</summary>
internal static class ContentHashes
{
    private const int Digits = 16;

    /// <summary><c>{yyyyMMdd}-{16 hex digits}</c> or <c>undated-...</c> over dateline, paragraphs and the items' ids and paths.</summary>
    public static ArticleId TextId(ParsedArticle article)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, 'D', Local(article.Dateline));
        foreach (string paragraph in article.Paragraphs)
        {
            Add(hash, 'P', paragraph);
        }

        foreach (RelatedItem item in article.Related)
        {
            Add(hash, 'I', item.Id);
            Add(hash, 'F', item.Pic);
        }

        string day = article.Dateline?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "undated";
        return ArticleId.Parse($"{day}-{Finish(hash)}");
    }

    /// <summary>16 hex digits over everything that makes a version.</summary>
    public static string Version(ParsedArticle article)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, 'T', article.Title);
        Add(hash, 'S', article.Section);
        Add(hash, 'D', Local(article.Dateline));
        Add(hash, 'G', article.Signature);
        foreach (string paragraph in article.Paragraphs)
        {
            Add(hash, 'P', paragraph);
        }

        foreach (RelatedItem item in article.Related)
        {
            Add(hash, 'I', item.Id);
            Add(hash, 'O', item.Sort);
            Add(hash, 'C', item.ContentTypeId);
            Add(hash, 'F', item.Pic);
            Add(hash, 'N', item.Title);
        }

        return Finish(hash);
    }

    private static string? Local(DateTime? dateline) => dateline?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The tag, the text, LF. What is absent leaves no line, so a field that is added later changes no old hash.</summary>
    private static void Add(IncrementalHash hash, char tag, string? text)
    {
        if (text is null)
        {
            return;
        }

        string normal = text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
        hash.AppendData(Encoding.UTF8.GetBytes($"{tag}{normal.AsSpan().Trim()}\n"));
    }

    private static string Finish(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
}
