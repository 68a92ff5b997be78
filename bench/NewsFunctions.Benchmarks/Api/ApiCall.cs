using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Benchmarks.Api;

/// <summary>Describes an API call that costs one storage operation.</summary>
/// <param name="RawAsync">Runs the same operation with the storage client alone.</param>
/// <param name="AnswerAsync">Runs what the function does between request and response.</param>
internal sealed record ApiCall(string Name, string Path, Func<Task> RawAsync, Func<Task> AnswerAsync)
{
    private const int Limit = 50;

    public static IReadOnlyList<ApiCall> All(IServiceProvider services, ApiSubjects subjects)
    {
        ArchiveQueries queries = services.GetRequiredService<ArchiveQueries>();
        ArchiveClients clients = services.GetRequiredService<ArchiveClients>();
        LinkId id = LinkId.Parse(subjects.LinkId);
        LinkShard shard = new(subjects.Site, id.Kind, id.Bucket);
        BlobClient summary = clients.ReportBlobs.GetBlobClient("summaries/archive.json");
        return
        [
            new(
                "one link",
                $"/api/links/{subjects.Site}/{subjects.LinkId}",
                () => clients.Links.GetEntityAsync<TableEntity>(TableKeys.LinkPartition(shard), TableKeys.LinkRow(id)),
                async () => Write(await queries.GetLinkAsync(subjects.Site, id, default), ApiJson.Web.LinkResponse)),
            new(
                "articles of a link",
                $"/api/links/{subjects.Site}/{subjects.LinkId}/articles",
                () => FirstPageAsync(clients.Links, TableKeys.LinkPartition(shard), TableKeys.Below(TableKeys.LinkReferences(id))),
                async () => Write(await queries.ListLinkArticlesAsync(subjects.Site, id, Limit, null, default), ApiJson.Web.PageResponseLinkArticleResponse)),
            new(
                "50 events",
                $"/api/events?site={subjects.Site}",
                () => FirstPageAsync(clients.Events, TableKeys.EventPartition(subjects.Site), TableKeys.Happened(null, null)),
                async () => Write(await queries.ListEventsAsync(new EventFilter { Site = subjects.Site }, Limit, null, default), ApiJson.Web.PageResponseEventResponse)),
            new(
                "dumps",
                "/api/dumps",
                () => FirstPageAsync(clients.Dumps, TableKeys.Dumps, new KeyRange("0", "~")),
                async () => Write(await queries.ListDumpsAsync(new DumpFilter(), Limit, null, default), ApiJson.Web.PageResponseDumpResponse)),
            new(
                "summary",
                "/api/summary",
                () => summary.DownloadContentAsync(),
                async () => Write(await services.GetRequiredService<SummaryQueries>().GetAsync(null, default), ApiJson.Web.ArchiveSummary)),
        ];
    }

    private static async Task FirstPageAsync(TableClient table, string partition, KeyRange range)
    {
        await foreach (Azure.Page<TableEntity> _ in table.QueryAsync<TableEntity>(RowReader.Range(partition, range), Limit + 1).AsPages())
        {
            break;
        }
    }

    private static void Write<T>(T? value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value!, type);
}
