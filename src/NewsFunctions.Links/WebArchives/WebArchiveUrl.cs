using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Compares an archive's URLs with ours: archives ignore scheme, <c>www.</c> and default ports.</summary>
internal static class WebArchiveUrl
{
    /// <summary>Returns host, path and query, or null if the text is not an http URL.</summary>
    public static string? KeyOf(string? url)
    {
        if (!HttpUrl.TryParse(url, out Uri? parsed))
        {
            return null;
        }

        string host = parsed.IdnHost.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return parsed.Port is 80 or 443 ? $"{host}{parsed.PathAndQuery}" : $"{host}:{parsed.Port}{parsed.PathAndQuery}";
    }

    /// <summary>Returns the URL up to the last slash of its path, without scheme, for a prefix query. Returns null if that would be the
    /// whole host.</summary>
    public static string? DirectoryOf(string url)
    {
        if (!HttpUrl.TryParse(url, out Uri? parsed))
        {
            return null;
        }

        string directory = parsed.AbsolutePath[..(parsed.AbsolutePath.LastIndexOf('/') + 1)];
        return directory.Length > 1 ? $"{parsed.IdnHost}{(parsed.IsDefaultPort ? "" : $":{parsed.Port}")}{directory}" : null;
    }
}
