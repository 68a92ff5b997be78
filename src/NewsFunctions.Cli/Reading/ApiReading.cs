using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Cli.Reading;

/// <summary>Reads an archive by its API.</summary>
internal sealed class ApiReading(ApiClient client) : IArchiveReading
{
    private const int CopyBuffer = 64 * 1024;

    public Task<ArticleListResponse> ListArticlesAsync(
        ArticleFilter filter, MediaQuery media, SearchQuery? search, int limit, string? continuation, CancellationToken cancellationToken) => client.GetAsync(
            new ApiPath("articles")
                .With("site", filter.Site)
                .With("from", filter.From)
                .With("to", filter.To)
                .With("mediaState", media.State is { } state ? MediaQuery.Name(state) : null)
                .With("kind", Name(media.Kind))
                .With("q", search?.Text)
                .Page(limit, continuation),
            ApiClient.Json.ArticleListResponse,
            cancellationToken);

    public Task<ArticleResponse?> GetArticleAsync(string site, ArticleId id, CancellationToken cancellationToken) =>
        client.FindAsync(new ApiPath("articles", site, id.Value), ApiClient.Json.ArticleResponse, cancellationToken);

    public Task<PageResponse<ArticleVersionResponse>?> ListVersionsAsync(
        string site, ArticleId id, int limit, string? continuation, CancellationToken cancellationToken) => client.FindAsync(
            new ApiPath("articles", site, id.Value, "versions").Page(limit, continuation),
            ApiClient.Json.PageResponseArticleVersionResponse,
            cancellationToken);

    public Task<PageResponse<LinkResponse>> ListLinksAsync(LinkQuery query, int limit, string? continuation, CancellationToken cancellationToken) =>
        client.GetAsync(
            new ApiPath("links")
                .With("site", query.Site)
                .With("kind", Name(query.Kind))
                .With("state", query.State?.ToString())
                .With("verdict", query.Verdict?.ToString())
                .With("host", query.Host)
                .With("checkedFrom", query.CheckedFrom)
                .With("checkedTo", query.CheckedTo)
                .Page(limit, continuation),
            ApiClient.Json.PageResponseLinkResponse,
            cancellationToken);

    public Task<LinkResponse?> GetLinkAsync(string site, LinkId id, CancellationToken cancellationToken) =>
        client.FindAsync(new ApiPath("links", site, id.Value), ApiClient.Json.LinkResponse, cancellationToken);

    public Task<PageResponse<LinkCheckResponse>?> ListChecksAsync(
        string site, LinkId id, int limit, string? continuation, CancellationToken cancellationToken) => client.FindAsync(
            new ApiPath("links", site, id.Value, "checks").Page(limit, continuation),
            ApiClient.Json.PageResponseLinkCheckResponse,
            cancellationToken);

    public Task<PageResponse<LinkArticleResponse>?> ListLinkArticlesAsync(string site, LinkId id, int limit, CancellationToken cancellationToken) =>
        client.FindAsync(
            new ApiPath("links", site, id.Value, "articles").With("limit", limit),
            ApiClient.Json.PageResponseLinkArticleResponse,
            cancellationToken);

