namespace NewsFunctions.Links;

/// <summary>How hosts are named: lower case, international names in ASCII, with the port where it is not the scheme's own.</summary>
public static class HostName
{
    public static string Of(Uri url) => (url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}").ToLowerInvariant();
}
