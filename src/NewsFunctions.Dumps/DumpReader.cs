using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Containers;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps;

/// <summary>Splits a dump into its texts while it streams: detects its type by content and removes packing.</summary>
public static class DumpReader
{
    /// <summary>The number of leading bytes that <see cref="IsZip"/> needs.</summary>
    public const int HeadOfZip = 4;

    /// <summary>Returns whether a dump is a zip, by its first bytes. A zip is read in place if the stream can seek, else it is first stored
    /// on disk.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => FileSignatures.IsZip(head);

    /// <param name="content">The dump, read once and forward only from its current position. A zip is read in place if the stream can seek.</param>
    /// <param name="start">The position at which an earlier reading stopped. Everything before it is skipped.</param>
    /// <returns>Records whose bytes are valid until the next one is requested.</returns>
    public static IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream content, DumpPosition start, DumpReadLimits limits, CancellationToken cancellationToken)
    {
        var whole = new MemberPlace { Name = "", Start = start, After = DumpPosition.End };
        DumpReadLimits own = limits with { LargeTexts = limits.LargeTexts.ForOneReader() };
        return new MemberReader(own).ReadAsync(content, whole, cancellationToken);
    }
}
