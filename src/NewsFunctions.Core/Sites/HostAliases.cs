using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Sites;

/// <summary>The hosts that a site moved to: what was at an old host may be found under the same path and query at a new one.</summary>
public sealed class HostAliases
{
    private readonly Dictionary<string, Uri[]> _newHosts;

    private HostAliases(Dictionary<string, Uri[]> newHosts) => _newHosts = newHosts;

    public static HostAliases None { get; } = new([]);

    /// <summary>What a setting must be.</summary>
    public const string Rule = "a host, with a port where it is not the scheme's own, and as its value one or more such hosts, separated by commas";

    /// <param name="settings">By old host; the new ones separated by commas.</param>
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

    /// <summary>All places of a link in the order in which they are asked: the one where it was last found, then the given ones, then
    /// each of these at the new hosts of its host. Every place once.</summary>
    /// <param name="locations">Absolute URLs in order of preference.</param>
    /// <param name="found">Where the link was last found; null, or no place of the link any more, where that does not matter.</param>
    public IReadOnlyList<string> Order(IReadOnlyList<string> locations, string? found)
    {
        // Most sites moved nowhere.
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
