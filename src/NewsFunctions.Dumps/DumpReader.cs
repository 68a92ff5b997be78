using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Containers;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps;

/// <summary>Takes a dump apart into its texts: recognises what it is by its content, takes off packing, and reads on as it streams.</summary>
public static class DumpReader
{
    /// <summary>The first bytes by which <see cref="IsZip"/> knows a zip.</summary>
    public const int HeadOfZip = 4;

    /// <summary>Whether a dump is a zip, by its first bytes: read in place where the stream can seek, else put on disk first.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => FileSignatures.IsZip(head);

    /// <param name="content">Read forward only, once, from where it stands; a zip is read in place where the stream can seek.</param>
    /// <param name="start">Where an earlier reading stopped; what is before it is passed over.</param>
    /// <returns>Records whose bytes are valid until the next one is asked for.</returns>
    public static IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream content, DumpPosition start, DumpReadLimits limits, CancellationToken cancellationToken)
    {
        var whole = new MemberPlace { Name = "", Start = start, After = DumpPosition.End };
        DumpReadLimits own = limits with { LargeTexts = limits.LargeTexts.ForOneReader() };
        return new MemberReader(own).ReadAsync(content, whole, cancellationToken);
    }
}
