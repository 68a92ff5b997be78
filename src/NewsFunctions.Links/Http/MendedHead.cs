using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Holds a response head that any client can parse.</summary>
/// <param name="Bytes">The head with its final empty line.</param>
/// <param name="Unread">The reason why it cannot be parsed; null if it can.</param>
internal sealed record MendedHead(int Status, ReadOnlyMemory<byte> Bytes, IReadOnlyList<HeadDefect> Defects, string? Unread)
{
    /// <summary>Says whether another head follows; 101 is final (RFC 9110 section 15.2.2).</summary>
    public bool IsInterim => Status is >= 100 and < 200 and not 101;

    public static MendedHead Unreadable(string why) => new(0, default, [], why);
}
