using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>What came of reading the head of one answer: written by <see cref="MendedHeadStream"/>, read when the request is over.</summary>
internal sealed class HeadMending
{
    /// <summary>Something came over the connection.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What was mended.</summary>
    public IReadOnlyList<HeadDefect> Defects { get; set; } = [];

    /// <summary>The failure of an answer that cannot be read.</summary>
    public static FailureFacts Failed(string host, string why) => new()
    {
        Stage = FailureStage.Headers,
        Kind = FailureKind.UnreadableAnswer,
        Detail = $"{host} answers, but not with HTTP that we can read ({why}).",
    };
}
