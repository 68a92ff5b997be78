using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Reads the articles of a dump: splits it, parses each text, and determines its site and article id.
/// Ingest and <c>news parse</c> share it.</summary>
public sealed class ArticleReader(SiteProfiles sites)
{
    /// <param name="blob">The upload, or its equivalent for a file on disk: name and metadata are part of the identity.</param>
    /// <param name="content">The dump, read once and forward only. The caller disposes it.</param>
    /// <param name="start">The value <see cref="DumpPosition.Start"/>, or the <see cref="ReadRecord.Next"/> after which an earlier reading
    /// stopped.</param>
    public IAsyncEnumerable<ReadRecord> ReadAsync(DumpBlob blob, Stream content, DumpPosition start, CancellationToken cancellationToken) =>
        new RecordPipeline(new ArticleIdentity(blob, sites)).ReadAsync(
            DumpReader.ReadAsync(content, start, DumpReadLimits.Default, cancellationToken), cancellationToken);

    public ReadRecord Read(DumpBlob blob, DumpRecord record) => RecordPipeline.Read(new ArticleIdentity(blob, sites), record);

    /// <summary>Returns whether an upload itself names its site. Its records may name one as well.</summary>
    public bool NamesSite(string name, IReadOnlyDictionary<string, string> metadata) => ArticleIdentity.NamesSite(name, metadata, sites);
}
