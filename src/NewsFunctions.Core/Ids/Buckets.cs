using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Core.Ids;

/// <summary>Assigns links and articles to partitions: by month of the path, or by neighbouring ids.</summary>
public static class Buckets
{
    private const int IdsPerBucket = 10_000;
    private const int MaxNumericIdLength = 10;

    /// <summary>Returns <c>yyyy-MM</c> from the first <c>/yyyy/MM/</c> of the path (1990 to 2099), else <c>x</c> and two hex digits of its
    /// directory's hash.</summary>
    public static string OfMedia(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            ReadOnlySpan<char> rest = path.AsSpan(slash);
            if (rest.Length >= 9 && rest[5] == '/' && rest[8] == '/'
                && int.TryParse(rest[1..5], NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1990 and <= 2099
                && int.TryParse(rest[6..8], NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");
            }
        }

        return Hashed(path[..(path.LastIndexOf('/') + 1)]);
    }

    /// <summary>Returns the id / 10,000 for ids of at most 10 digits, <c>yyyyMM</c> for text ids, else <c>x</c> and two hex digits of the
    /// id's hash.</summary>
    public static string OfArticle(ArticleId article)
    {
        string id = article.Value;
        if (id.Length <= MaxNumericIdLength && id.All(char.IsAsciiDigit))
        {
            return (long.Parse(id, CultureInfo.InvariantCulture) / IdsPerBucket).ToString(CultureInfo.InvariantCulture);
        }

        return IsDatedTextId(id) ? id[..6] : Hashed(id);
    }

    internal static bool IsMediaBucket(string bucket) =>
        (bucket.Length == 3 && bucket[0] == 'x' && bucket[1..].All(char.IsAsciiHexDigitLower))
        || (bucket.Length == 7 && OfMedia($"/{bucket.Replace('-', '/')}/") == bucket);

    private static bool IsDatedTextId(string id) =>
        id.Length == 25 && id[8] == '-' && id[..8].All(char.IsAsciiDigit) && id[9..].All(char.IsAsciiHexDigitLower);

    private static string Hashed(string text) =>
        $"x{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..2]}";
}
