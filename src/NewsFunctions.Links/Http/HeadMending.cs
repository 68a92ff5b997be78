using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Holds the result of reading one response head. <see cref="MendedHeadStream"/> writes it, and it is read when the request is
/// over.</summary>
internal sealed class HeadMending
{
    /// <summary>Says whether any data arrived over the connection.</summary>
    public bool HasBegun { get; set; }

    /// <summary>The repaired defects.</summary>
    public IReadOnlyList<HeadDefect> Defects { get; set; } = [];

    /// <summary>Creates the failure for a response that cannot be parsed.</summary>
    public static FailureFacts Failed(string host, string why) => new()
    {
        Stage = FailureStage.Headers,
        Kind = FailureKind.UnreadableAnswer,
        Detail = $"The HTTP response of {host} cannot be parsed ({why}).",
    };
}
