using System.Globalization;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Counts the WARC records without an article text, by kind.</summary>
internal sealed class WarcCounter
{
    /// <summary>The maximum number of kinds, because untrusted input may have any number of types.</summary>
    private const int MaxKinds = 30;

    private const string Others = "others";

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    public void Add(string kind)
    {
        kind = _counts.Count < MaxKinds || _counts.ContainsKey(kind) ? kind : Others;
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        Count++;
    }

    public override string ToString() =>
        string.Join(", ", _counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
}
