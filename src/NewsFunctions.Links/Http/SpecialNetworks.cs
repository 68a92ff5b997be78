using System.Net;
using System.Net.Sockets;

namespace NewsFunctions.Links.Http;

/// <summary>
/// Lists address ranges that are not public internet: the IANA special-purpose registries (RFC 6890 and its updates), multicast, and
/// the IPv6 ranges that carry an IPv4 address, because their translator may be inside our network.
/// </summary>
internal static class SpecialNetworks
{
    private static readonly (IPNetwork Network, string Name)[] Networks =
    [
        .. Named("metadata service", "169.254.169.254/32", "fd00:ec2::254/128", "168.63.129.16/32", "100.100.100.200/32"),
        .. Named("unspecified", "0.0.0.0/8", "::/128"),
        .. Named("loopback", "127.0.0.0/8", "::1/128"),
        .. Named("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        .. Named("carrier-grade NAT", "100.64.0.0/10"),
        .. Named("link-local", "169.254.0.0/16", "fe80::/10"),
        .. Named("protocol assignments", "192.0.0.0/24", "2001::/23"),
        .. Named("documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
        .. Named("6to4", "192.88.99.0/24", "2002::/16"),
        .. Named("benchmarking", "198.18.0.0/15"),
        .. Named("multicast", "224.0.0.0/4", "ff00::/8"),
        .. Named("broadcast", "255.255.255.255/32"),
        .. Named("reserved", "240.0.0.0/4"),
        .. Named("IPv4-mapped", "::ffff:0:0/96", "::ffff:0:0:0/96"),
        .. Named("IPv4-compatible", "::/96"),
        .. Named("NAT64", "64:ff9b::/96", "64:ff9b:1::/48"),
        .. Named("discard", "100::/64", "100:0:0:1::/64"),
        .. Named("segment routing", "5f00::/16"),
        .. Named("unique local", "fc00::/7"),
        .. Named("site-local", "fec0::/10"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Returns the name of the special network, or null if the address is public.</summary>
    public static string? NameOf(IPAddress address)
    {
        foreach ((IPNetwork network, string name) in Networks)
        {
            if (network.Contains(address))
            {
                return name;
            }
        }

        return address.AddressFamily != AddressFamily.InterNetworkV6 ? null
            : IsIsatap(address) ? "ISATAP"
            : GlobalUnicast.Contains(address) ? null
            : "not allocated";
    }

    /// <summary>Returns whether the address stands for a public IPv4 address that the name also has, as resolvers of IPv6-only networks add
    /// (RFC 6147), or a site's 6to4. It is not connected to, but it does not make the name non-public.</summary>
    public static bool IsTranslatedPublic(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        int at = Nat64.Contains(address) ? 12 : SixToFour.Contains(address) ? 2 : -1;
        return at >= 0 && NameOf(new IPAddress(bytes.AsSpan(at, 4))) is null;
    }

    /// <summary>Returns whether the address is an ISATAP address (RFC 5214): its interface id carries an IPv4 address, under any prefix.</summary>
    private static bool IsIsatap(IPAddress address) => address.GetAddressBytes() is [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5E, 0xFE, ..];

    private static IEnumerable<(IPNetwork Network, string Name)> Named(string name, params string[] networks) =>
        networks.Select(network => (IPNetwork.Parse(network), name));
}