    public Task<PageResponse<EventResponse>> ListEventsAsync(EventFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        client.GetAsync(
            new ApiPath("events")
                .With("site", filter.Site)
                .With("what", filter.What is { } what ? EventWhats.Name(what) : null)
                .With("kind", Name(filter.Kind))
                .With("host", filter.Host)
                .With("from", filter.From)
                .With("to", filter.To)
                .Page(limit, continuation),
            ApiClient.Json.PageResponseEventResponse,
            cancellationToken);

    public Task<StatsResponse> GetStatsAsync(string? site, CancellationToken cancellationToken) =>
        client.GetAsync(new ApiPath("stats").With("site", site), ApiClient.Json.StatsResponse, cancellationToken);

    public Task<ArchiveSummary?> GetSummaryAsync(string? site, CancellationToken cancellationToken) =>
        SummedUpAsync(client.GetAsync(new ApiPath("summary").With("site", site), ApiClient.Json.ArchiveSummary, cancellationToken));

    public Task<PageResponse<DumpResponse>> ListDumpsAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        client.GetAsync(
            new ApiPath("dumps").With("name", filter.Name).With("status", filter.Status?.ToString()).Page(limit, continuation),
            ApiClient.Json.PageResponseDumpResponse,
            cancellationToken);

    public Task<DumpResponse?> GetDumpAsync(DumpId id, CancellationToken cancellationToken) =>
        client.FindAsync(new ApiPath("dumps", id.ToString()), ApiClient.Json.DumpResponse, cancellationToken);

    public Task<PageResponse<HostResponse>> ListHostsAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        client.GetAsync(new ApiPath("hosts").Page(limit, continuation), ApiClient.Json.PageResponseHostResponse, cancellationToken);

    public Task<SurvivalResponse?> GetSurvivalAsync(SurvivalQuery query, CancellationToken cancellationToken) => SummedUpAsync(client.GetAsync(
        new ApiPath("survival")
            .With("site", query.Site)
            .With("kind", Name(query.Kind))
            .With("host", query.Host)
            .With("born", query.Born)
            .With("hostDeaths", query.HostDeaths ? null : "false"),
        ApiClient.Json.SurvivalResponse,
        cancellationToken));

    public Task<PageResponse<MeasurementResponse>> ListMeasurementsAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        client.GetAsync(new ApiPath("operations").Page(limit, continuation), ApiClient.Json.PageResponseMeasurementResponse, cancellationToken);

    public async Task<QueueReading> ReadQueuesAsync(CancellationToken cancellationToken) =>
        (await ListMeasurementsAsync(limit: 1, continuation: null, cancellationToken)).Items is [var last, ..]
            ? new QueueReading(last.Queues, last.At)
            : throw new ApiException("the archive has not measured its queues yet; MeasureOperations does every hour");

    public async Task<long> ExportAsync(ExportQuery query, ExportFormat format, bool bom, Stream output, CancellationToken cancellationToken)
    {
        ApiPath path = Export(query, format).With("bom", format == ExportFormat.Csv && !bom ? "false" : null);
        await using Stream body = await client.OpenStreamAsync(path, ExportNames.MediaTypeOf(format).Split(';')[0], cancellationToken);
        var rows = new RowCount(format);
        byte[] buffer = new byte[CopyBuffer];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and int read)
        {
            rows.Add(buffer.AsSpan(0, read));
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return rows.Rows;
    }

    public async IAsyncEnumerable<FixRow> ReadFixesAsync(ExportQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream body = await client.OpenStreamAsync(
            Export(query, ExportFormat.Ndjson), ExportNames.MediaTypeOf(ExportFormat.Ndjson), cancellationToken);
        using var lines = new StreamReader(body);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize(line, ApiClient.Rows.FixRow)!;
        }
    }

    /// <summary>Asks for one article of the site, because every call about a site that the archive does not know is refused.</summary>
    public async Task ThrowIfUnknownAsync(string site, CancellationToken cancellationToken)
    {
        try
        {
            await ListArticlesAsync(new ArticleFilter { Site = site }, new MediaQuery(), search: null, limit: 1, continuation: null, cancellationToken);
        }
        catch (ApiProblemException e) when (e.Problem.Errors?.GetValueOrDefault("site") is [{ } told, ..])
        {
            // Commands say "There is no site 'x'. The sites are a, b." as one sentence.
            throw new UnknownSiteException(told.Replace("There is", "there is", StringComparison.Ordinal).Replace(". The sites", "; the sites", StringComparison.Ordinal).TrimEnd('.'));
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? Name(LinkKind? kind) => kind is { } known ? LinkKinds.Name(known) : null;

    private static ApiPath Export(ExportQuery query, ExportFormat format)
    {
        var values = new Dictionary<string, string?>
        {
            ["site"] = query.Site,
            ["kind"] = Name(query.Kind),
            ["state"] = query.State?.ToString(),
            ["verdict"] = query.Verdict?.ToString(),
            ["host"] = query.Host,
            ["from"] = ApiPath.Text(query.From),
            ["to"] = ApiPath.Text(query.To),
            ["checkedFrom"] = ApiPath.Text(query.CheckedFrom),
            ["checkedTo"] = ApiPath.Text(query.CheckedTo),
            ["born"] = query.Born?.ToString(CultureInfo.InvariantCulture),
            ["mediaState"] = query.MediaState is { } state ? MediaQuery.Name(state) : null,
        };
        return ExportQuery.FiltersOf(query.What).Aggregate(
            new ApiPath("export", $"{ExportNames.Of(query.What)}.{ExportNames.Of(format)}"), (path, filter) => path.With(filter, values[filter]));
    }

    private static async Task<T?> SummedUpAsync<T>(Task<T> answer)
        where T : class
    {
        try
        {
            return await answer;
        }
        catch (ApiProblemException e) when (e.Problem.Type == Problems.NoSummary().Type)
        {
            return null;
        }
    }
}
