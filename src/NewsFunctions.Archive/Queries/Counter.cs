namespace NewsFunctions.Archive.Queries;

/// <summary>Counts by name in a fixed order, zeros included, so that the shape of an answer does not depend on what is in the archive.</summary>
internal sealed class Counter<TKey>(IEnumerable<TKey> keys, Func<TKey, string> spelling)
    where TKey : notnull
{
    private readonly OrderedDictionary<string, long> _counts = new(keys.Select(key => KeyValuePair.Create(spelling(key), 0L)));

    public IReadOnlyDictionary<string, long> ByName => _counts;

    public void Add(TKey key, long count) => _counts[spelling(key)] += count;
}
