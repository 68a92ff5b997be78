using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Hosts;

/// <summary>Reads and writes the table WebArchives: the pace that web archives demand, and the lease for sending requests to them.</summary>
/// <remarks>One partition of few rows. One run at a time holds the lease, so that its pace is the pace of all instances.</remarks>
public sealed class WebArchiveStore
{
    private readonly TableClient _table;

    internal WebArchiveStore(ArchiveClients clients) => _table = clients.WebArchives;

    /// <summary>Tries to acquire the lease.</summary>
    /// <param name="owner">The name of the run.</param>
    /// <returns>Null if the lease is ours now, otherwise the end of another run's lease.</returns>
    public async Task<DateTimeOffset?> TryLeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.WebArchives, TableKeys.RescueLease, cancellationToken: cancellationToken);
        TableEntity? before = row.HasValue ? row.Value : null;
        if (before?.Time("Until") is { } taken && taken > now && before.GetString("Owner") != owner)
        {
            return taken;
        }

        TableEntity lease = Lease(owner, until);
        try
        {
            await (before is not null
                ? _table.UpdateEntityAsync(lease, before.ETag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(lease, cancellationToken));
            return null;
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            // Another run acquired it meanwhile, for about as long as we wanted it.
            return until;
        }
    }

    /// <summary>Releases the lease if it is still ours.</summary>
    public async Task ReleaseAsync(string owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.WebArchives, TableKeys.RescueLease, cancellationToken: cancellationToken);
        TableEntity? lease = row.HasValue ? row.Value : null;
        if (lease is null || lease.GetString("Owner") != owner)
        {
            return;
        }

        try
        {
            await _table.UpdateEntityAsync(Lease(owner, now), lease.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            // The lease had expired, and another run holds it by now.
        }
    }

    public async Task<IReadOnlyList<WebArchiveState>> ReadServicesAsync(CancellationToken cancellationToken)
    {
        string filter = RowReader.Range(TableKeys.WebArchives, TableKeys.Below("service"));
        List<WebArchiveState> services = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            services.Add(new WebArchiveState
            {
                Name = TableKeys.Parts(row.RowKey)[1],
                NextStart = row.Time("NextStart"),
                Refusals = row.GetInt32("Refusals") ?? 0,
                Day = row.Time("Day") is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null,
                Taken = row.GetInt32("Taken") ?? 0,
                SilentUntil = row.Time("SilentUntil"),
            });
        }

        return services;
    }

    public async Task WriteServicesAsync(IReadOnlyList<WebArchiveState> services, CancellationToken cancellationToken)
    {
        foreach (WebArchiveState service in services)
        {
            TableEntity entity = new(TableKeys.WebArchives, TableKeys.WebArchiveService(service.Name)) { ["Refusals"] = service.Refusals };
            if (service.Day is { } day)
            {
                entity.SetTime("Day", new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
                entity["Taken"] = service.Taken;
            }

            entity.SetTime("NextStart", service.NextStart);
            entity.SetTime("SilentUntil", service.SilentUntil);
            await _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private static TableEntity Lease(string owner, DateTimeOffset until)
    {
        TableEntity entity = new(TableKeys.WebArchives, TableKeys.RescueLease) { ["Owner"] = owner };
        entity.SetTime("Until", until);
        return entity;
    }
}
