using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Pages;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Decides whether the answer of a location sends visitors to another URL, which a check then follows.</summary>
internal static class RefreshTarget
{
    /// <summary>Returns the target of the refresh header or of the <c>meta</c> element, absolute if it can be parsed. Returns null if the answer has
    /// no refresh that counts. If the body has the right type, the body counts and not the refresh.</summary>
    /// <param name="location">The URL of the link, which determines the expected type.</param>
    /// <param name="url">The URL of the answer.</param>
    /// <param name="response">The answer, with page facts if the link is a page link.</param>
    public static string? Of(LinkKind kind, string location, Uri url, ResponseFacts response, ReadOnlySpan<byte> body)
    {
        if (response is not { Status: >= 200 and < 300, BotWall: null, Undecoded: false, IsOtherRange: false })
        {
            return null;
        }

        bool isPage = kind == LinkKind.Page;
        if (response.BodyBytes > 0 && (isPage ? response.Page is { HasOwnText: true, Refresh: null } : ContentRules.IsRightType(kind, location, response)))
        {
            return null;
        }

        string? header = response.Header("refresh");
        return isPage
            ? (header is null ? null : PageRefresh.TargetOf(header, url, url)) ?? response.Page?.Refresh
            : PageRefresh.TargetOf(url, header, response.SniffedType, response.Header("content-type"), body);
    }
}
