namespace NewsFunctions.Demo.Scenario;

/// <summary>Defines one of the three invented sites.</summary>
/// <remarks>Their hosts are under <c>.example</c>, which no registry assigns (RFC 2606), so requests reach nobody.</remarks>
internal sealed record DemoSite
{
    /// <summary>Names a picture agency whose pictures the herald showed under the agency's addresses. It went out of business.</summary>
    public const string DeadHost = "photos.agency.example";

    /// <summary>Names the host to which the newspaper moved some files.</summary>
    public const string NewHost = "files.herald.example";

    public required string Name { get; init; }

    /// <summary>Gets the site's share of all articles, from 0 to 1.</summary>
    public required double Share { get; init; }

    public required Language Language { get; init; }

    /// <summary>Gets the year of the first article.</summary>
    public required int Since { get; init; }

    public required string MediaUrl { get; init; }

    public required string PageUrl { get; init; }

    public required string TimeZone { get; init; }

    public required int FirstId { get; init; }

    /// <summary>Gets the years after which half of the pictures are gone.</summary>
    public required double MedianLife { get; init; }

    /// <summary>True if paths of media have no date.</summary>
    public bool IsUndated { get; init; }

    /// <summary>True if its media host was down once, for a few days.</summary>
    public bool HadOutage { get; init; }

    public static IReadOnlyList<DemoSite> All { get; } =
    [
        new()
        {
            Name = "herald",
            Share = 0.55,
            Language = Language.English,
            Since = 2010,
            MediaUrl = "https://media.herald.example/original/{pic}",
            PageUrl = "https://www.herald.example/news/{id}",
            TimeZone = "Europe/London",
            FirstId = 1_000_000,
            MedianLife = 40,
        },
        new()
        {
            Name = "payam",
            Share = 0.27,
            Language = Language.Persian,
            Since = 2014,
            MediaUrl = "https://media.payam.example/{pic}",
            PageUrl = "https://www.payam.example/news/{id}",
            TimeZone = "Asia/Tehran",
            FirstId = 300_000,
            MedianLife = 50,
            HadOutage = true,
        },
        new()
        {
            Name = "bayan",
            Share = 0.18,
            Language = Language.Arabic,
            Since = 2017,
            MediaUrl = "https://cdn.bayan.example/{pic}",
            PageUrl = "https://www.bayan.example/news/{id}",
            TimeZone = "Asia/Baghdad",
            FirstId = 50_000,
            MedianLife = 25,
            IsUndated = true,
        },
    ];

    public string MediaHost => new Uri(MediaUrl.Replace("{pic}", "", StringComparison.Ordinal)).Host;

    public string PageHost => new Uri(PageUrl.Replace("{id}", "", StringComparison.Ordinal)).Host;
}
