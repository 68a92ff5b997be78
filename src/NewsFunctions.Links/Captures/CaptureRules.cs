using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Captures;

/// <summary>Which links are copied. Pure.</summary>
public static class CaptureRules
{
    /// <summary>Live media without a copy; after a failure once more at each later check.</summary>
    public static bool IsWanted(Link link) =>
        link is { State: LinkState.Alive, Kind: not LinkKind.Page } && link.Capture?.File is null
        && (link.Capture is not { } capture || link.LastChecked > capture.TriedAt);
}
