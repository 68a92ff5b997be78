using System.Globalization;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Api;

/// <summary>Holds items of the archive that the measured calls ask for.</summary>
internal sealed record ApiSubjects
{
    public required long Articles { get; init; }

    public required long Links { get; init; }

    public required string Site { get; init; }

    public required string LinkId { get; init; }

    public required string ArticleId { get; init; }

    public required string Host { get; init; }

    /// <summary>A word from the article's title.</summary>
    public required string Word { get; init; }

    /// <summary>When the article was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The calls listed in docs/questions.md.</summary>
    public IEnumerable<(string Question, string Path)> Questions
    {
        get
        {
            string month = string.Create(CultureInfo.InvariantCulture, $"from={PublishedAt:yyyy-MM}-01&to={PublishedAt.AddMonths(1):yyyy-MM}-01");
            string week = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().AddDays(-7):yyyy-MM-dd}");
            yield return ("Which articles of a month lost media?", $"/api/articles?site={Site}&{month}&mediaState=lost&kind=image");
            yield return ("Which articles have this word?", $"/api/articles?q={Uri.EscapeDataString(Word)}");
            yield return ("Which articles have a word that none has?", "/api/articles?q=qqqxzzyqq");
            yield return ("On which days were media lost? Which hosts are dying?", "/api/summary");
            yield return ("Which hosts are there?", "/api/hosts");
            yield return ("What is dead on one host?", $"/api/links?host={Host}&state=Dead");
            yield return ("Why is this link dead?", $"/api/links/{Site}/{LinkId}");
            yield return ("What did its checks see?", $"/api/links/{Site}/{LinkId}/checks");
            yield return ("Which articles use it?", $"/api/links/{Site}/{LinkId}/articles");
            yield return ("What changed since last week?", $"/api/events?from={week}");
            yield return ("What is to be fixed?", $"/api/links?site={Site}&state=Dead");
            yield return ("How many links are how?", "/api/stats");
            yield return ("How long do pictures live?", "/api/survival?kind=image");
        }
    }

    public static async Task<ApiSubjects> FindAsync(HttpClient http)
    {
        JsonElement summary = await GetAsync(http, "/api/summary");
        JsonElement link = (await GetAsync(http, "/api/links?state=Dead&kind=image&limit=1")).GetProperty("items")[0];
        string site = link.GetProperty("site").GetString()!;
        string linkId = link.GetProperty("linkId").GetString()!;
        JsonElement mention = (await GetAsync(http, $"/api/links/{site}/{linkId}/articles")).GetProperty("items")[0];
        string articleId = mention.GetProperty("id").GetString()!;
        JsonElement article = await GetAsync(http, $"/api/articles/{site}/{articleId}");
        return new ApiSubjects
        {
            Articles = summary.GetProperty("articles").GetProperty("total").GetInt64(),
            Links = summary.GetProperty("links").GetProperty("total").GetInt64(),
            Site = site,
            LinkId = linkId,
            ArticleId = articleId,
            Host = new Uri(link.GetProperty("locations")[0].GetString()!).Host,
            Word = article.GetProperty("title").GetString()!.Split(' ').MaxBy(word => word.Length)!,
            PublishedAt = article.GetProperty("publishedAt").GetDateTimeOffset(),
        };
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path)
    {
        using JsonDocument answer = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return answer.RootElement.Clone();
    }
}
