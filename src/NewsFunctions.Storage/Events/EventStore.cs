using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Events;

/// <summary>Reads and writes the table Events: what happened to links and hosts, newest first.</summary>
public sealed class EventStore
{
    private readonly TableClient _table;
    private readonly WebhookQueue? _webhooks;

    /// <param name="webhooks">Null if no webhook is set up.</param>
    internal EventStore(ArchiveClients clients, WebhookQueue? webhooks)
    {
        _table = clients.Events;
        _webhooks = webhooks;
    }

    /// <summary>Adds events of any sites: one operation for each site and 100 of them. Adding the same event again changes nothing.</summary>
    /// <remarks>Not conditional: the key is made of the event, so a repeat and a concurrent writer write the same row. An event that is sent to a
    /// webhook twice is posted once, because its delivery is recorded in the row.</remarks>
    /// <exception cref="ArgumentException">A subject is neither a link id nor a host.</exception>
    public async Task AddAsync(IReadOnlyList<ArchiveEvent> events, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, ArchiveEvent> site in events.DistinctBy(told => told.Id).GroupBy(told => told.Site))
        {
            await _table.SubmitAllAsync(site.Select(told => TableTransactions.UpsertMerge(EventEntity.ToEntity(told))), cancellationToken);
            if (_webhooks is { } webhooks)
            {
                foreach (ArchiveEvent told in site)
                {
                    await webhooks.SendAsync(WebhookMessage.For(told), TimeSpan.Zero, cancellationToken);
                }
            }
        }
    }

    /// <summary>Reads the event of a message in one operation, and whether it was delivered. Returns null if the event no longer exists.</summary>
    public async Task<DeliverableEvent?> FindAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(
            message.Site, message.Event, cancellationToken: cancellationToken);
        return row.HasValue ? new DeliverableEvent(EventEntity.FromEntity(row.Value!), EventEntity.IsDelivered(row.Value!)) : null;
    }

    /// <summary>Records that the webhook has accepted the event.</summary>
    public Task MarkDeliveredAsync(WebhookMessage message, DateTimeOffset at, CancellationToken cancellationToken) =>
        _table.UpdateEntityAsync(EventEntity.ToDelivered(message, at), ETag.All, TableUpdateMode.Merge, cancellationToken);

    /// <summary>Lists events, newest first; those of one instant by subject. One range for one site, otherwise one more operation a site.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    /// <exception cref="ArgumentException">The filter has a host without a condition that evaluates it.</exception>
    public Task<ResultPage<ArchiveEvent>> ListAsync(EventFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        if (filter.Host is null != filter.Where is null)
        {
            throw new ArgumentException("Host and Where go together.", nameof(filter));
        }

        Paging paging = new(
            "events", limit, filter.Site, filter.What?.ToString(), filter.Kind?.ToString(), filter.Host, Ticks(filter.From), Ticks(filter.To));
        string[]? after = paging.Position(continuation, parts: 2);
        int fetchSize = filter.Where is null ? paging.FetchSize : RowReader.PageSize;
        return paging.TakeAsync(
            WalkAsync(filter, after is [var row, var site] ? (row, site) : null, fetchSize, cancellationToken)
                .Select(told => filter.Where?.Invoke(told) == false
                    ? new ScanStep<ArchiveEvent>(Item: null, Position(told))
                    : new ScanStep<ArchiveEvent>(told, Reached: null)),
            Position,
            filter.Budget);
    }

    /// <summary>Reads one event in one operation; returns null if there is none.</summary>
    public async Task<ArchiveEvent?> GetAsync(string site, DateTimeOffset at, string subject, EventWhat what, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.EventPartition(site), TableKeys.EventRow(at, subject, what), cancellationToken: cancellationToken);
        return row.HasValue ? EventEntity.FromEntity(row.Value!) : null;
    }

    /// <summary>Adds an event once, whichever process finds that it is due: two operations, or one if it exists.</summary>
    /// <remarks>An event that was not delivered to the webhook is sent again: its writer may have died before it sent the message.</remarks>
    /// <returns>True if the event is new.</returns>
    public async Task<bool> AddOnceAsync(ArchiveEvent told, CancellationToken cancellationToken)
    {
        WebhookMessage message = WebhookMessage.For(told);
        if (await FindAsync(message, cancellationToken) is not { } known)
        {
            await AddAsync([told], cancellationToken);
            return true;
        }

        if (_webhooks is { } webhooks && !known.IsDelivered)
        {
            await webhooks.SendAsync(message, TimeSpan.Zero, cancellationToken);
        }

        return false;
    }

    /// <summary>Reads the kinds of events of a site, newest first: one operation for each 1,000.</summary>
    /// <param name="from">Inclusive lower bound.</param>
    /// <param name="to">Exclusive upper bound; null means up to now.</param>
    public IAsyncEnumerable<EventWhat> ReadAsync(string site, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) => _table
        .QueryAsync<TableEntity>(
            RowReader.Range(TableKeys.EventPartition(site), TableKeys.Happened(from, to)), RowReader.PageSize, ["RowKey"], cancellationToken)
        .Select(row => EventEntity.WhatOf(row.RowKey));

    /// <summary>Reads subjects and kinds of the events in a time span, newest first: one operation for each 1,000.</summary>
    public IAsyncEnumerable<(string Subject, EventWhat What)> ReadSubjectsAsync(
        string site, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => _table
        .QueryAsync<TableEntity>(
            RowReader.Range(TableKeys.EventPartition(site), TableKeys.Happened(from, to)), RowReader.PageSize, ["RowKey"], cancellationToken)
        .Select(row => (TableKeys.Parts(row.RowKey)[1], EventEntity.WhatOf(row.RowKey)));

    private static string[] Position(ArchiveEvent told) => [TableKeys.EventRow(told.At, told.Subject, told.What), told.Site];

    private static string? Ticks(DateTimeOffset? time) => time is { } at ? TableKeys.InvertedTicks(at) : null;

    private async IAsyncEnumerable<ArchiveEvent> WalkAsync(
        EventFilter filter,
        (string Row, string Site)? after,
        int fetchSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Rows are sorted within each site. The next event is the first of all sites' next rows.
        var heads = new PriorityQueue<IAsyncEnumerator<TableEntity>, (string Row, string Site)>(
            Comparer<(string Row, string Site)>.Create((one, other) =>
                string.CompareOrdinal(one.Row, other.Row) is var byRow && byRow != 0 ? byRow : string.CompareOrdinal(one.Site, other.Site)));
        try
        {
            await foreach (string site in SitesAsync(filter.Site, cancellationToken))
            {
                await PushAsync(Rows(site, filter, after, fetchSize, cancellationToken).GetAsyncEnumerator(cancellationToken));
            }

            while (heads.TryDequeue(out IAsyncEnumerator<TableEntity>? next, out _))
            {
                yield return EventEntity.FromEntity(next.Current);
                await PushAsync(next);
            }
        }
        finally
        {
            foreach ((IAsyncEnumerator<TableEntity> rows, _) in heads.UnorderedItems)
            {
                await rows.DisposeAsync();
            }
        }

        async Task PushAsync(IAsyncEnumerator<TableEntity> rows)
        {
            if (await rows.MoveNextAsync())
            {
                heads.Enqueue(rows, (rows.Current.RowKey, rows.Current.PartitionKey));
            }
            else
            {
                await rows.DisposeAsync();
            }
        }
    }

    private async IAsyncEnumerable<TableEntity> Rows(
        string site,
        EventFilter filter,
        (string Row, string Site)? after,
        int fetchSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyRange range = TableKeys.Happened(filter.From, filter.To);
        if (after is var (seen, last))
        {
            // Events of one instant about one subject: the sites up to the last one were listed.
            range = range with { From = string.CompareOrdinal(site, last) <= 0 ? $"{seen}!" : seen };
        }

        string query = RowReader.Range(TableKeys.EventPartition(site), range);
        if (filter.What is { } one)
        {
            query += " and " + TableClient.CreateQueryFilter($"What eq {EventWhats.Name(one)}");
        }

        if (filter.Kind is { } kind)
        {
            query += " and " + TableClient.CreateQueryFilter($"Kind eq {kind.ToString()}");
        }

        await foreach (Azure.Page<TableEntity> page in _table.QueryAsync<TableEntity>(query, fetchSize, cancellationToken: cancellationToken).AsPages())
        {
            filter.Budget?.CountOperation();
            foreach (TableEntity told in page.Values)
            {
                yield return told;
            }
        }
    }

    private async IAsyncEnumerable<string> SitesAsync(string? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (only is not null)
        {
            yield return only;
            yield break;
        }

        // One short range for each site instead of a full scan.
        for (string? site = await NextSiteAsync("", cancellationToken); site is not null; site = await NextSiteAsync(site, cancellationToken))
        {
            yield return site;
        }
    }

    private async Task<string?> NextSiteAsync(string site, CancellationToken cancellationToken) =>
        (await _table
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey gt {site}"), 1, ["PartitionKey"], cancellationToken)
            .FirstOrDefaultAsync(cancellationToken))?.PartitionKey;
}

/// <param name="IsDelivered">True if the webhook has accepted it.</param>
public sealed record DeliverableEvent(ArchiveEvent Event, bool IsDelivered);
