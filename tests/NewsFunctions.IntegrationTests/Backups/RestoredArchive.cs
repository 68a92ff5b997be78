using System.Text.Json;
using NewsFunctions.IntegrationTests.Api;

namespace NewsFunctions.IntegrationTests.Backups;

/// <summary>Runs the function app over an account that was filled by a restore.</summary>
public class RestoredArchive(string connection) : ApiHost(connection);

/// <summary>Reads everything that an archive serves.</summary>
internal static class ApiAnswers
{
    /// <summary>Lists the calls that cover the whole archive.</summary>
    private static readonly string[] Lists =
    [
        "/api/articles?limit=1000", "/api/links?limit=1000", "/api/events?limit=1000", "/api/dumps?limit=1000", "/api/dumps?status=waiting", "/api/stats",
        "/api/export/articles.ndjson", "/api/export/links.ndjson", "/api/export/checks.ndjson", "/api/export/fixes.ndjson",
    ];

    /// <returns>Status and body by path.</returns>
    public static async Task<SortedDictionary<string, string>> ReadAsync(HttpClient http)
    {
        SortedDictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (string list in Lists)
        {
            await AskAsync(list);
        }

        foreach (JsonElement article in Items("/api/articles?limit=1000"))
        {
            string path = $"/api/articles/{article.GetProperty("site")}/{article.GetProperty("id")}";
            await AskAsync(path);
            await AskAsync($"{path}/versions");
            await AskAsync($"{path}/raw");
        }

        foreach (JsonElement link in Items("/api/links?limit=1000"))
        {
            string path = $"/api/links/{link.GetProperty("site")}/{link.GetProperty("linkId")}";
            await AskAsync(path);
            await AskAsync($"{path}/checks?limit=1000");
            await AskAsync($"{path}/articles");
            if (link.GetProperty("captureUrl") is { ValueKind: JsonValueKind.String } capture)
            {
                await AskAsync(capture.GetString()!);
            }
        }

        foreach (JsonElement dump in Items("/api/dumps?limit=1000"))
        {
            await AskAsync($"/api/dumps/{dump.GetProperty("dumpId")}");
        }

        return answers;

        IEnumerable<JsonElement> Items(string list)
        {
            string body = answers[list].Split('\n', 2)[1];
            return JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray();
        }

        async Task AskAsync(string path) => answers[path] = await ApiAnswers.AskAsync(http, path);
    }

    /// <summary>Sends one GET request.</summary>
    /// <returns>Status, content type and body.</returns>
    public static async Task<string> AskAsync(HttpClient http, string path)
    {
        using HttpResponseMessage response = await http.GetAsync(path, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType}\n{body}";
    }
}
