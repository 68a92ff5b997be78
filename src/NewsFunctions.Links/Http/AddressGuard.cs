using System.Buffers;
using System.Net;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Http;

/// <summary>
/// Decides what may be requested. URLs come from untrusted dumps and from redirects, so a link must not reach what only this machine
/// can reach. URLs are checked here, addresses when a connection is made: the checked address is the one that is connected to,
/// even if the name resolves differently a moment later.
/// </summary>
public sealed class AddressGuard(IOptions<AddressGuardOptions> options)
{
    // The limit of RFC 1035 section 2.3.4 without the bytes that the text form of a name does not have.
    private const int MaxHostLength = 253;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly HashSet<int> _ports = [.. options.Value.AllowedPorts];
    private readonly IPNetwork[] _allowed = [.. options.Value.AllowedNetworks.Select(IPNetwork.Parse)];

    /// <summary>Returns the failure for a refused URL, or null if it may be requested. The addresses of its host are checked separately.</summary>
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
            return Refused(FailureKind.BadUrl, "The host of the URL has invalid characters.");
        }

        // Some resolvers read "127.0.0.1." as 127.0.0.1.
        string host = url.IdnHost.Trim('[', ']').TrimEnd('.');
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Refusal(address) is { } network ? Refused(FailureKind.AddressRefused, $"{address} is not public ({network}).") : null;
        }

        return host.Length is 0 or > MaxHostLength || EndsInNumber(host)
            ? Refused(FailureKind.BadUrl, "The host of the URL is neither an address nor a valid domain name.")
            : null;
    }

    /// <summary>Returns the addresses that may be connected to: only public ones, and none if the name also has a non-public one. No real site
    /// needs both, but attacks on a guard do.</summary>
    /// <param name="refused">The reason if none may be connected to.</param>
    public IReadOnlyList<IPAddress> Vet(string host, IReadOnlyCollection<IPAddress> addresses, out FailureFacts? refused)
    {
        bool pointsInside = addresses.Any(address => Refusal(address) is not null && !SpecialNetworks.IsTranslatedPublic(address));
        IPAddress[] vetted = pointsInside ? [] : [.. addresses.Where(address => Refusal(address) is null)];
        refused = vetted.Length > 0
            ? null
            : Refused(
                FailureKind.AddressRefused,
                $"{host} resolves to addresses outside the public internet ({string.Join(", ", addresses.Take(4).Select(address => $"{address}: {Refusal(address) ?? "public"}"))}).");
        return vetted;
    }

    /// <summary>Returns the name of the special network that contains the address, or null if it may be connected to.</summary>
    private string? Refusal(IPAddress address)
    {
        // It is checked as the address that it stands for: the network treats ::ffff:10.0.0.1 as 10.0.0.1.
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_allowed, network => network.Contains(plain)) ? null : SpecialNetworks.NameOf(plain);
    }

    /// <summary>No top-level domain is numeric, so such a host was meant as an address
    /// (https://url.spec.whatwg.org/#ends-in-a-number-checker).</summary>
    private static bool EndsInNumber(string host)
    {
        string last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0);
    }

    private static FailureFacts Refused(FailureKind kind, string detail) =>
        new() { Stage = FailureStage.Policy, Kind = kind, Detail = detail };
}
