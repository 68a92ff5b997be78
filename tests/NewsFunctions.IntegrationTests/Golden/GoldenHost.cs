using System.Text.Json;
using System.Text.RegularExpressions;
using NewsFunctions.IntegrationTests.Backups;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>Runs the function app over a restored golden archive, with the sites of the golden archive.</summary>
public sealed partial class GoldenHost(string connection) : RestoredArchive(connection)
{
    private const int Pages = 4;

    /// <summary>
    /// Lists further calls beside those of <see cref="ApiAnswers"/>. Their answers do not depend on the current time.
    /// </summary>
    private static readonly string[] More =
    [
        "/api/hosts?limit=1000", "/api/operations?limit=1000", "/api/articles?q=museum", "/api/articles?site=testsite&mediaState=dead", "/api/articles?kind=video&limit=5",
        "/api/links?state=dead&limit=20", "/api/links?verdict=blocked&limit=20", "/api/events?what=dead&limit=20", "/api/events?host=media.testsite.example",
        "/api/mentions?links=https://media.testsite.example/2016/03/07/pic_11.jpg",
        "/api/export/articles.csv?site=testsite", "/api/export/links.csv?site=testsite", "/api/export/checks.csv?site=testsite", "/api/export/fixes.csv?site=testsite",
    ];

    /// <summary>
    /// Lists calls with several pages. Their continuations are stored and must still work in later versions.
    /// </summary>
    private static readonly string[] Continued =
    [
        "/api/articles?limit=7", "/api/articles?q=the&limit=3", "/api/links?limit=7", "/api/links?kind=image&state=alive&limit=7", "/api/events?limit=7", "/api/dumps?limit=3", "/api/hosts?limit=2",
    ];

    protected override IEnumerable<(string Key, string Value)> Settings => GoldenSettings.All.Select(setting => (setting.Key, setting.Value));

    /// <summary>Reads everything that the archive serves.</summary>
    public async Task<SortedDictionary<string, string>> ReadAsync()
    {
        SortedDictionary<string, string> answers = await ApiAnswers.ReadAsync(Http);
        foreach (string path in More)
        {
            answers[path] = await ApiAnswers.AskAsync(Http, path);
        }

        foreach (string list in Continued)
        {
            string? next = list;
            for (int page = 0; page < Pages && next is not null; page++)
            {
                answers[next] = await ApiAnswers.AskAsync(Http, next);
                using JsonDocument body = JsonDocument.Parse(answers[next].Split('\n', 2)[1]);
                next = body.RootElement.TryGetProperty("continuation", out JsonElement token) && token.GetString() is { } text
                    ? $"{list}&continuation={Uri.EscapeDataString(text)}"
                    : null;
            }
        }

        foreach ((string path, string answer) in answers.ToArray())
        {
            answers[path] = Known(answer);
        }

        return answers;
    }

    /// <summary>Reads the paths that were stored with the golden archive.</summary>
    public async Task<SortedDictionary<string, string>> ReadAsync(IEnumerable<string> paths)
    {
        SortedDictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            answers[path] = Known(await ApiAnswers.AskAsync(Http, path));
        }

        return answers;
    }

    /// <summary>Removes the trace id from a problem document, because it differs for each call.</summary>
    private static string Known(string answer) => TraceId().Replace(answer, "\"traceId\":\"\"");

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
