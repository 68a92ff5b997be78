namespace NewsFunctions.Links;

/// <summary>How hosts are named: lower case, international names in ASCII, with the port where it is not the scheme's own.</summary>
public static class HostName
{
    public static string Of(Uri url) => (url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}").ToLowerInvariant();

    /// <summary>The host of a location as a dump may have written it; null where it is none that anyone could ask.</summary>
    public static string? OfLocation(string? location) =>
        location is not null && WrittenUrl.TryRead(location, basis: null, out Uri? url, out _) ? Of(url) : null;
}
