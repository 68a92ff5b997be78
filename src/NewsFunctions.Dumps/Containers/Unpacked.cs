using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Holds the bytes of a member after gzip was removed, and their kind.</summary>
internal sealed class Unpacked : IAsyncDisposable
{
    /// <summary>The maximum number of packing layers (zip, gzip) that are removed.</summary>
    public const int MaxLayers = 2;

    private readonly List<IAsyncDisposable> _streams = [];

    private Unpacked(ForwardStream content)
    {
        Content = content;
    }

    public ForwardStream Content { get; private set; }

    public ContainerKind Kind { get; private set; }

    /// <summary>The number of packing layers around the content.</summary>
    public int Layers { get; private set; }

    public Expansion? Expansion { get; private set; }

    /// <summary>Says whether the content is packed and must not be unpacked any further.</summary>
    public bool IsTooDeep => Layers == MaxLayers && Kind is ContainerKind.Gzip or ContainerKind.Zip;

    /// <param name="packed">The packed bytes, read forward only. The caller disposes them.</param>
    /// <param name="layers">The number of packing layers removed before.</param>
    /// <param name="around">The expansion limit of the outer packing.</param>
    /// <param name="defects">Receives the defects of the packing; complete at the end of the content.</param>
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
        // The last streams read from those before them, on other threads.
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

        // The same number of bytes is always examined, so that the kind does not depend on how the bytes arrive.
        Kind = ContainerKinds.Of(Content.Buffered.Span[..Math.Min(Content.Buffered.Length, ContainerKinds.HeadLength)]);
    }

    // The kind is often clear from the first bytes, so the rest need not be awaited.
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
