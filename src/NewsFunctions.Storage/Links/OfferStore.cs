using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Stores rows of WebArchives: pending orders at a save service, and the progress of the walk over the links.</summary>
/// <remarks>Only the holder of the lease of <c>WebArchiveStore</c> writes them.</remarks>
public sealed class OfferStore
{
    private readonly TableClient _table;

    internal OfferStore(ArchiveClients clients) => _table = clients.WebArchives;

    /// <summary>Reads all of them in one operation.</summary>
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

/// <summary>Describes an order that a save service works on.</summary>
/// <param name="Job">The service's name for the order.</param>
public sealed record PendingOffer(string Site, LinkId Link, string Job, string Location, DateTimeOffset At);

/// <summary>Holds the progress of the walk over the links.</summary>
/// <param name="Continuation">The continuation; null means from the beginning.</param>
/// <param name="NotBefore">The time when it continues; null means at once.</param>
public sealed record OfferWalk(string? Continuation, DateTimeOffset? NotBefore);
