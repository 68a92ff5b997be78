using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.Sites;

/// <summary>Holds the configured sites and the built-in one.</summary>
public sealed class SiteProfiles
{
    private readonly Dictionary<string, SiteProfile> _byName = [];

    /// <exception cref="ArgumentException">The settings are invalid.</exception>
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

    /// <summary>The site of dumps that name none.</summary>
    public string DefaultSite { get; }

    /// <summary>Says whether a setting names the default site.</summary>
    public bool IsDefaultSiteSet { get; }

    /// <summary>All profiles, sorted by name.</summary>
    public IReadOnlyList<SiteProfile> All { get; }

    public bool IsConfigured(string site) => _byName.ContainsKey(site);

    /// <summary>Returns the site's profile. For a site that is not configured, it has no locations and uses UTC.</summary>
    public SiteProfile Get(string site) => _byName.TryGetValue(site, out SiteProfile? profile)
        ? profile
        : new SiteProfile { Name = site, MediaUrls = [], PageUrls = [], TimeZone = TimeZoneInfo.Utc };

    /// <summary>Returns the site with a page template that matches the URL, and the article's id there. Returns null if none matches.</summary>
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

    /// <summary>Returns the absolute URLs of a link in request order: where it was last found alive, the site's own in order of preference,
    /// and each of these at the hosts that its host moved to. The list is empty if the site has no template or none can be filled safely.</summary>
    public IReadOnlyList<string> Locations(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return Get(link.Site).Aliases.Order(OwnLocations(link), link.State == LinkState.Alive ? link.Location : null);
    }

    private IReadOnlyList<string> OwnLocations(Link link) => OwnUrl(link) is { } url
        ? HttpUrl.TryParse(url, out Uri? own) ? [own.AbsoluteUri] : []
        : [.. Templates(link).Select(t => t.Fill(PathOf(link))).OfType<Uri>().Select(u => u.AbsoluteUri).Distinct()];

    /// <summary>Returns the locations for a check of the link: its <see cref="Locations"/>, or, if the dump's text makes that list empty, the text
    /// itself, so that the check refuses it and records why. The list is empty if the site has no template.</summary>
    public IReadOnlyList<string> ToCheck(Link link) => Locations(link) switch
    {
        { Count: > 0 } locations => locations,
        _ when OwnUrl(link) is { } url => [url],
        _ => Templates(link).Count > 0 ? [link.Path] : [],
    };

    /// <summary>Returns the URL that a dump has in place of a path. Returns null if it has a path.</summary>
    private static string? OwnUrl(Link link) => link.Kind switch
    {
        LinkKind.Page => null,
        // A URL without a scheme takes that of its page, and today's pages use https.
        _ when PathOf(link) is var path && path.StartsWith("//", StringComparison.Ordinal) => $"https:{path}",
        _ => HttpUrl.HasScheme(PathOf(link)) ? PathOf(link) : null,
    };

    /// <summary>Trims blanks, tabs and line ends around the path, as browsers do, and byte order
    /// marks and other invisible characters. Those inside the path stay.</summary>
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
