using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.WebArchives;

/// <summary>How an archive's URLs compare with ours: scheme, <c>www.</c> and the schemes' own ports do not matter to archives.</summary>
internal static class WebArchiveUrl
{
    /// <summary>Host, path and query; null where the text is no http URL.</summary>
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

    /// <summary>The URL up to the last slash of its path, without scheme, for a query by prefix; null where that would be the whole host.</summary>
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
