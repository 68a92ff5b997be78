using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Setup;
using NewsFunctions.Storage.Summaries;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Cli.Reading;

/// <summary>Reads an archive from its storage in this process.</summary>
internal sealed class StorageReading(ArchiveSession archive) : IArchiveReading
{
    public Task<ArticleListResponse> ListArticlesAsync(
        ArticleFilter filter, MediaQuery media, SearchQuery? search, int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Queries.ListArticlesAsync(filter, media, search, limit, continuation, cancellationToken);

    public Task<ArticleResponse?> GetArticleAsync(string site, ArticleId id, CancellationToken cancellationToken) =>
        archive.Queries.GetArticleAsync(site, id, contentHash: null, cancellationToken);

    public Task<PageResponse<ArticleVersionResponse>?> ListVersionsAsync(
        string site, ArticleId id, int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Queries.ListVersionsAsync(site, id, limit, continuation, cancellationToken);

    public Task<PageResponse<LinkResponse>> ListLinksAsync(LinkQuery query, int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Queries.ListLinksAsync(query, limit, continuation, cancellationToken);

    public Task<LinkResponse?> GetLinkAsync(string site, LinkId id, CancellationToken cancellationToken) =>
        archive.Queries.GetLinkAsync(site, id, cancellationToken);

    public Task<PageResponse<LinkCheckResponse>?> ListChecksAsync(
        string site, LinkId id, int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Queries.ListChecksAsync(site, id, limit, continuation, cancellationToken);

    public Task<PageResponse<LinkArticleResponse>?> ListLinkArticlesAsync(string site, LinkId id, int limit, CancellationToken cancellationToken) =>
        archive.Queries.ListLinkArticlesAsync(site, id, limit, continuation: null, cancellationToken);

    public Task<PageResponse<EventResponse>> ListEventsAsync(EventFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Queries.ListEventsAsync(filter, limit, continuation, cancellationToken);

    public Task<StatsResponse> GetStatsAsync(string? site, CancellationToken cancellationToken) => archive.Queries.GetStatsAsync(site, cancellationToken);

    public async Task<ArchiveSummary?> GetSummaryAsync(string? site, CancellationToken cancellationToken) =>
        await HasReportsAsync(cancellationToken)
            ? await archive.Services.GetRequiredService<SummaryQueries>().GetAsync(site, cancellationToken)
            : new SiteCounter().ToSummary(TimeProvider.System.GetUtcNow(), [], new DamageCounter().Counts, before: null, _ => null);

    public Task<PageResponse<DumpResponse>> ListDumpsAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Queries.ListDumpsAsync(filter, limit, continuation, cancellationToken);

    public Task<DumpResponse?> GetDumpAsync(DumpId id, CancellationToken cancellationToken) => archive.Queries.GetDumpAsync(id, cancellationToken);

    public Task<PageResponse<HostResponse>> ListHostsAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        archive.Hosts.ListAsync(limit, continuation, cancellationToken);

    public async Task<SurvivalResponse?> GetSurvivalAsync(SurvivalQuery query, CancellationToken cancellationToken) =>
        await HasReportsAsync(cancellationToken)
            ? await archive.Survival.GetAsync(query, cancellationToken)
            : SurvivalAnswers.Answer(LifeTable.Empty, TimeProvider.System.GetUtcNow(), query);

    public async Task<PageResponse<MeasurementResponse>> ListMeasurementsAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        MeasurementResponse.From(await archive.Services.GetRequiredService<MeasurementStore>().ListAsync(limit, continuation, cancellationToken));

    public async Task<QueueReading> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new QueueReading([.. (await archive.Queues.ReadAsync(cancellationToken)).Select(depth => QueueResponse.From(depth, now))], MeasuredAt: null);
    }

    public Task<long> ExportAsync(ExportQuery query, ExportFormat format, bool bom, Stream output, CancellationToken cancellationToken) =>
        archive.Exports.Open(query, format, bom).WriteAsync(output, cancellationToken);

    public IAsyncEnumerable<FixRow> ReadFixesAsync(ExportQuery query, CancellationToken cancellationToken) =>
        archive.Exports.Fixes(query, cancellationToken);

    public Task ThrowIfUnknownAsync(string site, CancellationToken cancellationToken) => archive.ThrowIfUnknownAsync(site, cancellationToken);

    public ValueTask DisposeAsync() => archive.DisposeAsync();

    /// <summary>Returns whether the storage can hold reports. A missing summary is made, which needs an archive that is set up.</summary>
    private Task<bool> HasReportsAsync(CancellationToken cancellationToken) =>
        archive.Services.GetRequiredService<ArchiveSetup>().HasReportsAsync(cancellationToken);
}
