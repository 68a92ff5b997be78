using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Cli.Reading;

/// <summary>Defines the questions of reading commands, wherever the archive is. Both implementations answer with the same records.</summary>
internal interface IArchiveReading : IAsyncDisposable
{
    Task<ArticleListResponse> ListArticlesAsync(
        ArticleFilter filter, MediaQuery media, SearchQuery? search, int limit, string? continuation, CancellationToken cancellationToken);

    /// <returns>The article; null if there is none.</returns>
    Task<ArticleResponse?> GetArticleAsync(string site, ArticleId id, CancellationToken cancellationToken);

    /// <returns>A page of versions; null if there is no such article.</returns>
    Task<PageResponse<ArticleVersionResponse>?> ListVersionsAsync(
        string site, ArticleId id, int limit, string? continuation, CancellationToken cancellationToken);

    Task<PageResponse<LinkResponse>> ListLinksAsync(LinkQuery query, int limit, string? continuation, CancellationToken cancellationToken);

    /// <returns>The link; null if there is none.</returns>
    Task<LinkResponse?> GetLinkAsync(string site, LinkId id, CancellationToken cancellationToken);

    /// <returns>A page of checks; null if there is no such link.</returns>
    Task<PageResponse<LinkCheckResponse>?> ListChecksAsync(
        string site, LinkId id, int limit, string? continuation, CancellationToken cancellationToken);

    /// <returns>A page of articles; null if there is no such link.</returns>
    Task<PageResponse<LinkArticleResponse>?> ListLinkArticlesAsync(string site, LinkId id, int limit, CancellationToken cancellationToken);

    Task<PageResponse<EventResponse>> ListEventsAsync(EventFilter filter, int limit, string? continuation, CancellationToken cancellationToken);

    Task<StatsResponse> GetStatsAsync(string? site, CancellationToken cancellationToken);

    /// <returns>The summary; null if there is none yet, and making one takes longer than a call waits.</returns>
    Task<ArchiveSummary?> GetSummaryAsync(string? site, CancellationToken cancellationToken);

    Task<PageResponse<DumpResponse>> ListDumpsAsync(DumpFilter filter, int limit, string? continuation, CancellationToken cancellationToken);

    /// <returns>The dump; null if there is none.</returns>
    Task<DumpResponse?> GetDumpAsync(DumpId id, CancellationToken cancellationToken);

    Task<PageResponse<HostResponse>> ListHostsAsync(int limit, string? continuation, CancellationToken cancellationToken);

    /// <returns>The survival of links; null if there is no summary yet, and making one takes longer than a call waits.</returns>
    Task<SurvivalResponse?> GetSurvivalAsync(SurvivalQuery query, CancellationToken cancellationToken);

    Task<PageResponse<MeasurementResponse>> ListMeasurementsAsync(int limit, string? continuation, CancellationToken cancellationToken);

    Task<QueueReading> ReadQueuesAsync(CancellationToken cancellationToken);

    /// <summary>Writes an export forwards, and returns the number of rows.</summary>
    Task<long> ExportAsync(ExportQuery query, ExportFormat format, bool bom, Stream output, CancellationToken cancellationToken);

    IAsyncEnumerable<FixRow> ReadFixesAsync(ExportQuery query, CancellationToken cancellationToken);

    /// <exception cref="UnknownSiteException">The site is neither configured nor in the archive.</exception>
    Task ThrowIfUnknownAsync(string site, CancellationToken cancellationToken);
}

/// <param name="MeasuredAt">The time when the queues were measured; null means just now.</param>
internal sealed record QueueReading(IReadOnlyList<QueueResponse> Queues, DateTimeOffset? MeasuredAt);
