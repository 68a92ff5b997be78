using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Rules;

/// <summary>Where redirects lead.</summary>
internal static class Redirects
{
    // Words that stand alone in the address: an article about a login has more in its.
    private static readonly HashSet<string> Gates = new(StringComparer.OrdinalIgnoreCase)
    {
        "login", "log-in", "logon", "signin", "sign-in", "sso", "consent", "cookie-consent", "captcha", "paywall",
    };

    /// <summary>The address, without fragment, where it has another path or query than the location; null where it is the location's
    /// own, at whatever scheme and host.</summary>
    public static string? EndOf(string location, string final) =>
        !string.Equals(location, final, StringComparison.Ordinal)
        && Uri.TryCreate(location, UriKind.Absolute, out Uri? from)
        && Uri.TryCreate(final, UriKind.Absolute, out Uri? to)
        && from.PathAndQuery != to.PathAndQuery
            ? to.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : null;

    /// <summary>Whether a redirect ends where visitors are asked to log in, to pay or to agree: what lies behind is not told.</summary>
    public static bool EndsAtGate(LocationFacts facts) =>
        facts.Hops.Count > 1
        && Uri.TryCreate(facts.Hops[^1].Url, UriKind.Absolute, out Uri? end)
        && (Gates.Contains(end.IdnHost.Split('.')[0]) || end.AbsolutePath.Split('/').Any(segment => Gates.Contains(segment.Split('.')[0])));
}
