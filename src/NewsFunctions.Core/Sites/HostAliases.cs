using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Sites;

/// <summary>Maps a site's old hosts to the hosts it moved to. Content from an old host may be at the same path and query on a new one.</summary>
public sealed class HostAliases
{
    private readonly Dictionary<string, Uri[]> _newHosts;

    private HostAliases(Dictionary<string, Uri[]> newHosts) => _newHosts = newHosts;

    public static HostAliases None { get; } = new([]);

    /// <summary>Describes a valid setting.</summary>
    public const string Rule = "a host, with a port where it is not the scheme's own, and as its value one or more such hosts, separated by commas";

    /// <param name="settings">New hosts, separated by commas, by old host.</param>
    public static bool TryParse(IReadOnlyDictionary<string, string> settings, [NotNullWhen(true)] out HostAliases? aliases)
    {
        aliases = null;
        Dictionary<string, Uri[]> newHosts = new(StringComparer.Ordinal);
        foreach ((string old, string list) in settings)
        {
            string[] names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (names.Length == 0 || !TryRead(old, out Uri? oldHost) || names.Any(name => !TryRead(name, out _)))
            {
                return false;
            }

            newHosts[HostName.Of(oldHost)] = [.. names.Select(name => TryRead(name, out Uri? host) ? host : throw new FormatException(Rule))];
        }

        aliases = new HostAliases(newHosts);
        return true;
    }

    /// <summary>Returns all locations of a link in request order, each once: the one where it was last found, then the given ones, then
    /// each of these at the new hosts of its host.</summary>
    /// <param name="locations">Absolute URLs in order of preference.</param>
    /// <param name="found">The location where the link was last found. It is ignored if it is null or no longer a location of the link.</param>
    public IReadOnlyList<string> Order(IReadOnlyList<string> locations, string? found)
    {
        // Most sites have no aliases.
        string[] all = [.. _newHosts.Count == 0 ? locations : locations.Concat(locations.SelectMany(Elsewhere)).Distinct()];
        return found is null || Array.IndexOf(all, found) <= 0 ? all : [found, .. all.Where(one => one != found)];
    }

    private IEnumerable<string> Elsewhere(string location) =>
        HostName.TryOf(location) is { } name && _newHosts.TryGetValue(name, out Uri[]? hosts)
            ? hosts.Select(host => new UriBuilder(location) { Host = host.Host, Port = host.IsDefaultPort ? -1 : host.Port }.Uri.AbsoluteUri)
            : [];

    private static bool TryRead(string text, [NotNullWhen(true)] out Uri? host) =>
        HttpUrl.TryParse($"http://{text}/", out host) && host is { AbsolutePath: "/", Query: "", Fragment: "" } && !text.Contains('/', StringComparison.Ordinal);
}
