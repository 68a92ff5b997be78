using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Reads the history of links. <see cref="CheckColumns"/> defines its layout.</summary>
public sealed class CheckHistory
{
    /// <summary>Limits the rows in memory. A row of 16 checks is about 10 KB; a thousand, as JSON and as rows, take a hundred megabytes.</summary>
    internal const int RowsAtOnce = 250;

    private static readonly string[] Columns = ["PartitionKey", "RowKey", CheckColumns.Count, .. CheckColumns.Names];

    private readonly TableClient _table;

    internal CheckHistory(ArchiveClients clients) => _table = clients.Links;

    /// <summary>Lists the checks of a link, newest first.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another link.</exception>
    public async Task<ResultPage<LinkCheck>> ListAsync(string site, LinkId id, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("checks", limit, site, id.Value);
        Position? after = paging.Position(continuation, parts: 2) is [var page, var ticks] ? Position.Parse(page, ticks) : null;
        ResultPage<(int Number, LinkCheck Check)> taken = await paging.TakeAsync(
            WalkAsync(new LinkShard(site, id.Kind, id.Bucket), id, after, limit, cancellationToken),
            place => [place.Number.ToString(CultureInfo.InvariantCulture), TableKeys.InvertedTicks(place.Check.CheckedAt)]);
        return new ResultPage<LinkCheck>([.. taken.Items.Select(place => place.Check)], taken.Continuation);
    }

    /// <summary>Reads the checks that decided the states of links of one shard, as far as the history has them. Few operations if the keys are close
    /// together.</summary>
    public async Task<IReadOnlyDictionary<LinkId, LinkCheck>> ReadLastAsync(
        LinkShard shard, IEnumerable<Link> links, CancellationToken cancellationToken)
    {
        var wanted = links.Where(link => link.LastChecked is not null).ToDictionary(link => link.Id, link => link.LastChecked!.Value);
        Dictionary<LinkId, LinkCheck> last = [];
        async Task FindAsync(IEnumerable<KeyRange> ranges)
        {
            foreach (TableEntity row in await _table.ReadAsync(TableKeys.LinkPartition(shard), ranges, null, Columns, cancellationToken))
            {
                LinkId id = LinkEntity.IdOf(row);
                if (CheckColumns.Read(row, id).FirstOrDefault(entry => entry.Check.Judgement is null && entry.Check.CheckedAt == wanted[id]) is { } found)
                {
                    last[id] = found.Check;
                }
            }
        }

        await FindAsync(wanted.Keys.Select(id => KeyRange.Of(TableKeys.LinkRow(id))));

        // Checks added by other visits since may have filled the page.
        await FindAsync(wanted.Keys.Where(id => !last.ContainsKey(id)).Select(id => TableKeys.Below(TableKeys.LinkCheckPages(id))));
        return last;
    }

    /// <summary>Reads all checks of some links of one shard, newest first, without people's judgements. Few operations if the keys are close
    /// together.</summary>
    public async Task<ILookup<LinkId, LinkCheck>> ReadAllAsync(LinkShard shard, IEnumerable<LinkId> links, CancellationToken cancellationToken)
    {
        IEnumerable<KeyRange> ranges = links.SelectMany(id =>
            (KeyRange[])[KeyRange.Of(TableKeys.LinkRow(id)), TableKeys.Below(TableKeys.LinkCheckPages(id))]);
        List<TableEntity> rows = await _table.ReadAsync(TableKeys.LinkPartition(shard), ranges, null, Columns, cancellationToken);
        return rows
            .SelectMany(row => CheckColumns.Read(row, LinkEntity.IdOf(row)), (_, entry) => entry.Check)
            .Where(check => check.Judgement is null)
            .OrderByDescending(check => check.CheckedAt)
            .ToLookup(check => check.Link);
    }

    /// <summary>Reads all checks of a shard's links, link by link in key order, newest first: one operation for 250 links, and one
    /// for 250 full pages. Never holds more at a time, however long the history.</summary>
    public async IAsyncEnumerable<LinkCheck> ReadAsync(LinkShard shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var filled = new FilledHistoryPages(_table, shard, Columns);
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(
            RowReader.Range(TableKeys.LinkPartition(shard), TableKeys.Below("L")), RowsAtOnce, Columns, cancellationToken))
        {
            LinkId id = LinkEntity.IdOf(row);
            foreach (CheckEntry entry in CheckColumns.Read(row, id))
            {
                yield return entry.Check;
            }

            await foreach (TableEntity page in filled.OfAsync(id, CheckColumns.PageOf(row), cancellationToken))
            {
                foreach (CheckEntry entry in CheckColumns.Read(page, id))
                {
                    yield return entry.Check;
                }
            }
        }
    }

    private async IAsyncEnumerable<(int Number, LinkCheck Check)> WalkAsync(
        LinkShard shard, LinkId id, Position? after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string partition = TableKeys.LinkPartition(shard);
        NullableResponse<TableEntity> link = await _table.GetEntityIfExistsAsync<TableEntity>(partition, TableKeys.LinkRow(id), Columns, cancellationToken);
        if (!link.HasValue)
        {
            yield break;
        }

        int number = CheckColumns.PageOf(link.Value!);
        foreach ((int, LinkCheck) place in Places(link.Value!, id, number, after))
        {
            yield return place;
        }

        if (number == 0)
        {
            yield break;
        }

        KeyRange full = TableKeys.Below(TableKeys.LinkCheckPages(id));
        full = after is { } seen && seen.Page < number ? full with { From = TableKeys.LinkCheckPage(id, seen.Page) } : full;
        int rows = (limit / CheckColumns.PageLength) + 2;
        await foreach (TableEntity page in _table.QueryAsync<TableEntity>(RowReader.Range(partition, full), rows, cancellationToken: cancellationToken))
        {
            foreach ((int, LinkCheck) place in Places(page, id, TableKeys.PageOf(page.RowKey), after))
            {
                yield return place;
            }
        }
    }

    private static IEnumerable<(int Number, LinkCheck Check)> Places(TableEntity row, LinkId id, int number, Position? after) => CheckColumns
        .Read(row, id)
        .Select(entry => (number, entry.Check))
        .Where(place => after is not { } seen || number < seen.Page || (number == seen.Page && place.Check.CheckedAt < seen.At));

    /// <summary>Identifies the last check on a page of results: its page of history and its time.</summary>
    private readonly record struct Position(int Page, DateTimeOffset At)
    {
        public static Position Parse(string page, string ticks)
        {
            try
            {
                return new Position(int.Parse(page, NumberStyles.None, CultureInfo.InvariantCulture), TableKeys.FromInvertedTicks(ticks));
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                throw new InvalidContinuationException();
            }
        }
    }
}
