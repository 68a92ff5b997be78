using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Hosts;

/// <summary>Reads and writes the table Hosts: one row per host. One instance at a time holds the host's lease.</summary>
/// <remarks>Only the storage's clock decides whether a lease has expired: the time of its response against the time of the row's last
/// write. So the instances' clocks need not agree.</remarks>
public sealed class HostStore
{
    private readonly TableClient _table;

    internal HostStore(ArchiveClients clients) => _table = clients.Hosts;

    /// <summary>Acquires a host that has no lease, or an expired one. Two operations.</summary>
    /// <returns>The host; null while another instance holds the lease.</returns>
    public async Task<StoredHost?> AcquireAsync(string host, TimeSpan lease, CancellationToken cancellationToken)
    {
        string owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        NullableResponse<TableEntity> read = await ReadAsync(host, cancellationToken);
        StoredHost? found = read.HasValue ? HostEntity.FromEntity(read.Value!) : null;
        if (found is { LeaseUntil: { } until } && StorageTime(read) < until)
        {
            return null;
        }

        return await WriteAsync(host, found?.Record ?? HostRecord.Nothing, owner, lease, found?.Override, found?.ETag, owner, cancellationToken);
    }

    /// <summary>Renews the lease and stores what is known of the host. One operation.</summary>
    /// <returns>The host; null if another instance holds the lease by now: nothing was written.</returns>
    public Task<StoredHost?> RenewAsync(StoredHost held, HostRecord record, CancellationToken cancellationToken) =>
        WriteAsync(held.Host, record, held.Owner, held.Lease, held.Override, held.ETag, held.Owner, cancellationToken);

    /// <summary>Releases the lease and stores what is known of the host. One operation. Writes nothing if the lease is no longer ours.</summary>
    public Task ReleaseAsync(StoredHost held, HostRecord record, CancellationToken cancellationToken) =>
        WriteAsync(held.Host, record, owner: null, held.Lease, held.Override, held.ETag, held.Owner, cancellationToken);

    /// <summary>Sets an operator's override. Two operations. A leaseholder's next write fails, rereads the row and keeps the override.</summary>
    /// <param name="set">The override; null removes it.</param>
    public async Task<StoredHost> OverrideAsync(string host, HostOverride? set, CancellationToken cancellationToken)
    {
        // Not conditional: nobody else writes this column without having read it in the same version of the row.
        await _table.UpsertEntityAsync(HostEntity.ToOverride(host, set), TableUpdateMode.Merge, cancellationToken);
        return HostEntity.FromEntity((await ReadAsync(host, cancellationToken)).Value!);
    }

    /// <summary>Lists the hosts by name: one operation for each 1,000.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another list.</exception>
    public Task<ResultPage<StoredHost>> ListAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("hosts", limit);
        string? filter = paging.Position(continuation, parts: 1) is [var last] ? TableClient.CreateQueryFilter($"PartitionKey gt {last}") : null;
        return paging.TakeAsync(
            _table.QueryAsync<TableEntity>(filter, paging.FetchSize, cancellationToken: cancellationToken).Select(HostEntity.FromEntity),
            host => [TableKeys.HostPartition(host.Host)]);
    }

    /// <summary>Reads the health of all hosts by name, without lessons: one operation for each 1,000.</summary>
    public IAsyncEnumerable<StoredHost> ReadHealthAsync(CancellationToken cancellationToken) => _table
        .QueryAsync<TableEntity>((string?)null, RowReader.PageSize, HostEntity.HealthColumns, cancellationToken)
        .Select(HostEntity.FromEntity);

    /// <param name="after">Null if the row must not exist yet.</param>
    /// <param name="us">Our token, by which a row that changed meanwhile is recognised as our own.</param>
    private async Task<StoredHost?> WriteAsync(
        string host,
        HostRecord record,
        string? owner,
        TimeSpan lease,
        HostOverride? set,
        string? after,
        string? us,
        CancellationToken cancellationToken)
    {
        string? etag = after;
        int conflicts = 0;
        while (true)
        {
            TableEntity entity = TableTransactions.Checked(HostEntity.ToEntity(host, record, owner, lease, set));
            try
            {
                Response response = etag is null
                    ? await _table.AddEntityAsync(entity, cancellationToken)
                    : await _table.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Replace, cancellationToken);
                return new StoredHost
                {
                    Host = host,
                    Record = record,
                    Override = set,
                    Owner = owner,
                    Lease = lease,
                    WrittenAt = null,
                    ETag = response.Headers.ETag.ToString()!,
                };
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                if (++conflicts >= ConflictRetry.Attempts)
                {
                    throw;
                }

                NullableResponse<TableEntity> now = await ReadAsync(host, cancellationToken);
                StoredHost? found = now.HasValue ? HostEntity.FromEntity(now.Value!) : null;
                if (found?.ETag == etag)
                {
                    // The row is unchanged, so the conflict was not real. Write again.
                    continue;
                }

                // The SDK may have repeated a request whose response was lost, or an operator set an override. Then the row is ours: write again.
                if (found is not { Owner: { } other } || other != us)
                {
                    return null;
                }

                (etag, set) = (found.ETag, found.Override);
            }
        }
    }

    private Task<NullableResponse<TableEntity>> ReadAsync(string host, CancellationToken cancellationToken) =>
        _table.GetEntityIfExistsAsync<TableEntity>(TableKeys.HostPartition(host), TableKeys.HostRow, cancellationToken: cancellationToken);

    // In whole seconds, rounded down: a lease lasts up to a second longer than it must.
    private static DateTimeOffset StorageTime(NullableResponse<TableEntity> read) =>
        read.GetRawResponse().Headers.Date ?? throw new InvalidDataException("The storage's answer has no date.");
}
