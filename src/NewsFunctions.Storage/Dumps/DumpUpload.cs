using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Uploads content in blocks while it is read elsewhere, and computes its Content-MD5 on the way. Nothing of the upload is visible
/// before it is completed.</summary>
/// <remarks>If the existing blob may have the same content, nothing is sent: on a second run over a folder most files exist.</remarks>
public sealed class DumpUpload : IDisposable
{
    /// <summary>Limits the block that is sent at once.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    private const int ReadBytes = 256 * 1024;
    private const int BlockHashLength = 32;

    private readonly Func<CancellationToken, Task<StoredDump?>> _find;
    private readonly BlockBlobClient _blob;
    private readonly string _name;
    private readonly IReadOnlyDictionary<string, string> _metadata;
    private readonly StoredDump? _present;
    private readonly UploadMode _mode;
    private readonly bool _isCompared;
    private readonly byte[] _block;
    private readonly List<string> _sent = [];
    private HashSet<string>? _staged;

    // Not for security: Content-MD5 is the checksum that blob storage keeps and returns.
#pragma warning disable CA5351
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    private int _filled;
    private long _size;

    /// <param name="find">Finds the blob again if a commit conflicts.</param>
    internal DumpUpload(
        Func<CancellationToken, Task<StoredDump?>> find,
        BlockBlobClient blob,
        string name,
        IReadOnlyDictionary<string, string> metadata,
        StoredDump? present,
        UploadMode mode,
        bool isCompared)
    {
        (_find, _blob, _name, _metadata, _present, _mode, _isCompared) = (find, blob, name, metadata, present, mode, isCompared);
        _block = isCompared ? [] : GC.AllocateUninitializedArray<byte>(BlockBytes);
    }

    /// <summary>Sets the media type of the blob; null means the service's default.</summary>
    internal string? ContentType { get; init; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        _size += bytes.Length;
        while (!_isCompared && bytes.Length > 0)
        {
            int count = Math.Min(bytes.Length, BlockBytes - _filled);
            bytes[..count].CopyTo(_block.AsMemory(_filled));
            _filled += count;
            bytes = bytes[count..];
            if (_filled == BlockBytes)
            {
                await SendAsync(cancellationToken);
            }
        }
    }

    /// <summary>Writes the rest of a stream.</summary>
    public async Task WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[ReadBytes];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <returns>The result; null if the content must be written again to another upload, because the existing blob differs or another
    /// upload came first.</returns>
    public async Task<UploadResult?> CompleteAsync(CancellationToken cancellationToken)
    {
        byte[] hash = _hash.GetHashAndReset();
        if (_isCompared)
        {
            return Compare(_present, hash);
        }

        if (_filled > 0)
        {
            await SendAsync(cancellationToken);
        }

        CommitBlockListOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentHash = hash, ContentType = ContentType },
            Metadata = new Dictionary<string, string>(_metadata, StringComparer.OrdinalIgnoreCase),
            Conditions = DumpBlobs.Unchanged(_present),
        };
        try
        {
            BlobContentInfo info = await _blob.CommitBlockListAsync(_sent, options, cancellationToken);
            return new UploadResult(
                _present is null ? UploadOutcome.Created : UploadOutcome.Replaced,
                DumpBlobs.Dump(_name, info.ETag, info.LastModified, _size, _metadata));
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 || e.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Our own commit, whose response was lost; or another upload, which removed our blocks.
            return Compare(await _find(cancellationToken), hash);
        }
    }

    public void Dispose() => _hash.Dispose();

    /// <returns>The result; null if the blob does not exist or is to be replaced.</returns>
    private UploadResult? Compare(StoredDump? stored, byte[] hash) => stored switch
    {
        null => null,
        _ when stored.Has(hash, _metadata) => new UploadResult(UploadOutcome.Unchanged, stored.Dump),
        _ => _mode == UploadMode.CreateOnly ? new UploadResult(UploadOutcome.Conflict, stored.Dump) : null,
    };

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        _staged ??= await FindStagedAsync(cancellationToken);
        string id = BlockId();
        if (!_staged.Contains(id))
        {
            using var content = new MemoryStream(_block, 0, _filled, writable: false);
            await _blob.StageBlockAsync(id, content, cancellationToken: cancellationToken);
        }

        _sent.Add(id);
        _filled = 0;
    }

    /// <summary>Returns a block id made of its content, so that an interrupted upload resumes, and blocks of two uploads of one name
    /// do not mix. With the number, an id is as long as the SDK's: all block ids of a blob must have the same length.</summary>
    private string BlockId()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(_block.AsSpan(0, _filled)))[..BlockHashLength];
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{hash}{_sent.Count:D16}")));
    }

    private async Task<HashSet<string>> FindStagedAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlockList blocks = await _blob.GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancellationToken);
            return [.. blocks.UncommittedBlocks.Select(block => block.Name)];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }
}

/// <summary>Holds an existing upload, with its Content-MD5 if it has one.</summary>
internal sealed record StoredDump(DumpBlob Dump, byte[]? Hash)
{
    public bool Has(byte[] hash, IReadOnlyDictionary<string, string> metadata) =>
        Hash is not null && Hash.AsSpan().SequenceEqual(hash) && HasMetadata(metadata);

    public bool HasMetadata(IReadOnlyDictionary<string, string> metadata) =>
        Dump.Metadata.Count == metadata.Count && metadata.All(pair => Dump.Metadata.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
