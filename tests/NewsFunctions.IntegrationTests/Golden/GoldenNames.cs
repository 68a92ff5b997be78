using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>Lists every name that the current code writes to the storage.</summary>
internal static partial class GoldenNames
{
    /// <summary>
    /// Lists the enums whose value names are stored in rows, blobs and messages. The names of the enum types may
    /// change.
    /// </summary>
    private static readonly (string Of, Type Enum)[] Stored =
    [
        ("kind of a link", typeof(LinkKind)), ("state of a link", typeof(LinkState)), ("verdict of a check", typeof(Verdict)), ("judgement of a person", typeof(JudgementKind)),
        ("stage of a failure", typeof(FailureStage)), ("kind of a failure", typeof(FailureKind)), ("end of a file", typeof(FileEnd)), ("defect of a head", typeof(HeadDefect)),
        ("trouble of a host", typeof(HostTrouble)), ("order for a host", typeof(HostOverrideKind)), ("event", typeof(EventWhat)), ("status of a dump", typeof(DumpStatus)),
        ("severity of a diagnostic", typeof(DiagnosticSeverity)), ("outcome of a rescue", typeof(RescueOutcome)), ("outcome of an offer", typeof(OfferOutcome)),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="connection">An account that the current code has filled.</param>
    /// <returns>The sorted names.</returns>
    public static async Task<string[]> ReadAsync(string connection)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        await foreach ((string table, TableEntity row) in GoldenContent.RowsAsync(connection))
        {
            names.UnionWith(row.Keys.Where(column => column is not "odata.etag").Select(column => $"table {table} column {column}"));
            names.UnionWith(row.Select(column => column.Value).OfType<string>().Where(value => value.StartsWith('{') || value.StartsWith('[')).SelectMany(PropertiesOf).Select(property => $"table {table} JSON {property}"));
        }

        await foreach ((string container, BlobItem blob, string _) in GoldenContent.BlobsAsync(connection))
        {
            names.UnionWith(blob.Metadata.Keys.Select(key => $"container {container} metadata {key.ToLowerInvariant()}"));
        }

        await foreach (var table in new TableServiceClient(connection).QueryAsync(cancellationToken: Token))
        {
            names.Add($"table {table.Name}");
        }

        await foreach (BlobContainerItem container in new BlobServiceClient(connection, new BlobClientOptions(ArchiveClients.DevelopmentBlobs)).GetBlobContainersAsync(cancellationToken: Token))
        {
            names.Add($"container {container.Name}");
        }

        await foreach (QueueItem queue in new QueueServiceClient(connection, new QueueClientOptions(ArchiveClients.DevelopmentQueues)).GetQueuesAsync(cancellationToken: Token))
        {
            names.Add($"queue {queue.Name}");
        }

        names.UnionWith(ArchiveNames.Queues.Select(queue => $"queue {queue}"));
        names.UnionWith(Stored.SelectMany(stored => Enum.GetValuesAsUnderlyingType(stored.Enum).Cast<object>().Select(value => $"{stored.Of}: {value} {Enum.GetName(stored.Enum, value)}")));
        names.UnionWith(Enum.GetValues<EventWhat>().Select(what => $"event of the API: {EventWhats.Name(what)}"));
        names.UnionWith(Enum.GetValues<LinkKind>().Select(kind => $"kind of a link in keys: {LinkKinds.Name(kind)}"));
        return [.. names];
    }

    private static IEnumerable<string> PropertiesOf(string json) => Property().Matches(json).Select(match => match.Groups[1].Value);

    /// <summary>
    /// Matches property names that are fixed. Names that are data (dates, hosts, hashes) contain digits or dots.
    /// </summary>
    [GeneratedRegex("\"([A-Za-z]+)\":")]
    private static partial Regex Property();
}
