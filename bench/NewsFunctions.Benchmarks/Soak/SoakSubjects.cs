using System.Globalization;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Holds what the soak's calls ask about: an article, and links that were found alive.</summary>
internal sealed record SoakSubjects(string Article, IReadOnlyList<string> Links)
{
    private const int MaxLinks = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the archive has an article and links that were checked.</summary>
    public static async Task<SoakSubjects> FindAsync(ApiCalls api, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<string> articles = await IdsAsync(api, $"api/articles?site={ServedNews.Site}&limit=1", "id", cancellationToken);
            IReadOnlyList<string> links = await IdsAsync(
                api, $"api/links?site={ServedNews.Site}&kind=image&state=Alive&limit={MaxLinks}", "linkId", cancellationToken);
            if (articles.Count > 0 && links.Count > 0)
            {
                return new SoakSubjects(articles[0], links);
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Lists calls whose work does not depend on the size of the archive, so their times can be compared during the whole soak.</summary>
    public IReadOnlyList<string> TimedCalls(DateTime month) =>
    [
        $"api/articles?site={ServedNews.Site}&limit=20",
        $"api/articles?site={ServedNews.Site}&{Within(month)}&mediaState=lost&kind=image&limit=20",
        $"api/articles?site={ServedNews.Site}&{Within(month)}&q=paragraph&limit=5",
        $"api/articles/{ServedNews.Site}/{Article}",
        $"api/links?site={ServedNews.Site}&limit=20",
        $"api/links?site={ServedNews.Site}&kind=image&state=Suspect&limit=20",
        $"api/links/{ServedNews.Site}/{Links[0]}",
        $"api/links/{ServedNews.Site}/{Links[0]}/checks?limit=10",
        $"api/links/{ServedNews.Site}/{Links[0]}/articles",
        $"api/dumps?limit=20",
        $"api/events?site={ServedNews.Site}&limit=20",
        "api/hosts",
        "api/health",
        "dashboard",
    ];

    /// <summary>Lists exports and other calls that read more the larger the archive is.</summary>
    public static IReadOnlyList<string> LargeCalls(DateTime month) =>
    [
        $"api/export/articles.csv?site={ServedNews.Site}&{Within(month)}",
        $"api/export/checks.ndjson?site={ServedNews.Site}&kind=video",
        $"api/export/fixes.csv?site={ServedNews.Site}&state=Suspect&{Within(month)}",
        $"api/stats?site={ServedNews.Site}",
    ];

    private static string Within(DateTime month) =>
        string.Create(CultureInfo.InvariantCulture, $"from={month:yyyy-MM}-01&to={month.AddMonths(1):yyyy-MM}-01");

    private static async Task<IReadOnlyList<string>> IdsAsync(ApiCalls api, string path, string property, CancellationToken cancellationToken)
    {
        if (await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken) is not { } body)
        {
            return [];
        }

        using JsonDocument page = JsonDocument.Parse(body);
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(property).GetString()!)];
    }
}
