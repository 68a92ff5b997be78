using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Decompresses gzip, including several members, and never throws for damaged data. It returns the decodable part of a damaged
/// member, continues with the next one, and reports the damage as diagnostics.</summary>
/// <remarks>The platform's decompressor does not report where a member ends, ignores what follows the last one, and
/// discards the decoded part of a damaged one. A member is complete where its checksum and length are found (RFC 1952 section 2.3.1).</remarks>
internal sealed class GunzipStream : ReadOnlyStream
{
    /// <summary>The read size. If the platform's decompressor fails, the output of that call is lost, so it is small.</summary>
    private const int MaxAtOnce = 16 * 1024;

    private const int TrailerLength = 8;

    /// <summary>The maximum number of damaged places. Each costs an exception, and a file with more is not worth the time.</summary>
    private const int MaxDamages = 1_000;

    private readonly GzipInput _input;
    private readonly Expansion _expansion;
    private readonly DiagnosticList _defects;
    private readonly Crc32 _checksum = new();
    private GZipStream _inflate;
    private ReadOnlyMemory<byte> _salvaged;
    private long _memberStart;
    private long _member;
    private int _damages;
    private bool _ended;

    /// <param name="outer">The limit of the outer packing.</param>
    /// <param name="defects">Receives the defects; complete at the end of this stream.</param>
    public GunzipStream(Stream compressed, DumpReadLimits limits, Expansion? outer, DiagnosticList defects)
    {
        _expansion = new Expansion(limits, outer);
        _input = new GzipInput(compressed, _expansion) { MemberMayBegin = EndMemberIfComplete };
        _inflate = new GZipStream(_input, CompressionMode.Decompress);
        _defects = defects;
    }

    public Expansion Expansion => _expansion;

    /// <summary>The number of bytes returned so far.</summary>
    public long Given { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            int most = (int)Math.Min(Math.Min(buffer.Length, MaxAtOnce), _expansion.Left);
            if (_salvaged.Length > 0 && most > 0)
            {
                most = Math.Min(most, _salvaged.Length);
                _salvaged[..most].CopyTo(buffer);
                _salvaged = _salvaged[most..];
                return Give(most);
            }

            if (_ended || buffer.Length == 0)
            {
                return 0;
            }

            if (most <= 0)
            {
                Stop("the data expands far beyond the limit");
                return 0;
            }

            bool damaged = false;
            try
            {
                int read = await _inflate.ReadAsync(buffer[..most], cancellationToken);
                if (read > 0)
                {
                    _checksum.Append(buffer.Span[..read]);
                    _member += read;
                    return Give(read);
                }
            }
            catch (InvalidDataException)
            {
                damaged = true;
            }

            await EndMemberAsync(damaged, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflate.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Give(int count)
    {
        Given += count;
        _expansion.AddOutput(count);
        return count;
    }

    /// <summary>Ends the member if its trailer is here, because another member may follow.</summary>
    private void EndMemberIfComplete()
    {
        if (_input.Kept.Span.EndsWith(Trailer()))
        {
            BeginMember();
        }
    }

    private void BeginMember()
    {
        _input.Forget();
        _checksum.Reset();
        _member = 0;
        _memberStart = _input.HandedOut;
    }

    private async ValueTask EndMemberAsync(bool damaged, CancellationToken cancellationToken)
    {
        if (damaged)
        {
            DumpDiagnostic defect = await SalvageAsync(cancellationToken);
            if (++_damages == MaxDamages)
            {
                Stop($"more than {MaxDamages} places in the gzip data are damaged");
                return;
            }

            _ended = !await _input.FindMemberAsync(cancellationToken);
            _defects.Add(defect);
        }
        else if (EndOfMember() is not { } end)
        {
            _defects.Add(DumpDiagnostics.GzipCutOff(Given, _input.HandedOut));
            _ended = true;
        }
        else
        {
            _input.TakeBack(end);
            long foreign = _input.HandedOut;
            _ended = !await _input.FindMemberAsync(cancellationToken);
            if (_input.HandedOut > foreign)
            {
                _defects.Add(DumpDiagnostics.NotGzip(Given, foreign, _input.HandedOut - foreign));
            }
        }

        if (!_ended)
        {
            BeginMember();
            await _inflate.DisposeAsync();
            _inflate = new GZipStream(_input, CompressionMode.Decompress);
        }
    }

    private void Stop(string why)
    {
        _defects.AddAlways(DumpDiagnostics.Stopped(Given, why));
        _ended = true;
    }

    /// <summary>Returns the end of the member's trailer in the kept bytes.</summary>
    private int? EndOfMember()
    {
        ReadOnlySpan<byte> kept = _input.Kept.Span;
        int from = Math.Max(kept.Length - GzipInput.AlwaysKept, GzipInput.HeaderLength + 2);
        int found = from < kept.Length ? kept[from..].IndexOf(Trailer()) : -1;
        return found < 0 ? null : from + found + TrailerLength;
    }

    private byte[] Trailer()
    {
        byte[] trailer = new byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), unchecked((uint)_member));
        return trailer;
    }

    /// <summary>Decompresses the damaged member again up to the exact byte at which it fails.</summary>
    private async ValueTask<DumpDiagnostic> SalvageAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> kept = _input.Kept;
        bool whole = false;
        if (_input.KeepsAll && BodyOf(kept.Span) is { } body)
        {
            (_salvaged, whole) = await Salvaging.InflateAsync(_input.OpenKept(body), _member, _expansion.Left, cancellationToken);
        }

        // A complete member ends within the last bytes handed out. An incomplete one may lack its end and contain the next member.
        _input.TakeBack(whole ? Math.Max(1, kept.Length - GzipInput.AlwaysKept) : _input.KeepsAll ? 1 : 0);
        return whole
            ? DumpDiagnostics.WrongChecksum(Given + _salvaged.Length, "gzip data")
            : DumpDiagnostics.GzipDamaged(Given + _salvaged.Length, _memberStart, _member + _salvaged.Length);
    }

    /// <summary>Returns the start of the compressed data after the header and its optional fields, or null if there is no valid header.</summary>
    private static int? BodyOf(ReadOnlySpan<byte> member)
    {
        const int HasChecksum = 2, HasExtra = 4, HasName = 8, HasComment = 16;
        if (member.Length < GzipInput.HeaderLength)
        {
            return null;
        }

        int flags = member[3];
        int at = GzipInput.HeaderLength;
        if ((flags & HasExtra) != 0)
        {
            at += member.Length < at + 2 ? 2 : 2 + BinaryPrimitives.ReadUInt16LittleEndian(member[at..]);
        }

        foreach (int field in (ReadOnlySpan<int>)[HasName, HasComment])
        {
            if ((flags & field) != 0 && at < member.Length)
            {
                int end = member[at..].IndexOf((byte)0);
                at = end < 0 ? member.Length : at + end + 1;
            }
        }

        at += (flags & HasChecksum) != 0 ? 2 : 0;
        return at < member.Length ? at : null;
    }
}
