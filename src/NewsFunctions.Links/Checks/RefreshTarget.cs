using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Pages;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Decides whether the answer of a location sends visitors elsewhere, which a check then follows.</summary>
internal static class RefreshTarget
{
    /// <summary>Returns the URL that the refresh header or the <c>meta</c> element of an answer leads to, absolute where it can be read; null where
    /// the answer stands for itself. Beside a body of the right type the body counts.</summary>
    /// <param name="location">The address of the link, which tells the type that is expected.</param>
    /// <param name="url">Where the answer came from.</param>
    /// <param name="response">The answer, with the facts of its page where the link is one.</param>
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
