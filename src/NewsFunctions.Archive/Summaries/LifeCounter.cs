using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Counts links by kind, host, year of birth and age at death, in a limited number of cells.</summary>
/// <remarks>A dump may name another host in every link. If there are too many cells, the hosts with the fewest links are merged;
/// links that still do not fit are only counted.</remarks>
/// <param name="maxCells">The maximum number of cells.</param>
internal sealed class LifeCounter(int maxCells = LifeCounter.MaxCells)
{
    /// <summary>Limits the cells to about 3 MB of JSON.</summary>
    public const int MaxCells = 100_000;

    private readonly Dictionary<string, Dictionary<Cell, int>> _byHost = new(StringComparer.Ordinal);
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private int _cells;
    private long _unlisted;

    /// <param name="host">The host of the first location; null if the link has none.</param>
    public void Add(LinkKind kind, string? host, LinkLife life)
    {
        ArgumentNullException.ThrowIfNull(life);
        Add(host ?? LifeTable.OtherHosts, new Cell(kind, life.Birth?.Year, life.Age ?? default, life.DiedWithHost), 1);
    }

    public void Add(LifeCounter other)
    {
        foreach ((string host, Dictionary<Cell, int> cells) in other._byHost)
        {
            foreach ((Cell cell, int count) in cells)
            {
                Add(host, cell, count);
            }
        }

        _unlisted += other._unlisted;
    }

    /// <summary>Returns the cells by host, kind, year and age, so that the same links give the same table.</summary>
    public LifeTable ToTable()
    {
        string[] hosts = [.. _byHost.Keys.Order(StringComparer.Ordinal)];
        return new LifeTable
        {
            Hosts = hosts,
            Cells =
            [
                .. hosts.Index().SelectMany(host => _byHost[host.Item]
                    .OrderBy(cell => cell.Key.Kind)
                    .ThenBy(cell => cell.Key.Born)
                    .ThenBy(cell => cell.Key.Age.From)
                    .ThenBy(cell => cell.Key.Age.To)
                    .ThenBy(cell => cell.Key.WithHost)
                    .Select(cell => new LifeCell(cell.Key.Kind, host.Index, cell.Key.Born, cell.Key.Age, cell.Key.WithHost, cell.Value))),
            ],
            Unlisted = _unlisted,
        };
    }

    private void Add(string host, Cell cell, int count)
    {
        Dictionary<Cell, int> cells = Of(_others.Contains(host) ? LifeTable.OtherHosts : host);
        if (!cells.ContainsKey(cell) && _cells >= maxCells && !MergeHosts())
        {
            _unlisted += count;
            return;
        }

        Put(Of(_others.Contains(host) ? LifeTable.OtherHosts : host), cell, count);
    }

    private Dictionary<Cell, int> Of(string host)
    {
        if (!_byHost.TryGetValue(host, out Dictionary<Cell, int>? cells))
        {
            _byHost[host] = cells = [];
        }

        return cells;
    }

    private void Put(Dictionary<Cell, int> cells, Cell cell, int count)
    {
        _cells += cells.ContainsKey(cell) ? 0 : 1;
        cells[cell] = cells.GetValueOrDefault(cell) + count;
    }

    // Half of them, so that the cost of sorting is negligible for each host.
    private bool MergeHosts()
    {
        string[] listed =
        [
            .. _byHost.Where(host => host.Key != LifeTable.OtherHosts)
                .OrderByDescending(host => host.Value.Values.Sum(count => (long)count))
                .ThenBy(host => host.Key, StringComparer.Ordinal)
                .Select(host => host.Key),
        ];
        foreach (string host in listed.Skip(listed.Length / 2))
        {
            _others.Add(host);
            _byHost.Remove(host, out Dictionary<Cell, int>? cells);
            _cells -= cells!.Count;
            foreach ((Cell cell, int count) in cells)
            {
                Put(Of(LifeTable.OtherHosts), cell, count);
            }
        }

        return _cells < maxCells;
    }

    private readonly record struct Cell(LinkKind Kind, int? Born, AgeInterval Age, bool WithHost);
}
