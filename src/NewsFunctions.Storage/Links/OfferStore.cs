using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Rows of WebArchives: orders that a save service works on, and how far the walk over the links has come.</summary>
/// <remarks>Written by whoever has the lease of <c>WebArchiveStore</c>.</remarks>
public sealed class OfferStore
{
    private readonly TableClient _table;

    internal OfferStore(ArchiveClients clients) => _table = clients.WebArchives;

    /// <summary>All of them in one operation.</summary>
    public async Task<(OfferWalk Walk, IReadOnlyList<PendingOffer> Pending)> ReadAsync(CancellationToken cancellationToken)
    {
        OfferWalk walk = new(Continuation: null, NotBefore: null);
        List<PendingOffer> pending = [];
        string filter = RowReader.Range(TableKeys.WebArchives, new KeyRange(TableKeys.OfferWalk, TableKeys.EndOf(TableKeys.OfferWalk)));
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (row.RowKey == TableKeys.OfferWalk)
            {
                walk = new OfferWalk(row.Text("Continuation"), row.Time("NotBefore"));
            }
            else
            {
                string[] key = TableKeys.Parts(row.RowKey);
                pending.Add(new PendingOffer(key[1], LinkId.Parse(key[2]), row.GetString("Job"), row.GetString("Location"), row.Time("At") ?? default));
            }
        }

        return (walk, pending);
    }

    public async Task WriteAsync(OfferWalk walk, CancellationToken cancellationToken)
    {
        TableEntity row = new(TableKeys.WebArchives, TableKeys.OfferWalk);
        row.SetText("Continuation", walk.Continuation);
        row.SetTime("NotBefore", walk.NotBefore);
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public async Task AddAsync(PendingOffer offer, CancellationToken cancellationToken)
    {
        TableEntity row = new(TableKeys.WebArchives, TableKeys.Offer(offer.Site, offer.Link)) { ["Job"] = offer.Job };
        row.SetText("Location", offer.Location);
        row.SetTime("At", offer.At);
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public Task RemoveAsync(PendingOffer offer, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(TableKeys.WebArchives, TableKeys.Offer(offer.Site, offer.Link), ETag.All, cancellationToken);
}

/// <summary>An order that a save service works on.</summary>
/// <param name="Job">As the service names it.</param>
public sealed record PendingOffer(string Site, LinkId Link, string Job, string Location, DateTimeOffset At);

/// <summary>How far the walk over the links has come.</summary>
/// <param name="Continuation">Null: at the beginning.</param>
/// <param name="NotBefore">When it goes on; null: at once.</param>
public sealed record OfferWalk(string? Continuation, DateTimeOffset? NotBefore);
