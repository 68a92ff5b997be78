namespace NewsFunctions.Dumps;

/// <summary>Takes a dump apart into its texts. A plain-text dump is one text; readers of containers belong in front of it.</summary>
public static class DumpReader
{
    /// <param name="content">Read forward only, once, from where it stands.</param>
    /// <param name="start">Where an earlier reading stopped; what is before it is passed over.</param>
    public static IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream content, DumpPosition start, DumpReadLimits limits, CancellationToken cancellationToken) =>
        TextRecords.ReadAsync(content, TextSource.Whole, start, limits, cancellationToken);
}
