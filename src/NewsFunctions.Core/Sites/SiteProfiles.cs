using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.Sites;

/// <summary>The configured sites, the built-in one among them.</summary>
public sealed class SiteProfiles
{
    private readonly Dictionary<string, SiteProfile> _byName = [];

    /// <exception cref="ArgumentException">The settings are not legal.</exception>
    public SiteProfiles(SitesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindErrors() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        Add(SitesOptions.BuiltInSite, options.Sites.GetValueOrDefault(SitesOptions.BuiltInSite) ?? SiteOptions.Alalam, SiteOptions.Alalam);
        foreach ((string name, SiteOptions site) in options.Sites.Where(s => s.Key != SitesOptions.BuiltInSite))
        {
            Add(name, site, new SiteOptions());
        }

        if (!_byName.ContainsKey(SitesOptions.LocalSite))
        {
            Add(SitesOptions.LocalSite, new SiteOptions(), new SiteOptions());
        }

        IsDefaultSiteSet = options.DefaultSite is { Length: > 0 };
        DefaultSite = IsDefaultSiteSet ? options.DefaultSite! : SitesOptions.LocalSite;

        All = [.. _byName.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>The site of a dump that names none.</summary>
    public string DefaultSite { get; }

    /// <summary>Whether a setting names the default site.</summary>
    public bool IsDefaultSiteSet { get; }

    /// <summary>All profiles, sorted by name.</summary>
    public IReadOnlyList<SiteProfile> All { get; }

    public bool IsConfigured(string site) => _byName.ContainsKey(site);

    /// <summary>The site's profile; one without locations, on UTC, for a site that is not configured.</summary>
    public SiteProfile Get(string site) => _byName.TryGetValue(site, out SiteProfile? profile)
        ? profile
        : new SiteProfile { Name = site, MediaUrls = [], PageUrls = [], TimeZone = TimeZoneInfo.Utc };

    /// <summary>The site one of whose page templates fits the URL, and the article's id there; null where none fits.</summary>
    public (SiteProfile Site, ArticleId Id)? FindPage(Uri uri)
    {
        foreach (SiteProfile site in All)
        {
            foreach (UrlTemplate template in site.PageUrls)
            {
                if (template.TryMatch(uri, out ArticleId id))
                {
                    return (site, id);
                }
            }
        }

        return null;
    }

    /// <summary>Absolute URLs under which a link may be found, in the order in which they are asked: where it was last found alive, the
    /// site's own in order of preference, and each of these at the hosts that its host moved to; empty where the site has no template or none can be filled safely.</summary>
    public IReadOnlyList<string> Locations(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return Get(link.Site).Aliases.Order(OwnLocations(link), link.State == LinkState.Alive ? link.Location : null);
    }

    private IReadOnlyList<string> OwnLocations(Link link) => OwnUrl(link) is { } url
        ? HttpUrl.TryParse(url, out Uri? own) ? [own.AbsoluteUri] : []
        : [.. Templates(link).Select(t => t.Fill(PathOf(link))).OfType<Uri>().Select(u => u.AbsoluteUri).Distinct()];

    /// <summary>What a check of the link is given: its <see cref="Locations"/>; where it has none because of what the dump wrote, that
    /// text, so that the check refuses it and records why. Empty where the site has no template: there is nothing to refuse.</summary>
    public IReadOnlyList<string> ToCheck(Link link) => Locations(link) switch
    {
        { Count: > 0 } locations => locations,
        _ when OwnUrl(link) is { } url => [url],
        _ => Templates(link).Count > 0 ? [link.Path] : [],
    };

    /// <summary>The URL that a dump wrote instead of a path; null where it wrote a path.</summary>
    private static string? OwnUrl(Link link) => link.Kind switch
    {
        LinkKind.Page => null,
        // A URL without its scheme was written for a page; the pages of today are https.
        _ when PathOf(link) is var path && path.StartsWith("//", StringComparison.Ordinal) => $"https:{path}",
        _ => HttpUrl.HasScheme(PathOf(link)) ? PathOf(link) : null,
    };

    /// <summary>Trims blanks, tabs and line ends around the path, as browsers do, and byte order
    /// marks and other invisible characters. Inside they stay.</summary>
    private static string PathOf(Link link)
    {
        ReadOnlySpan<char> path = link.Path;
        while (path is [var first, ..] && IsBlank(first))
        {
            path = path[1..];
        }

        while (path is [.., var last] && IsBlank(last))
        {
            path = path[..^1];
        }

        return path.Length == link.Path.Length ? link.Path : path.ToString();
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private IReadOnlyList<UrlTemplate> Templates(Link link) => link.Kind == LinkKind.Page ? Get(link.Site).PageUrls : Get(link.Site).MediaUrls;

    private void Add(string name, SiteOptions site, SiteOptions fallback) => _byName.Add(name, new SiteProfile
    {
        Name = name,
        MediaUrls = Parse(site.MediaUrls ?? fallback.MediaUrls, UrlTemplate.Pic),
        PageUrls = Parse(site.PageUrls ?? fallback.PageUrls, UrlTemplate.Id),
        Aliases = HostAliases.TryParse(site.Aliases ?? fallback.Aliases ?? [], out HostAliases? aliases) ? aliases : throw new FormatException(HostAliases.Rule),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone ?? fallback.TimeZone ?? "UTC"),
    });

    private static UrlTemplate[] Parse(string[]? templates, string placeholder) =>
        [.. (templates ?? []).Select(text => UrlTemplate.TryParse(text, placeholder, out UrlTemplate? template)
            ? template
            : throw new FormatException($"'{text}' is not {UrlTemplate.Rule(placeholder)}."))];
}
