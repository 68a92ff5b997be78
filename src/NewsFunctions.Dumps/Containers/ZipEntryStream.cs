using System.IO.Hashing;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Decompresses the data of an entry. It never throws for damaged data but reports it as diagnostics.</summary>
internal sealed class ZipEntryStream : ReadOnlyStream
{
    /// <summary>The read size. As with gzip, the output of the call in which the decompressor fails is lost.</summary>
    private const int MaxAtOnce = 16 * 1024;

    private readonly ZipEntry _entry;
    private readonly long _most;
    private readonly Func<Stream> _open;
    private readonly Stream _data;
    private readonly Expansion _expansion;
    private readonly DiagnosticList _defects;
    private readonly Crc32 _checksum = new();
    private ReadOnlyMemory<byte> _salvaged;
    private bool _damaged;
    private bool _ended;
    private long _given;

    private ZipEntryStream(ZipEntry entry, long most, Func<Stream> open, Expansion expansion, DiagnosticList defects)
    {
        _entry = entry;
        _most = most;
        _open = open;
        _data = ZipMethod.Decompress(entry.Method, open());
        _expansion = expansion;
        _defects = defects;
    }

    public Expansion Expansion => _expansion;

    /// <summary>The number of bytes that may still come.</summary>
    private long Left => Math.Min(_most - _given, _expansion.Left);

    /// <param name="zip">The zip, read only by this stream while it is open.</param>
    /// <param name="most">The maximum number of bytes that the entry may produce.</param>
    /// <param name="outer">The expansion limit of the outer packing.</param>
    /// <param name="defects">Receives the defects; complete at the end of the stream.</param>
    /// <returns>Null for an entry that cannot be read; the defects give the reason.</returns>
    public static async ValueTask<ZipEntryStream?> OpenAsync(
        ZipBytes zip,
        ZipEntry entry,
        long most,
        DumpReadLimits limits,
        Expansion? outer,
        DiagnosticList defects,
        CancellationToken cancellationToken)
    {
        byte[] header = new byte[ZipFormat.LocalLength];
        string? obstacle = null;
        if (entry.IsEncrypted)
        {
            obstacle = "it is encrypted";
        }
        else if (!ZipMethod.IsKnown(entry.Method))
        {
            obstacle = $"it is compressed with method {entry.Method}, which is not supported";
        }
        else if (await zip.ReadAsync(entry.Header, header, cancellationToken) < header.Length || !header.AsSpan().StartsWith(ZipFormat.Local))
        {
            obstacle = "its data are not where the directory says";
        }

        if (obstacle is not null)
        {
            defects.AddAlways(DumpDiagnostics.EntryUnreadable(obstacle));
            return null;
        }

        long data = entry.Header + header.Length + ZipFormat.UInt16(header, 26) + ZipFormat.UInt16(header, 28);
        long end = Math.Min(data + entry.PackedSize, zip.Length);
        var expansion = new Expansion(limits, outer, Math.Max(end - data, 0));
        return new ZipEntryStream(entry, most, () => new ZipWindow(zip, data, end), expansion, defects);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ended || buffer.Length == 0)
        {
            return 0;
        }

        long left = Math.Min((_entry.Size ?? long.MaxValue) - _given, Left);
        int most = (int)Math.Min(Math.Min(buffer.Length, MaxAtOnce), left);
        int read = most > 0 ? await ReadDataAsync(buffer[..most], cancellationToken) : 0;
        if (read == 0)
        {
            await EndAsync(cancellationToken);
            return 0;
        }

        _checksum.Append(buffer.Span[..read]);
        _given += read;
        _expansion.AddOutput(read);
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await _data.DisposeAsync();
        await base.DisposeAsync();
    }

    private async ValueTask<int> ReadDataAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_damaged)
        {
            try
            {
                return await _data.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception e) when (ZipMethod.IsDamage(e))
            {
                _damaged = true;
                if (_entry.Method == ZipMethod.Deflated)
                {
                    (_salvaged, _) = await Salvaging.InflateAsync(_open(), _given, Left, cancellationToken);
                }
            }
        }

        int count = Math.Min(buffer.Length, _salvaged.Length);
        _salvaged[..count].CopyTo(buffer);
        _salvaged = _salvaged[count..];
        return count;
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _ended = true;
        if (Left <= 0 && _given < (_entry.Size ?? long.MaxValue))
        {
            _defects.AddAlways(DumpDiagnostics.Stopped(_given, "the entry expands far beyond the limit"));
        }
        else if (_damaged || _entry.IsCutOff || (_entry.Size is { } size && _given < size))
        {
            _defects.AddAlways(DumpDiagnostics.EntryDamaged(_given, _entry.Size));
        }
        else if (await ReadDataAsync(new byte[1], cancellationToken) > 0)
        {
            _defects.AddAlways(DumpDiagnostics.EntryLonger(_given));
        }
        else if (_entry.Checksum is { } checksum && checksum != _checksum.GetCurrentHashAsUInt32())
        {
            _defects.AddAlways(DumpDiagnostics.WrongChecksum(_given, "entry"));
        }
    }
}
