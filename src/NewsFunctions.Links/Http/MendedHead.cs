using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>A head of an answer that any client reads.</summary>
/// <param name="Bytes">With its empty line.</param>
/// <param name="Unread">Why it cannot be read; null where it can.</param>
internal sealed record MendedHead(int Status, ReadOnlyMemory<byte> Bytes, IReadOnlyList<HeadDefect> Defects, string? Unread)
{
    /// <summary>Another head follows it; 101 is the last one (RFC 9110 section 15.2.2).</summary>
    public bool IsInterim => Status is >= 100 and < 200 and not 101;

    public static MendedHead Unreadable(string why) => new(0, default, [], why);
}
