using System.Net;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Whether an archive can know a URL at all: what only this machine or this network can reach is nobody's business outside.</summary>
public static class PublicName
{
    // RFC 6761, 6762, 7686, 8375, 9476, and what home routers and companies use without asking.
    private static readonly string[] NotPublic =
        ["localhost", "test", "invalid", "example", "local", "onion", "alt", "internal", "intranet", "lan", "home", "corp", "localdomain", "arpa"];

    /// <summary>False for names without a dot, names of no public domain, and addresses that are not public.</summary>
    public static bool IsHostOf(string url)
    {
        if (!HttpUrl.TryParse(url, out Uri? parsed))
        {
            return false;
        }

        string host = parsed.IdnHost.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return SpecialNetworks.NameOf(address) is null;
        }

        int dot = host.LastIndexOf('.');
        return dot > 0 && !NotPublic.Contains(host[(dot + 1)..], StringComparer.Ordinal);
    }
}
