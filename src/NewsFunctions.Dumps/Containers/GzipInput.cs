namespace NewsFunctions.Dumps.Containers;

/// <summary>Passes compressed bytes to the decompressor. It stops before every place where a gzip member may begin, and keeps
/// the bytes handed out, so that a damaged member can be read again and reading can continue with the next one.</summary>
internal sealed class GzipInput(Stream compressed, Expansion expansion) : ReadOnlyStream
{
    /// <summary>The length of a gzip header without its optional fields (RFC 1952 section 2.3).</summary>
    public const int HeaderLength = 10;

    /// <summary>The number of bytes kept from the end of a longer member.</summary>
    private const int MaxKept = 8 * 1024 * 1024;

    /// <summary>The size of two decompressor buffers and a member's trailer.</summary>
    public const int AlwaysKept = 32 * 1024;

    // Limits the bytes read again because of damage, so that the time stays linear.
    private const long FreeRepeats = 64L * 1024 * 1024;

    private byte[] _window = new byte[128 * 1024];
    private int _start;
    private int _end;
    private bool _sourceEnded;
    private byte[] _kept = new byte[AlwaysKept * 2];
    private int _keptLength;
    private long _repeated;

    /// <summary>The number of compressed bytes handed out.</summary>
    public long HandedOut { get; private set; }

    /// <summary>Says whether the end was reached.</summary>
    public bool Ended { get; private set; }

    /// <summary>The bytes handed out since <see cref="Forget"/>. The first ones are missing if <see cref="KeepsAll"/> is false.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.AsMemory(0, _keptLength);

    public Stream OpenKept(int from) => new MemoryStream(_kept, from, _keptLength - from, writable: false);

    public bool KeepsAll { get; private set; } = true;

    /// <summary>Called before bytes are handed out that may begin a member.</summary>
    public required Action MemberMayBegin { get; init; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!await FillAsync(cancellationToken))
        {
            Ended = true;
            return 0;
        }

        if (IsMember(_window.AsSpan(_start, _end - _start)))
        {
            MemberMayBegin();
        }

        int count = Unbroken(buffer.Length);
        Keep(_window.AsSpan(_start, count));
        _window.AsMemory(_start, count).CopyTo(buffer);
        HandOut(count);
        return count;
    }

    /// <summary>Drops the kept bytes, because their member is complete.</summary>
    public void Forget() => (_keptLength, KeepsAll) = (0, true);

    /// <summary>Takes back the bytes handed out after the first <paramref name="kept"/> bytes of <see cref="Kept"/>.</summary>
    public void TakeBack(int kept)
    {
        int again = _keptLength - kept;
        if (again == 0 || _repeated + again > FreeRepeats + HandedOut)
        {
            return;
        }

        byte[] joined = new byte[Math.Max(_window.Length, again + _end - _start)];
        _kept.AsSpan(kept, again).CopyTo(joined);
        _window.AsSpan(_start, _end - _start).CopyTo(joined.AsSpan(again));
        (_window, _start, _end) = (joined, 0, again + _end - _start);
        _keptLength = kept;
        _repeated += again;
        HandedOut -= again;
        Ended = false;
    }

    /// <summary>Skips to the next place where a member may begin.</summary>
    /// <returns>False if there is none.</returns>
    public async ValueTask<bool> FindMemberAsync(CancellationToken cancellationToken)
    {
        while (await FillAsync(cancellationToken))
        {
            if (IsMember(_window.AsSpan(_start, _end - _start)))
            {
                return true;
            }

            HandOut(Unbroken(int.MaxValue));
        }

        Ended = true;
        return false;
    }

    private static bool IsMember(ReadOnlySpan<byte> bytes) =>
        bytes is [0x1F, 0x8B, 8, <= 0x1F, _, _, _, _, 0 or 2 or 4, <= 13 or 255, ..];

    /// <summary>Returns how many bytes, up to the given maximum, can be handed out before a member may begin.</summary>
    private int Unbroken(int most)
    {
        ReadOnlySpan<byte> window = _window.AsSpan(_start, _end - _start);
        int end = Math.Min(most, window.Length);
        for (int at = 1; at < end; at++)
        {
            int found = window[at..end].IndexOf((byte)0x1F);
            if (found < 0)
            {
                return end;
            }

            at += found;
            if (IsMember(window[at..]) || (at + HeaderLength > window.Length && !_sourceEnded))
            {
                return at;
            }
        }

        return end;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (_end - _start < HeaderLength && !_sourceEnded)
        {
            _window.AsSpan(_start, _end - _start).CopyTo(_window);
            (_start, _end) = (0, _end - _start);
            int read = await compressed.ReadAsync(_window.AsMemory(_end), cancellationToken);
            _end += read;
            _sourceEnded = read == 0;
        }

        return _end > _start;
    }

    private void HandOut(int count)
    {
        _start += count;
        HandedOut += count;
        expansion.AddInput(count);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_keptLength + bytes.Length > _kept.Length)
        {
            if (_kept.Length >= MaxKept)
            {
                _kept.AsSpan(_keptLength - AlwaysKept, AlwaysKept).CopyTo(_kept);
                (_keptLength, KeepsAll) = (AlwaysKept, false);
            }
            else
            {
                Array.Resize(ref _kept, _kept.Length * 2);
            }
        }

        bytes.CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += bytes.Length;
    }
}
