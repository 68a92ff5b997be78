using System.Globalization;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Links;

/// <summary>Holds the suspect media of a shard, each as the first 8 hex digits of the hash in its id, so that thousands fit in a column.</summary>
/// <remarks>Two links of a shard may share the digits. One pair in four billion does.</remarks>
public sealed class SuspectMedia
{
    /// <summary>Limits the links: 16,000 characters, half of what a column holds.</summary>
    public const int MaxLinks = 2000;

    private const int HashLength = 16;
    private const int Digits = 8;

    private readonly HashSet<uint> _hashes;

    private SuspectMedia(HashSet<uint> hashes, bool more) => (_hashes, More) = (hashes, more);

    /// <summary>True if the shard has others, which are not kept.</summary>
    public bool More { get; }

    public static SuspectMedia Of(IReadOnlyCollection<LinkId> media) =>
        new([.. media.Select(Hash).Order().Take(MaxLinks)], media.Count > MaxLinks);

    public bool Contains(LinkId media) => _hashes.Contains(Hash(media));

    internal static SuspectMedia Parse(string text, bool more) => new(
        [.. text.Chunk(Digits).Select(digits => uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))], more);

    /// <summary>Returns the text that <see cref="Parse"/> reads.</summary>
    internal string ToText() => string.Concat(_hashes.Order().Select(hash => hash.ToString("x8", CultureInfo.InvariantCulture)));

    private static uint Hash(LinkId media) =>
        uint.Parse(media.Value.AsSpan()[^HashLength..].Slice(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
