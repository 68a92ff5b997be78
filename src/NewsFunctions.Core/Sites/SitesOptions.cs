namespace NewsFunctions.Sites;

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
