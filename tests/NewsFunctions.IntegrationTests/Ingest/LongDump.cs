using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>Builds a dump of many records, and an ingest in which each record takes minutes.</summary>
internal sealed class LongDump
{
    public const string Name = "long.txt";
    private const int ArticlesPerRecord = 10;
    private readonly List<byte[]> _records = [];
    private readonly int _minutesPerRecord;

    public LongDump(int records, int minutesPerRecord)
    {
        _minutesPerRecord = minutesPerRecord;
        for (int record = 0; record < records; record++)
        {
            _records.Add(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(record * ArticlesPerRecord, ArticlesPerRecord).Select(Article)) + "\n"));
        }
    }

    public byte[] Bytes => [.. _records.SelectMany(record => record)];

    /// <param name="process">The archive whose storage is used.</param>
    public DumpIngest Ingest(Archive process, TimeSpan? legTime = null, Func<Task>? beforeRecord = null) => new(
        process.Blobs,
        process.Ledger,
        process.Get<IngestLinks>(),
        process.Get<IngestQueue>(),
        process.Get<BatchGroups>(),
        process.Get<LargeIngests>(),
        (dump, content, start, cancellationToken) => ReadAsync(process, beforeRecord, dump, content, start, cancellationToken),
        new IngestLimits { ArticlesPerCommit = 2 * ArticlesPerRecord, LegTime = legTime ?? IngestLimits.Default.LegTime },
        process.Time,
        NullLogger<DumpIngest>.Instance);

    private async IAsyncEnumerable<ReadRecord> ReadAsync(
        Archive process,
        Func<Task>? beforeRecord,
        DumpBlob dump,
        Stream content,
        DumpPosition start,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long offset = 0;
        foreach (byte[] record in _records)
        {
            if (offset >= start.Offset)
            {
                if (beforeRecord is not null)
                {
                    await beforeRecord();
                }

                content.Position = offset;
                byte[] bytes = new byte[record.Length];
                await content.ReadExactlyAsync(bytes, cancellationToken);
                process.Time.Advance(TimeSpan.FromMinutes(_minutesPerRecord));
                yield return process.Get<ArticleReader>().Read(dump, new DumpRecord
                {
                    Member = "",
                    Offset = offset,
                    Length = bytes.Length,
                    Bytes = bytes,
                    Offsets = TextOffsets.From(offset),
                    TargetUri = null,
                    CrawledAt = null,
                    PublishedAt = null,
                    Extra = null,
                    IsArticle = false,
                    IsPart = true,
                    FollowsOpenArticle = false,
                    Refusal = null,
                    Next = new DumpPosition { Offset = offset + record.Length, InText = true },
                });
            }

            offset += record.Length;
        }
    }

    // Every tenth article repeats the text of an earlier one. Neighbours share pictures and pages, and every seventh
    // list is damaged.
    private static string Article(int number)
    {
        int same = number % 10 == 9 ? number / 2 : number;
        DateTime at = new DateTime(2016, 1, 1, 8, 0, 0).AddHours(7 * same);
        string text = DumpText.Of(
            at.ToString("ddd MMM d, yyyy HH:mm:ss", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"Paragraph of article {same}."),
            700_000 + same,
            700_000 + (same / 3));
        return same % 7 == 0 ? text.Replace("string(", "string(1", StringComparison.Ordinal) : text;
    }
}
