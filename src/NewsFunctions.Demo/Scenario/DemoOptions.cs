namespace NewsFunctions.Demo.Scenario;

/// <summary>Configures the demo archive. The same options give the same archive.</summary>
public sealed record DemoOptions
{
    public const int DefaultArticles = 1_000;
    public const int DefaultSeed = 1;

    /// <summary>Limits the articles. With fewer, a site has too few links for each fate.</summary>
    public const int MinArticles = 100;

    public int Articles { get; init; } = DefaultArticles;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Gets the end of the past: midnight UTC of the last day.</summary>
    public required DateTimeOffset Today { get; init; }

    /// <summary>Gets the time when the archive began to check links.</summary>
    public DateTimeOffset Began => Today.AddMonths(-24);

    /// <summary>Lists the invented sites to build. Each is the same as in a build of all.</summary>
    internal IReadOnlyList<DemoSite> Sites { get; init; } = DemoSite.All;

    internal Chance Chance => new(Seed);

    /// <summary>Returns options for a past that ends today.</summary>
    public static DemoOptions EndingNow(TimeProvider time) => new() { Today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero) };
}
