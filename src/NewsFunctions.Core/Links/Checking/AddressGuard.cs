using System.Net;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>
/// What may be asked at all. URLs come from dumps that anyone may have written, and from redirects, so a link must not become a way
/// to reach what only this machine can reach. URLs are judged here, addresses when a connection is made to them: the address that was
/// judged is the one that is connected to, whatever the name resolves to a moment later.
/// </summary>
public sealed class AddressGuard(IOptions<LinkCheckOptions> options)
{
    private readonly HashSet<int> _ports = [.. options.Value.AllowedPorts];
    private readonly IPNetwork[] _allowed = [.. options.Value.AllowedNetworks.Select(IPNetwork.Parse)];

    /// <summary>The failure that the URL is refused with; null where it may be asked. Its host's addresses are another matter.</summary>
    public FailureFacts? Check(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
        {
            return Refused(FailureKind.UnsupportedScheme, $"The scheme {url.Scheme} is neither http nor https.");
        }

        if (url.UserInfo.Length > 0)
        {
            return Refused(FailureKind.CredentialsInUrl, "The URL carries credentials.");
        }

        if (!_ports.Contains(url.Port))
        {
            return Refused(FailureKind.PortRefused, $"Port {url.Port} is not among the allowed ones ({string.Join(", ", _ports.Order())}).");
        }

        return IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out IPAddress? address) && Refusal(address) is { } network
            ? Refused(FailureKind.AddressRefused, $"{address} is not public ({network}).")
            : null;
    }

    /// <summary>Those of the addresses that may be connected to: one public address is enough, and only public ones are used.</summary>
    /// <param name="refused">Why none may, where none may.</param>
    public IReadOnlyList<IPAddress> Vet(string host, IReadOnlyCollection<IPAddress> addresses, out FailureFacts? refused)
    {
        IPAddress[] vetted = [.. addresses.Where(address => Refusal(address) is null)];
        refused = vetted.Length > 0
            ? null
            : Refused(
                FailureKind.AddressRefused,
                $"No address of {host} is public ({string.Join(", ", addresses.Take(4).Select(address => $"{address}: {Refusal(address)}"))}).");
        return vetted;
    }

    /// <summary>The name of the special range that the address lies in; null where it may be connected to.</summary>
    private string? Refusal(IPAddress address)
    {
        // Judged as what it stands for: ::ffff:10.0.0.1 is 10.0.0.1 to the network.
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_allowed, network => network.Contains(plain)) ? null : SpecialNetworks.NameOf(plain);
    }

    private static FailureFacts Refused(FailureKind kind, string detail) =>
        new() { Stage = FailureStage.Policy, Kind = kind, Detail = detail };
}
