using System.Globalization;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Holds the media of a site that are in one state, eight bytes each: the hash in their ids.</summary>
/// <remarks>Two paths with the same hash would be the same link, so no two media of a site share a hash.</remarks>
internal sealed class LostMedia
{
    private const int HashLength = 16;

    private readonly List<ulong> _hashes = [];
    private bool _sorted = true;

    public void Add(LinkId media)
    {
        _hashes.Add(Hash(media));
        _sorted = false;
    }

    public bool Contains(LinkId media)
    {
        if (!_sorted)
        {
            _hashes.Sort();
            _sorted = true;
        }

        return _hashes.BinarySearch(Hash(media)) >= 0;
    }

    private static ulong Hash(LinkId media) =>
        ulong.Parse(media.Value.AsSpan()[^HashLength..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
