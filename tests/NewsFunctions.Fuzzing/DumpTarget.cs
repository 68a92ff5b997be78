using System.Globalization;
using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Fuzzing;

/// <summary>Reads the bytes as an uploaded dump in any container, parses and identifies its articles, and resumes after
/// some records.</summary>
internal static class DumpTarget
{
    private const int MaxResumes = 6;

    private static readonly DumpReadLimits Limits = new() { MaxRecordBytes = 64 * 1024, TargetRecordBytes = 64 };
    private static readonly DumpReadLimits InOnePiece = Limits with { TargetRecordBytes = Limits.MaxRecordBytes };
    private static readonly ArticleReader Reader = new(new SiteProfiles(new SitesOptions()));

    public static void Run(byte[] bytes)
    {
        var records = new List<Seen>();
        DumpRecord? before = null;
        Read(new MemoryStream(bytes), DumpPosition.Start, Limits, record =>
        {
            CheckRecord(record, before, bytes.Length);
            records.Add(new Seen(Describe(record), record.Next));
            before = record;
        });

        // Cutting a long text into records must not change its articles.
        Invariant.AreEqual(DescribeArticles(bytes, InOnePiece), DescribeArticles(bytes, Limits), "Cut into several records, the text gives different articles");

        // A dump from the network arrives in pieces of any size.
        AssertSame(records, new PiecemealStream(bytes), DumpPosition.Start, 0, "Read in pieces, the dump gives different records");
        for (int i = 0; i < records.Count; i += 1 + (records.Count / MaxResumes))
        {
            AssertSame(records, new MemoryStream(bytes), records[i].Next, i + 1, $"Resumed after record {i}, the dump gives different records");
        }
    }

    private static void CheckRecord(DumpRecord record, DumpRecord? before, long size)
    {
        Invariant.Holds(record.Offset >= 0 && record.Length >= 0);
        Invariant.Holds(record.Refusal is null || record.Bytes.Length == 0);
        Invariant.Holds(record.Bytes.Length <= Limits.MaxRecordBytes);
        Invariant.Holds(record.Next != before?.Next);
        if (before is not null && before.Member == record.Member && record.Length > 0)
        {
            // An empty record at the end of a member only carries its diagnostics.
            Invariant.Holds(record.Offset >= before.Offset + before.Length);
        }

        long end = record.Offset + record.Length;
        int step = Math.Max(record.Bytes.Length / 16, 1);
        long last = record.Offset;
        for (int at = 0; at <= record.Bytes.Length; at += step)
        {
            long mapped = record.Offsets.ToMember(at);
            Invariant.Holds(mapped >= last && mapped <= end);
            last = mapped;
        }

        CheckArticles(record, end, size);
    }

    private static void CheckArticles(DumpRecord record, long end, long size)
    {
        ReadRecord read = Reader.Read(BlobOf(size), record);
        Invariant.Holds(read.Bytes == record.Length && read.Member == record.Member);
        Invariant.Holds(!read.Rejected || read.Diagnostics.Count > 0);

        // Text extracted from a page has no position of its own: its bytes are those of the whole page.
        bool hasOwnPlace = record.Offsets.EndInMember(0) < end;
        long at = record.Offset;
        foreach (ReadArticle one in read.Articles)
        {
            (Article article, Provenance provenance) = (one.Article, one.Provenance);
            Invariant.Holds(provenance.Length > 0);
            Invariant.Holds(hasOwnPlace ? provenance.Offset >= at : provenance.Offset == record.Offset && provenance.Length == record.Length);
            at = provenance.Offset + provenance.Length;
            Invariant.Holds(at <= end);
            Invariant.Holds(article.Diagnostics.All(d => d.Offset >= 0 && d.Offset <= end));
            Invariant.Holds(article.ContentHash.Length == 16);
            Invariant.Holds(article.Damage.Score is >= 0 and <= 1);
            Invariant.Holds(article.Damage.ItemsKept == article.Related.Count);
        }
    }

    private static void AssertSame(List<Seen> expected, Stream content, DumpPosition start, int skipped, string what)
    {
        int at = skipped;
        Read(content, start, Limits, record =>
        {
            Invariant.AreEqual(at < expected.Count ? expected[at].Description : "", Describe(record), what);
            at++;
        });
        Invariant.AreEqual($"{expected.Count}", $"{at}", what + " (number of records)");
    }

    private static string DescribeArticles(byte[] bytes, DumpReadLimits limits)
    {
        var text = new StringBuilder();
        Read(new MemoryStream(bytes), DumpPosition.Start, limits, record =>
        {
            foreach (ReadArticle one in Reader.Read(BlobOf(bytes.Length), record).Articles)
            {
                text.Append(CultureInfo.InvariantCulture, $"{one.Provenance.Member} {one.Provenance.Offset} {one.Provenance.Length} ");
                text.Append(CultureInfo.InvariantCulture, $"{one.Article.ContentHash} {one.Article.Damage} ");
                text.AppendJoin(' ', one.Article.Diagnostics.Select(d => d.Code)).Append('\n');
            }
        });
        return text.ToString();
    }

    private static string Describe(DumpRecord r)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{r.Member} {r.Offset} {r.Length} {r.TargetUri} {r.CrawledAt:O} {r.PublishedAt:O} {r.Extra} ");
        text.Append(CultureInfo.InvariantCulture, $"{r.IsArticle} {r.IsPart} {r.FollowsOpenArticle} {r.Refusal} {r.Next}\n");
        text.AppendJoin('\n', r.Diagnostics).Append('\n').Append(Encoding.Latin1.GetString(r.Bytes.Span));
        return text.ToString();
    }

    /// <summary>Reads the records. The bytes of a record are valid only until the next one is read.</summary>
    private static void Read(Stream content, DumpPosition start, DumpReadLimits limits, Action<DumpRecord> see)
    {
        using (content)
        {
            foreach (DumpRecord record in DumpReader.ReadAsync(content, start, limits, CancellationToken.None).ToBlockingEnumerable())
            {
                see(record);
            }
        }
    }

    private static DumpBlob BlobOf(long size) => new()
    {
        Name = "dump",
        ETag = "1",
        LastModified = DateTimeOffset.UnixEpoch,
        Size = size,
        Metadata = new Dictionary<string, string>(),
    };

    private sealed record Seen(string Description, DumpPosition Next);
}
