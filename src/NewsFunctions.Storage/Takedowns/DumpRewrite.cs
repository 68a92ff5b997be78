using Azure.Storage.Blobs.Models;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Blanks bytes of an upload that is plain text. All other bytes keep their offsets, so places in it stay valid.</summary>
/// <remarks>The upload becomes another dump and is ingested like any other. Its remaining texts get new places.</remarks>
internal sealed class DumpRewrite(ArchiveClients clients, DumpBlobs blobs, DumpLedger ledger, TimeProvider time)
{
    private const int CopyBuffer = 64 * 1024;

    /// <summary>Returns whether the upload can be rewritten: it exists, is not compressed, and does not use two bytes a character.</summary>
    public async Task<bool> IsPossibleAsync(DumpBlob dump, CancellationToken cancellationToken)
    {
        await using Stream content = await blobs.OpenAsync(dump, cancellationToken);
        byte[] start = new byte[4];
        int read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return start.AsSpan(0, read) is not ([0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) && !start.Contains((byte)0);
    }

    /// <returns>The time until which the account can restore the old bytes; null if it cannot.</returns>
    public async Task<DateTimeOffset?> RewriteAsync(DumpBlob dump, IReadOnlyCollection<StoredBytes> places, CancellationToken cancellationToken)
    {
        await using FileStream file = TemporaryFile.Create();
        await using (Stream content = await blobs.OpenAsync(dump, cancellationToken))
        {
            await CopyAsync(content, file, [.. places.OrderBy(place => place.Offset)], cancellationToken);
        }

        file.Position = 0;
        await blobs.UploadAsync(dump.Name, file, dump.Metadata, UploadMode.Overwrite, cancellationToken);
        if (await ledger.GetAsync(dump.Id, cancellationToken) is { } entry)
        {
            var outcome = new DumpOutcome(DumpStatus.Replaced, entry.Counts, "Rewritten without articles that were taken down.", []);
            await ledger.EndAsync(entry, outcome, time.GetUtcNow(), cancellationToken);
        }

        return await EraseAsync(dump.Name, dump.Id, cancellationToken);
    }

    /// <summary>Deletes an upload with its versions. Another upload that has its name by now stays.</summary>
    /// <returns>The time until which the account can restore it; null if it cannot.</returns>
    public Task<DateTimeOffset?> EraseAsync(string name, DumpId id, CancellationToken cancellationToken) => clients.DumpBlobs.EraseAsync(
        name,
        (BlobItem item) => item.Properties is { ETag: { } etag, LastModified: { } modified } && DumpBlobs.Dump(item.Name, etag, modified, size: 0, item.Metadata).Id == id,
        time,
        cancellationToken);

    private static async Task CopyAsync(Stream from, Stream to, StoredBytes[] places, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[CopyBuffer];
        long at = 0;
        for (int read = await from.ReadAsync(buffer, cancellationToken); read > 0; read = await from.ReadAsync(buffer, cancellationToken))
        {
            foreach (StoredBytes place in places)
            {
                int first = (int)Math.Clamp(place.Offset - at, 0, read);
                int end = (int)Math.Clamp(place.Offset + place.Length - at, 0, read);
                Blank(buffer.AsSpan(first..Math.Max(first, end)));
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            at += read;
        }
    }

    /// <summary>Line ends stay, so that later lines keep their numbers.</summary>
    private static void Blank(Span<byte> bytes)
    {
        foreach (ref byte one in bytes)
        {
            one = one is (byte)'\n' or (byte)'\r' ? one : (byte)' ';
        }
    }
}
