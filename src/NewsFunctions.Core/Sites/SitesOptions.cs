using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Sites;

/// <summary>Holds the settings <c>DefaultSite</c> and <c>Sites:{site}:*</c>, bound to the root of the configuration.</summary>
public sealed class SitesOptions
{
    public const string BuiltInSite = "alalam";

    /// <summary>The site of dumps that name none when no default is set. It has no locations, so that no host gets requests by mistake.</summary>
    public const string LocalSite = "local";

    /// <summary>The site of the repository's samples.</summary>
    public const string SamplesSite = "samples";

    /// <summary>The site of dumps that name none. If it is null or empty, <see cref="LocalSite"/> is used.</summary>
    public string? DefaultSite { get; set; }

    /// <summary>The names of the sites that a setting may refer to.</summary>
    public IEnumerable<string> Names => Sites.Keys.Append(BuiltInSite).Append(LocalSite).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The profiles by name. Settings missing from the built-in site's profile keep their built-in values.</summary>
    public Dictionary<string, SiteOptions> Sites { get; set; } = [];

    /// <summary>Finds invalid settings. Each error names the key and the valid values.</summary>
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

/// <summary>Holds the configuration of one site. Null means "not configured".</summary>
public sealed class SiteOptions
{
    /// <summary>Templates with <c>{pic}</c>, in order of preference.</summary>
    public string[]? MediaUrls { get; set; }

    /// <summary>Templates with <c>{id}</c>, in order of preference.</summary>
    public string[]? PageUrls { get; set; }

    /// <summary>New hosts, separated by commas, by the old host that they replace.</summary>
    public Dictionary<string, string>? Aliases { get; set; }

    /// <summary>An IANA time zone name. The default is UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Configures the built-in site (docs/settings.md, "The built-in site").</summary>
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
