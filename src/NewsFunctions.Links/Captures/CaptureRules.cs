using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Links.Captures;

/// <summary>Decides which links are captured. The rules are pure.</summary>
public static class CaptureRules
{
    /// <summary>Returns whether the link is live media without a capture. After a failure, each later check allows one more attempt.</summary>
    public static bool IsWanted(Link link) =>
        link is { State: LinkState.Alive, Kind: not LinkKind.Page } && link.Capture?.File is null
        && (link.Capture is not { } capture || link.LastChecked > capture.TriedAt);
}
