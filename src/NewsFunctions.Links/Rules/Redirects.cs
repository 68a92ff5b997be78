using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Rules;

/// <summary>Interprets the ends of redirects.</summary>
internal static class Redirects
{
    // These words count only as the first host label or a whole path segment: an article about a login has more words in its path.
    private static readonly HashSet<string> Gates = new(StringComparer.OrdinalIgnoreCase)
    {
        "login", "log-in", "logon", "signin", "sign-in", "sso", "consent", "cookie-consent", "captcha", "paywall",
    };

    /// <summary>Returns the address without its fragment if its path or query differs from the location's. Returns null if they are the same,
    /// at any scheme and host.</summary>
    public static string? EndOf(string location, string final) =>
        !string.Equals(location, final, StringComparison.Ordinal)
        && Uri.TryCreate(location, UriKind.Absolute, out Uri? from)
        && Uri.TryCreate(final, UriKind.Absolute, out Uri? to)
        && from.PathAndQuery != to.PathAndQuery
            ? to.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : null;

    /// <summary>Returns whether a redirect ends where visitors must log in, pay or agree. What is behind it is unknown.</summary>
    public static bool EndsAtGate(LocationFacts facts) =>
        facts.Hops.Count > 1
        && Uri.TryCreate(facts.Hops[^1].Url, UriKind.Absolute, out Uri? end)
        && (Gates.Contains(end.IdnHost.Split('.')[0]) || end.AbsolutePath.Split('/').Any(segment => Gates.Contains(segment.Split('.')[0])));
}
