using System.Net;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Decides whether a web archive can know a URL. Hosts that only this machine or network can reach must not be disclosed.</summary>
public static class PublicName
{
    // From RFC 6761, 6762, 7686, 8375, 9476, and unregistered names that home routers and companies use.
    private static readonly string[] NotPublic =
        ["localhost", "test", "invalid", "example", "local", "onion", "alt", "internal", "intranet", "lan", "home", "corp", "localdomain", "arpa"];

    /// <summary>Returns false for names without a dot, names outside public domains, and addresses that are not public.</summary>
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
