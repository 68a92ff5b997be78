using System.Runtime.CompilerServices;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Reads the articles of a dump: takes it apart, parses each text, and finds out which site and article it is.
/// What ingest and <c>news parse</c> share.</summary>
public sealed class ArticleReader(SiteProfiles sites)
{
    /// <param name="blob">The upload, or for a file on disk what it would be: name and metadata take part in the identity.</param>
    /// <param name="content">Read forward only, once; the caller disposes.</param>
    /// <param name="start"><see cref="DumpPosition.Start"/>, or the <see cref="ReadRecord.Next"/> after which an earlier reading stopped.</param>
    public async IAsyncEnumerable<ReadRecord> ReadAsync(
        DumpBlob blob,
        Stream content,
        DumpPosition start,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var identity = new ArticleIdentity(blob, sites);
        await foreach (DumpRecord record in DumpReader.ReadAsync(content, start, DumpReadLimits.Default, cancellationToken))
        {
            yield return Read(identity, record);
        }
    }

    public ReadRecord Read(DumpBlob blob, DumpRecord record) => Read(new ArticleIdentity(blob, sites), record);

    /// <summary>Whether an upload itself names its site; the records in it may do so, too.</summary>
    public bool NamesSite(string name, IReadOnlyDictionary<string, string> metadata) => ArticleIdentity.NamesSite(name, metadata, sites);

    private static ReadRecord Read(ArticleIdentity identity, DumpRecord record)
    {
        if (record.Refusal is { } refusal)
        {
            return new ReadRecord
            {
                Member = record.Member,
                Articles = [],
                Diagnostics = [.. record.Diagnostics, refusal],
                Bytes = record.Length,
                Next = record.Next,
            };
        }

        ParsedDump parsed = DumpParser.Parse(record).InMember(record.Offsets);
        return new ReadRecord
        {
            Member = record.Member,
            Articles = identity.Identify(record, parsed.Articles),
            Diagnostics = record.Diagnostics.Count == 0 ? parsed.Diagnostics : [.. record.Diagnostics, .. parsed.Diagnostics],
            IsLarge = record.Bytes.Length > LargeTextGate.LargeBytes,
            Bytes = record.Length,
            Next = record.Next,
        };
    }
}
