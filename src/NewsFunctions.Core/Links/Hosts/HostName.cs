namespace NewsFunctions.Links;

/// <summary>How hosts are named: lower case, international names in ASCII, with the port where it is not the scheme's own.</summary>
public static class HostName
{
    /// <exception cref="UriFormatException">The name is not legal as an international one; such URLs are refused before.</exception>
    public static string Of(Uri url) => (url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}").ToLowerInvariant();

    /// <summary>The host of an absolute URL; null of what is none, or has no legal name in it.</summary>
    public static string? TryOf(string? location)
    {
        try
        {
            return Uri.TryCreate(location, UriKind.Absolute, out Uri? url) ? Of(url) : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
