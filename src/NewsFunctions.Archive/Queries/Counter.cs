namespace NewsFunctions.Archive.Queries;

/// <summary>Counts by name in a fixed order, including zeros, so that an answer's shape does not depend on the archive's content.</summary>
internal sealed class Counter<TKey>(IEnumerable<TKey> keys, Func<TKey, string> spelling)
    where TKey : notnull
{
    private readonly OrderedDictionary<string, long> _counts = new(keys.Select(key => KeyValuePair.Create(spelling(key), 0L)));

    public IReadOnlyDictionary<string, long> ByName => _counts;

    public void Add(TKey key, long count) => _counts[spelling(key)] += count;
}
