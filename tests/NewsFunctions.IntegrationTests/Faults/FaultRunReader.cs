using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Reads an archive as readers do: lists page by page, single articles and links, a search, counts, exports.</summary>
/// <param name="repeat">Repeats a read that failed.</param>
internal sealed class FaultRunReader(Archive archive, Func<string, Func<Task>, Task> repeat)
{
    private const int Limit = 40;
    private readonly SortedDictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly ArchiveQueries _queries = archive.Get<ArchiveQueries>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>The answers by request.</returns>
    public async Task<SortedDictionary<string, string>> ReadAsync()
    {
        Assert.True(SearchQuery.TryParse("ferry", out SearchQuery? ferry, out _));
        await ListAsync("articles", async next => await _queries.ListArticlesAsync(new ArticleFilter(), new MediaQuery(), null, Limit, next, Token), page => page.Continuation);
        await ListAsync("found", async next => await _queries.ListArticlesAsync(new ArticleFilter(), new MediaQuery(), ferry, Limit, next, Token), page => page.Continuation);
        await ListAsync("lost", async next => await _queries.ListArticlesAsync(new ArticleFilter(), new MediaQuery(WantedMedia.Dead), null, Limit, next, Token), page => page.Continuation);
        await ListAsync("links", async next => await _queries.ListLinksAsync(new LinkQuery(), Limit, next, Token), page => page.Continuation);
        await ListAsync("events", async next => await _queries.ListEventsAsync(new EventFilter(), Limit, next, Token), page => page.Continuation);
        await ListAsync("dumps", async next => await _queries.ListDumpsAsync(new DumpFilter(), Limit, next, Token), page => page.Continuation);
        LinkId picture = LinkId.ForMedia(LinkKind.Image, DumpText.Picture(FaultRunDumps.Judged));
        await AskAsync("link", async () => await _queries.GetLinkAsync(Archive.Site, picture, Token));
        await AskAsync("checks of the link", async () => await _queries.ListChecksAsync(Archive.Site, picture, Limit, null, Token));
        await AskAsync("articles of the link", async () => await _queries.ListLinkArticlesAsync(Archive.Site, picture, Limit, null, Token));
        await AskAsync("stats", async () => await _queries.GetStatsAsync(null, Token));
        foreach (ExportWhat what in Enum.GetValues<ExportWhat>())
        {
            await repeat($"export {what}", async () =>
            {
                using var file = new MemoryStream();
                await archive.Get<ArchiveExports>().Open(new ExportQuery { What = what }, ExportFormat.Ndjson, bom: false).WriteAsync(file, Token);
                _answers[$"export {what}"] = Encoding.UTF8.GetString(file.ToArray());
            });
        }

        return _answers;
    }

    private async Task ListAsync<T>(string list, Func<string?, Task<T>> read, Func<T, string?> continuation)
    {
        string? next = null;
        int number = 0;
        do
        {
            await repeat(list, async () =>
            {
                T page = await read(next);
                next = continuation(page);
                _answers[string.Create(CultureInfo.InvariantCulture, $"{list} {number++:000}")] = JsonSerializer.Serialize(page);
            });
        }
        while (next is not null);
    }

    private Task AskAsync<T>(string question, Func<Task<T>> ask) => repeat(question, async () => _answers[question] = JsonSerializer.Serialize(await ask()));
}
