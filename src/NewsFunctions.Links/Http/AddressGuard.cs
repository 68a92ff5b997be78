using System.Buffers;
using System.Net;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Http;

/// <summary>
/// What may be asked at all. URLs come from dumps that anyone may have written, and from redirects, so a link must not become a way
/// to reach what only this machine can reach. URLs are judged here, addresses when a connection is made to them: the address that was
/// judged is the one that is connected to, whatever the name resolves to a moment later.
/// </summary>
public sealed class AddressGuard(IOptions<AddressGuardOptions> options)
{
    // RFC 1035 section 2.3.4, less the bytes that a name as text does not have.
    private const int MaxHostLength = 253;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

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

        if (!HttpUrl.HasReadableHost(url))
        {
            return Refused(FailureKind.BadUrl, "The host of the URL has characters that no name can have.");
        }

        // "127.0.0.1." is 127.0.0.1 to some resolvers.
        string host = url.IdnHost.Trim('[', ']').TrimEnd('.');
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Refusal(address) is { } network ? Refused(FailureKind.AddressRefused, $"{address} is not public ({network}).") : null;
        }

        return host.Length is 0 or > MaxHostLength || EndsInNumber(host)
            ? Refused(FailureKind.BadUrl, "The host of the URL is neither an address nor a name that any domain can have.")
            : null;
    }

    /// <summary>Those of the addresses that may be connected to: only public ones, and none where the name points inside as well. No site
    /// needs that; whoever wants to get past a guard does.</summary>
    /// <param name="refused">Why none may, where none may.</param>
    public IReadOnlyList<IPAddress> Vet(string host, IReadOnlyCollection<IPAddress> addresses, out FailureFacts? refused)
    {
        bool pointsInside = addresses.Any(address => Refusal(address) is not null && !SpecialNetworks.IsTranslatedPublic(address));
        IPAddress[] vetted = pointsInside ? [] : [.. addresses.Where(address => Refusal(address) is null)];
        refused = vetted.Length > 0
            ? null
            : Refused(
                FailureKind.AddressRefused,
                $"{host} does not point to the public internet alone ({string.Join(", ", addresses.Take(4).Select(address => $"{address}: {Refusal(address) ?? "public"}"))}).");
        return vetted;
    }

    /// <summary>The name of the special range that the address lies in; null where it may be connected to.</summary>
    private string? Refusal(IPAddress address)
    {
        // Judged as what it stands for: ::ffff:10.0.0.1 is 10.0.0.1 to the network.
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_allowed, network => network.Contains(plain)) ? null : SpecialNetworks.NameOf(plain);
    }

    /// <summary>No top level domain is a number, so such a host was meant as an address (https://url.spec.whatwg.org/#ends-in-a-number-checker).</summary>
    private static bool EndsInNumber(string host)
    {
        string last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0);
    }

    private static FailureFacts Refused(FailureKind kind, string detail) =>
        new() { Stage = FailureStage.Policy, Kind = kind, Detail = detail };
}
