using System.Net;
using Microsoft.Extensions.Options;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Archive.Composition;

internal sealed class AddressGuardOptionsValidator : IValidateOptions<AddressGuardOptions>
{
    public ValidateOptionsResult Validate(string? name, AddressGuardOptions options)
    {
        LinkCheckErrors errors = new();
        foreach (string network in options.AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            errors.Illegal("AllowedNetworks", network, "networks in CIDR notation, such as 10.0.0.0/8 or fd00::/8");
        }

        if (options.AllowedPorts.Count == 0 || options.AllowedPorts.Any(port => port is < 1 or > 65535))
        {
            errors.Illegal("AllowedPorts", string.Join(',', options.AllowedPorts), "one or more whole numbers from 1 to 65535");
        }

        return errors.Result;
    }
}
