namespace NewsFunctions.Demo.Scenario;

/// <summary>What the demo archive is made of. The same options give the same archive.</summary>
public sealed record DemoOptions
{
    public const int DefaultArticles = 1_000;
    public const int DefaultSeed = 1;

    /// <summary>Fewer give no site enough links for each fate.</summary>
    public const int MinArticles = 100;

    public int Articles { get; init; } = DefaultArticles;

    public int Seed { get; init; } = DefaultSeed;

    /// <summary>The end of the past: midnight UTC of the last day.</summary>
    public required DateTimeOffset Today { get; init; }

    /// <summary>When the archive began to check links.</summary>
    public DateTimeOffset Began => Today.AddMonths(-24);

    /// <summary>Which of the invented sites are built; each is as it is among all.</summary>
    internal IReadOnlyList<DemoSite> Sites { get; init; } = DemoSite.All;

    internal Chance Chance => new(Seed);

    /// <summary>The past ends today.</summary>
    public static DemoOptions EndingNow(TimeProvider time) => new() { Today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero) };
}
