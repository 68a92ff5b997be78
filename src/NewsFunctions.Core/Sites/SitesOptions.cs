using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Sites;

/// <summary>The settings <c>DefaultSite</c> and <c>Sites:{site}:*</c>; bound to the root of the configuration.</summary>
public sealed class SitesOptions
{
    public const string BuiltInSite = "alalam";

    /// <summary>The site of dumps that name none where no default is set. It has no locations, so that nobody's hosts are asked by mistake.</summary>
    public const string LocalSite = "local";

    /// <summary>The site of the samples of the repository.</summary>
    public const string SamplesSite = "samples";

    /// <summary>The site of a dump that names none; null or empty: <see cref="LocalSite"/>.</summary>
    public string? DefaultSite { get; set; }

    /// <summary>Sites that a setting may name, by name.</summary>
    public IEnumerable<string> Names => Sites.Keys.Append(BuiltInSite).Append(LocalSite).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The profiles by name. What a setting leaves out of the built-in site's profile stays as it is built in.</summary>
    public Dictionary<string, SiteOptions> Sites { get; set; } = [];

    /// <summary>Finds what is not legal. Each error names the key and what is legal there.</summary>
    public IReadOnlyList<string> FindErrors()
    {
        var errors = new List<string>();
        if (DefaultSite is { Length: > 0 } site && !Names.Contains(site))
        {
            errors.Add($"DefaultSite (or --site) is '{site}'; legal is one of the sites {string.Join(", ", Names)}. "
                + $"The setting Sites:{(SiteName.IsLegal(site) ? site : "mysite")}:MediaUrls:0 adds a site; the README explains it under \"Your own site\".");
        }

        foreach ((string key, SiteOptions profile) in Sites)
        {
            if (!SiteName.IsLegal(key))
            {
                errors.Add($"Sites:{key} is not the name of a site; legal is {SiteName.Rule}.");
            }

            CheckTemplates($"Sites:{key}:MediaUrls", profile.MediaUrls, UrlTemplate.Pic, errors);
            CheckTemplates($"Sites:{key}:PageUrls", profile.PageUrls, UrlTemplate.Id, errors);
            if (!HostAliases.TryParse(profile.Aliases ?? [], out _))
            {
                errors.Add($"Sites:{key}:Aliases is '{string.Join("; ", profile.Aliases!)}'; legal is {HostAliases.Rule}.");
            }

            if (profile.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            {
                errors.Add($"Sites:{key}:TimeZone is '{zone}'; legal is an IANA time zone that this system knows, such as Asia/Tehran or UTC.");
            }
        }

        return errors;
    }

    private static void CheckTemplates(string key, string[]? templates, string placeholder, List<string> errors)
    {
        foreach ((int index, string text) in (templates ?? []).Index())
        {
            if (!UrlTemplate.TryParse(text, placeholder, out _))
            {
                errors.Add($"{key}:{index} is '{text}'; legal is {UrlTemplate.Rule(placeholder)}.");
            }
        }
    }
}

/// <summary>One site as configured; null is "not configured".</summary>
public sealed class SiteOptions
{
    /// <summary>Templates over <c>{pic}</c>, in order of preference.</summary>
    public string[]? MediaUrls { get; set; }

    /// <summary>Templates over <c>{id}</c>, in order of preference.</summary>
    public string[]? PageUrls { get; set; }

    /// <summary>New hosts, separated by commas, by the old host that they took over from.</summary>
    public Dictionary<string, string>? Aliases { get; set; }

    /// <summary>An IANA name; UTC where none is given.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The built-in site (docs/settings.md, "The built-in site").</summary>
    internal static SiteOptions Alalam { get; } = new()
    {
        MediaUrls =
        [
            "https://media.alalam.ir/news/image/original/{pic}",
            "https://media.alalam.ir/news/image/855x495/{pic}",
            "https://media.alalamtv.net/news/image/855x495/{pic}",
        ],
        PageUrls = ["https://en.alalam.ir/news/{id}"],
        TimeZone = "Asia/Tehran",
    };
}
