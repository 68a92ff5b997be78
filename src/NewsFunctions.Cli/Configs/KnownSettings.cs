using System.Reflection;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Archive.Webhooks;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Captures;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Vantages;
using NewsFunctions.Links.WebArchives;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Cli.Configs;

/// <summary>Lists the settings that exist, by the classes they are read into. Below a section without a class any key is accepted.</summary>
/// <remarks>Single words outside the sections are left to the Functions host and the runtime, which read many.</remarks>
internal static class KnownSettings
{
    private static readonly Dictionary<string, Type[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ArchiveStorage"] = [],
        ["AzureWebJobsStorage"] = [],
        [ArchiveBackups.SourceConnection] = [],
        ["DefaultSite"] = [typeof(string)],
        [Maintenance.Key] = [typeof(string)],
        ["LinkCheckSchedule"] = [typeof(string)],
        ["Sites"] = [typeof(Dictionary<string, SiteOptions>)],
        [LinkCheckSettings.Section] =
        [
            typeof(LinkStateOptions),
            typeof(HostOptions),
            typeof(FetchOptions),
            typeof(AddressGuardOptions),
            typeof(VantagesOptions),
            typeof(VisitOptions),
        ],
        [RescueOptions.SectionName] = [typeof(RescueOptions)],
        [CaptureOptions.SectionName] = [typeof(CaptureOptions)],
        [AccessOptions.Section] = [typeof(AccessOptions)],
        [WebhookOptions.Section] = [typeof(WebhookOptions)],
        ["LocalHost"] = [],
        ["Logging"] = [],
    };

    /// <summary>Returns whether a key belongs to this program: the environment has many others.</summary>
    public static bool IsOurs(string key) => Sections.ContainsKey(key.Split(':')[0]);

    /// <returns>False if nothing reads the key: it is misspelt.</returns>
    public static bool Exists(string key)
    {
        string[] parts = key.Split(':');
        return Sections.TryGetValue(parts[0], out Type[]? types)
            ? types.Length == 0 || Array.Exists(types, type => Exists(type, parts.AsSpan(1)))
            : parts.Length == 1;
    }

    private static bool Exists(Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        if (Element(type) is { } element)
        {
            return Exists(element, path[1..]);
        }

        return type.GetProperty(path[0], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { SetMethod: not { IsPublic: false } } property
            && Exists(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, path[1..]);
    }

    private static Type? Element(Type type) => type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? type.GetGenericArguments()[^1]
        : null;
}
