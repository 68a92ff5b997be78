using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Counts links by state.</summary>
internal sealed class LinkCounter
{
    private readonly long[] _byState = new long[Enum.GetValues<LinkState>().Length];
    private long _deadWithCopy;
    private long _suspectWithCopy;

    public LinkCounts Counts => new(
        _byState.Sum(),
        this[LinkState.Alive],
        this[LinkState.Suspect],
        this[LinkState.Dead],
        this[LinkState.Blocked],
        this[LinkState.Unknown],
        _deadWithCopy,
        _suspectWithCopy)
    {
        Ignored = this[LinkState.Ignored],
    };

    public long this[LinkState state] => _byState[(int)state];

    public void Add(LinkState state, bool hasCopy)
    {
        _byState[(int)state]++;
        _deadWithCopy += hasCopy && state == LinkState.Dead ? 1 : 0;
        _suspectWithCopy += hasCopy && state == LinkState.Suspect ? 1 : 0;
    }

    public void Add(LinkCounter other)
    {
        for (int state = 0; state < _byState.Length; state++)
        {
            _byState[state] += other._byState[state];
        }

        _deadWithCopy += other._deadWithCopy;
        _suspectWithCopy += other._suspectWithCopy;
    }
}
