using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Containers;

/// <summary>The bytes of a member once gzip is taken off, and what kind of thing they are.</summary>
internal sealed class Unpacked : IAsyncDisposable
{
    /// <summary>Packing (zip, gzip) within packing is taken off so often.</summary>
    public const int MaxLayers = 2;

    private readonly List<IAsyncDisposable> _streams = [];

    private Unpacked(ForwardStream content)
    {
        Content = content;
    }

    public ForwardStream Content { get; private set; }

    public ContainerKind Kind { get; private set; }

    /// <summary>Layers of packing around the content.</summary>
    public int Layers { get; private set; }

    public Expansion? Expansion { get; private set; }

    /// <summary>Packed, and may not be unpacked any more.</summary>
    public bool IsTooDeep => Layers == MaxLayers && Kind is ContainerKind.Gzip or ContainerKind.Zip;

    /// <param name="packed">Read forward only; the caller disposes.</param>
    /// <param name="layers">Of packing taken off before.</param>
    /// <param name="around">That of the packing around it.</param>
    /// <param name="defects">Takes what is wrong with the packing; complete when the content is at its end.</param>
    public static async ValueTask<Unpacked> OpenAsync(
        Stream packed, int layers, Expansion? around, DumpReadLimits limits, DiagnosticList defects, CancellationToken cancellationToken)
    {
        var unpacked = new Unpacked(new ForwardStream(packed, limits.LargeTexts)) { Layers = layers, Expansion = around };
        unpacked._streams.Add(unpacked.Content);
        try
        {
            await unpacked.LookAsync(cancellationToken);
            while (unpacked.Kind == ContainerKind.Gzip && unpacked.Layers < MaxLayers)
            {
                unpacked.Gunzip(limits, defects);
                await unpacked.LookAsync(cancellationToken);
            }

            return unpacked;
        }
        catch
        {
            await unpacked.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The last ones read from those before them, on other threads.
        for (int i = _streams.Count - 1; i >= 0; i--)
        {
            await _streams[i].DisposeAsync();
        }
    }

    private async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        await Content.FillAsync(1, cancellationToken);
        if (Content.Buffered.Length < ContainerKinds.HeadLength && NeedsMore(Content.Buffered.Span))
        {
            await Content.FillAsync(ContainerKinds.HeadLength, cancellationToken);
        }

        // No more is looked at than there always is: what a thing is does not depend on how its bytes come in.
        Kind = ContainerKinds.Of(Content.Buffered.Span[..Math.Min(Content.Buffered.Length, ContainerKinds.HeadLength)]);
    }

    // What is plainly a text, or another kind, is known from its first bytes; the rest may come in its time.
    private static bool NeedsMore(ReadOnlySpan<byte> head) =>
        head.Length < 16
        || (ContainerKinds.Of(head) == ContainerKind.Text
            && head.TrimStart("\0\ufeff \t\r\n"u8) is { Length: < WarcHeader.VersionLength } or [(byte)'{' or (byte)'<' or 0xFF or 0xFE, ..]);

    private void Gunzip(DumpReadLimits limits, DiagnosticList defects)
    {
        var gunzip = new GunzipStream(Content, limits, Expansion, defects);
        var ahead = new ReadAheadStream(gunzip);
        Content = new ForwardStream(ahead, limits.LargeTexts);
        Expansion = gunzip.Expansion;
        Layers++;
        _streams.Add(ahead);
        _streams.Add(Content);
    }
}
