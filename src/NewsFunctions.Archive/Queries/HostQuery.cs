using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Archive.Queries;

/// <summary>Selects links by host: its name and, if only one port of it is meant, the port.</summary>
/// <param name="Name">The name in lower case.</param>
public sealed record HostQuery(string Name, int? Port)
{
    /// <summary>Explains a valid host, in errors.</summary>
    internal const string Rule = "'host' is a host name without scheme and path, such as media.alalam.ir or localhost:8080.";

    public static bool TryParse(string text, [NotNullWhen(true)] out HostQuery? host)
    {
        host = null;
        string name = text;
        int? port = null;
        if (Uri.CheckHostName(text) == UriHostNameType.Unknown && text.LastIndexOf(':') is > 0 and var colon)
        {
            if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > 65535)
            {
                return false;
            }

            (name, port) = (text[..colon], number);
        }

        if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            return false;
        }

        // Host names are case-insensitive. A continuation must not distinguish spellings that the condition does not.
        host = new HostQuery(name.ToLowerInvariant(), port);
        return true;
    }

    /// <summary>Builds the condition that a location of the link is on the host, by the settings of the sites. Returns null without a host.</summary>
    public static Func<Link, bool>? Condition(SiteProfiles sites, HostQuery? host) =>
        host is null ? null : link => sites.Locations(link).Any(host.Has);

    /// <summary>Parses the host of a validated filter. Returns null without one.</summary>
    public static HostQuery? Of(string? text) =>
        text is null ? null : TryParse(text, out HostQuery? host) ? host : new HostQuery(text, Port: null);

    public bool Has(string url) =>
        HttpUrl.TryParse(url, out Uri? parsed)
        && (parsed.Host == Name || parsed.IdnHost == Name)
        && (Port is null || parsed.Port == Port);

    /// <summary>Returns whether a host, as normalized by <see cref="HostName"/>, matches with either scheme.</summary>
    public bool IsHost(string? host) => host is { Length: > 0 } && (Has($"https://{host}/") || Has($"http://{host}/"));

    public override string ToString() => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{port}") : Name;
}
