using System.Runtime.CompilerServices;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Parses records one after another, and computes the ids and content hashes of their articles on other threads meanwhile. Returns the
/// records in their order.</summary>
/// <remarks>Only small records are read ahead: a large one must be written before the next is requested. While the source waits for data,
/// everything read so far is returned.</remarks>
internal sealed class RecordPipeline(ArticleIdentity identity)
{
    // A task for each record would cost as much as its hashes.
    private const int RecordsPerTask = 16;
    private const long BytesPerTask = 256 * 1024;
    private const int MaxTasks = 3;

    private readonly Queue<Task<ReadRecord[]>> _identified = new();
    private List<ParsedRecord> _parsed = [];
    private long _parsedBytes;
    private bool _isLarge;

    private bool HasRecords => _identified.Count > 0 || _parsed.Count > 0;

    public static ReadRecord Read(ArticleIdentity identity, DumpRecord record) => Identify(identity, Parse(record));

    public async IAsyncEnumerable<ReadRecord> ReadAsync(
        IAsyncEnumerable<DumpRecord> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<DumpRecord> records = source.GetAsyncEnumerator(cancellationToken);
        Task<bool> step = Task.FromResult(false);
        try
        {
            while (true)
            {
                step = records.MoveNextAsync().AsTask();
                if (!step.IsCompletedSuccessfully)
                {
                    // The source waits or has failed.
                    await foreach (ReadRecord read in TakeAllAsync())
                    {
                        yield return read;
                    }
                }

                if (!await step)
                {
                    break;
                }

                Add(Parse(records.Current));
                while (_identified.Count > MaxTasks || (_isLarge && HasRecords))
                {
                    foreach (ReadRecord read in await TakeAsync())
                    {
                        yield return read;
                    }
                }
            }

            await foreach (ReadRecord read in TakeAllAsync())
            {
                yield return read;
            }
        }
        finally
        {
            // A sequence cannot be disposed while it is at work.
            await ((Task)step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await records.DisposeAsync();
        }
    }

    private void Add(ParsedRecord parsed)
    {
        _parsed.Add(parsed);
        _parsedBytes += parsed.Record.Length;
        _isLarge = parsed.IsLarge;
        if (!_isLarge && (_parsed.Count == RecordsPerTask || _parsedBytes >= BytesPerTask))
        {
            List<ParsedRecord> batch = _parsed;
            _identified.Enqueue(Task.Run(() => Identify(batch)));
            (_parsed, _parsedBytes) = ([], 0);
        }
    }

    private async IAsyncEnumerable<ReadRecord> TakeAllAsync()
    {
        while (HasRecords)
        {
            foreach (ReadRecord read in await TakeAsync())
            {
                yield return read;
            }
        }
    }

    /// <summary>Takes the oldest records.</summary>
    private async ValueTask<IReadOnlyList<ReadRecord>> TakeAsync()
    {
        if (_identified.TryDequeue(out Task<ReadRecord[]>? oldest))
        {
            return await oldest;
        }

        List<ParsedRecord> batch = _parsed;
        (_parsed, _parsedBytes) = ([], 0);
        return Identify(batch);
    }

    private ReadRecord[] Identify(List<ParsedRecord> batch) => [.. batch.Select(parsed => Identify(identity, parsed))];

    private static ParsedRecord Parse(DumpRecord record) => new(
        record,
        record.Refusal is null ? DumpParser.Parse(record).InMember(record.Offsets) : null,
        record.Bytes.Length > LargeTextGate.LargeBytes);

    private static ReadRecord Identify(ArticleIdentity identity, ParsedRecord parsed)
    {
        DumpRecord record = parsed.Record;
        if (parsed.Dump is not { } dump)
        {
            return new ReadRecord
            {
                Member = record.Member,
                Articles = [],
                Diagnostics = [.. record.Diagnostics, record.Refusal!],
                Bytes = record.Length,
                Next = record.Next,
            };
        }

        return new ReadRecord
        {
            Member = record.Member,
            Articles = identity.Identify(record, dump.Articles),
            Diagnostics = record.Diagnostics.Count == 0 ? dump.Diagnostics : [.. record.Diagnostics, .. dump.Diagnostics],
            IsLarge = parsed.IsLarge,
            Bytes = record.Length,
            Next = record.Next,
        };
    }

    /// <param name="Record">The record. Its bytes are not valid any more when the next one was requested.</param>
    /// <param name="Dump">The articles; null if the record was refused.</param>
    private sealed record ParsedRecord(DumpRecord Record, ParsedDump? Dump, bool IsLarge);
}
