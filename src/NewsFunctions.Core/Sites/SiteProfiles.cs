using Microsoft.Extensions.Options;
using NewsFunctions.Articles;
using NewsFunctions.Links;

namespace NewsFunctions.Sites;

/// <summary>The configured sites, the built-in one among them.</summary>
public sealed class SiteProfiles
{
    private readonly Dictionary<string, SiteProfile> _byName = [];

    /// <exception cref="OptionsValidationException">The settings are not legal.</exception>
    public SiteProfiles(IOptions<SitesOptions> options)
    {
        SitesOptions value = options.Value;
        ValidateOptionsResult result = new SitesOptionsValidator().Validate(name: null, value);
        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(SitesOptions), result.Failures);
        }

        Add(SitesOptions.BuiltInSite, value.Sites.GetValueOrDefault(SitesOptions.BuiltInSite) ?? SiteOptions.Alalam, SiteOptions.Alalam);
        foreach ((string name, SiteOptions site) in value.Sites.Where(s => s.Key != SitesOptions.BuiltInSite))
        {
            Add(name, site, new SiteOptions());
        }

        DefaultSite = value.DefaultSite;
        if (!_byName.ContainsKey(DefaultSite))
        {
            Add(DefaultSite, new SiteOptions(), new SiteOptions());
        }

        All = [.. _byName.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    public string DefaultSite { get; }

    /// <summary>By name.</summary>
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
        SiteProfile site = Get(link.Site);
        return site.Aliases.Order(OwnLocations(link, site), link.State == LinkState.Alive ? link.Location : null);
    }

    private static IReadOnlyList<string> OwnLocations(Link link, SiteProfile site)
    {
        if (link.Kind != LinkKind.Page && (HttpUrl.HasScheme(link.Path) || link.Path.StartsWith("//", StringComparison.Ordinal)))
        {
            // A URL without its scheme was written for a page; the pages of today are https.
            string url = link.Path[0] == '/' ? $"https:{link.Path}" : link.Path;
            return HttpUrl.TryParse(url, out Uri? own) ? [own.AbsoluteUri] : [];
        }

        return [.. (link.Kind == LinkKind.Page ? site.PageUrls : site.MediaUrls).Select(t => t.Fill(link.Path)).OfType<Uri>().Select(u => u.AbsoluteUri).Distinct()];
    }

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
