namespace NewsFunctions.Links;

/// <summary>Where redirects lead.</summary>
internal static class Redirects
{
    /// <summary>The address, without fragment, where it has another path or query than the location; null where it is the location's
    /// own, at whatever scheme and host.</summary>
    public static string? EndOf(string location, string final) =>
        !string.Equals(location, final, StringComparison.Ordinal)
        && Uri.TryCreate(location, UriKind.Absolute, out Uri? from)
        && Uri.TryCreate(final, UriKind.Absolute, out Uri? to)
        && from.PathAndQuery != to.PathAndQuery
            ? to.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            : null;
}
