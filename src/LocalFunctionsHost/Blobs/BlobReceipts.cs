using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using LocalFunctionsHost.Workers;
using TableGroupCommit;

namespace LocalFunctionsHost.Blobs;

/// <summary>Holds what is known of one blob: which content (ETag) was worked on, how often, by whom.</summary>
internal sealed record BlobReceipt
{
    public required string ETag { get; init; }

    public int Attempts { get; init; }

    public bool IsDone { get; init; }

    /// <summary>Names who works on it until <see cref="LeaseUntil"/>; null when nobody does.</summary>
    public string? Owner { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>Is kept in memory only: a new process tries at once.</summary>
    public DateTimeOffset RetryAt { get; init; }

    public ETag Row { get; init; }

    /// <summary>Returns whether both say the same. Values that are kept in memory only are not compared.</summary>
    public bool HoldsSame(BlobReceipt other) => this with { RetryAt = default, Row = default } == other with { RetryAt = default, Row = default };

    /// <summary>Returns whether <paramref name="self"/> should work on a blob of that content now.</summary>
    public bool IsDue(string etag, DateTimeOffset now, string self) =>
        (Owner is null || Owner == self || LeaseUntil <= now || ClaimOwner.IsDead(Owner)) && (ETag != etag || (!IsDone && RetryAt <= now));
}

/// <summary>
/// Holds the receipts of one function in a table, one row a blob. Azurite lists a container of thousands of blobs slowly,
/// but not a table. The rows are read once and then kept; a conditional write that fails reads its row again.
/// </summary>
internal sealed class BlobReceipts(TableClient table, string function, string container, string owner, TimeProvider time)
{
    public const string TableName = "EmbeddedBlobReceipts";
    private const int MaxAttempts = 5;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, BlobReceipt> _known = new(StringComparer.Ordinal);

    // A blob's name has at most 1,024 characters, and everything else is short.
    private readonly RowGroup _rows = new(table, function, _ => 8_192);

    public static TimeSpan RenewalInterval => Lease / 3;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(e => e.PartitionKey == function, cancellationToken: cancellationToken))
        {
            _known[row.GetString("Blob")] = Read(row);
        }
    }

    public bool IsDue(string blob, string etag) => !_known.TryGetValue(blob, out BlobReceipt? known) || known.IsDue(etag, time.GetUtcNow(), owner);

    /// <summary>Returns when the next failed blob is due for another attempt; null when none waits.</summary>
    public DateTimeOffset? NextRetry() => _known.Values.Where(r => !r.IsDone && r.RetryAt > time.GetUtcNow()).Min(r => (DateTimeOffset?)r.RetryAt);

    /// <summary>Claims a blob; returns null where another process was faster. The attempt is counted here, so that a kill counts, too.</summary>
    public async Task<BlobReceipt?> TryClaimAsync(string blob, string etag)
    {
        BlobReceipt? known = _known.GetValueOrDefault(blob);
        var claim = new BlobReceipt
        {
            ETag = etag,
            Attempts = known?.ETag == etag ? known.Attempts + 1 : 1,
            Owner = owner,
            LeaseUntil = time.GetUtcNow() + Lease,
            Row = known?.Row ?? default,
        };
        return await TryWriteAsync(blob, claim);
    }

    /// <summary>Renews a claim; returns false when the claim was lost.</summary>
    public async Task<bool> RenewAsync(string blob) => _known.TryGetValue(blob, out BlobReceipt? receipt) && receipt.Owner == owner
        && await TryWriteAsync(blob, receipt with { LeaseUntil = time.GetUtcNow() + Lease }) is not null;

    public Task EndAsync(string blob, Func<BlobReceipt, BlobReceipt> change) => _known.TryGetValue(blob, out BlobReceipt? receipt) && receipt.Owner == owner
        ? TryWriteAsync(blob, change(receipt) with { Owner = null }) : Task.CompletedTask;

    /// <summary>Writes the row if it is as we know it. A write of ours whose answer was lost is no conflict: it is recognized by what it
    /// wrote, and an earlier one by its owner.</summary>
    /// <returns>Null where another process has changed the row.</returns>
    private async Task<BlobReceipt?> TryWriteAsync(string blob, BlobReceipt receipt)
    {
        bool isOurs = _known.TryGetValue(blob, out BlobReceipt? known) && known.Owner == owner;
        for (int attempt = 1; ; attempt++)
        {
            TableEntity row = Row(blob, receipt);
            RowWrite write = receipt.Row == default ? await _rows.AddAsync(row, CancellationToken.None)
                : await _rows.ReplaceAsync(row, receipt.Row, CancellationToken.None);
            if (write.ETag is { } etag)
            {
                return _known[blob] = receipt with { Row = etag };
            }
            if (write.Present is not { } stored)
            {
                _known.TryRemove(blob, out _);
                return null;
            }
            BlobReceipt current = Read(stored);
            if (current.HoldsSame(receipt))
            {
                return _known[blob] = receipt with { Row = current.Row };
            }
            if (!isOurs || current.Owner != owner || current.ETag != receipt.ETag || attempt == MaxAttempts)
            {
                _known[blob] = current;
                return null;
            }
            receipt = receipt with { Row = current.Row };
        }
    }

    private TableEntity Row(string blob, BlobReceipt receipt) => new(function, RowKey(blob))
    {
        ["Blob"] = blob,
        ["BlobETag"] = receipt.ETag,
        ["Attempts"] = receipt.Attempts,
        ["IsDone"] = receipt.IsDone,
        ["Owner"] = receipt.Owner,
        ["LeaseUntil"] = receipt.LeaseUntil,
    };

    private static BlobReceipt Read(TableEntity row) => new()
    {
        ETag = row.GetString("BlobETag"),
        Attempts = row.GetInt32("Attempts") ?? 0,
        IsDone = row.GetBoolean("IsDone") ?? false,
        Owner = row.GetString("Owner"),
        LeaseUntil = row.GetDateTimeOffset("LeaseUntil") ?? default,
        Row = row.ETag,
    };

    /// <summary>Hashes the name, because names of blobs hold characters that keys cannot.</summary>
    private string RowKey(string blob) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{container}/{blob}")))[..32];
}
