using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.Demo.Web;

/// <summary>Holds the fate of one link and its time.</summary>
/// <param name="From">The time when the fate begins; null if it was always so.</param>
/// <param name="Until">The time when a revived link is back.</param>
internal sealed record LinkScript(Fate Fate, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    // Pages outlive pictures.
    private const double PageFactor = 1.5;

    // Besides natural deaths, some links died recently, so that some are suspect today.
    private const double RecentLoss = 0.015;

    // A link must be dead for some time before it comes back, and be checked after that.
    private static readonly TimeSpan ReviveBefore = TimeSpan.FromDays(330);

    private static readonly Fate[] MediaEnds =
        [Fate.Gone, Fate.Gone, Fate.Gone, Fate.Gone, Fate.Gone, Fate.Revived, Fate.Revived, Fate.Placeholder, Fate.Truncated, Fate.WrongType];

    private static readonly Fate[] PageEnds = [Fate.Gone, Fate.Gone, Fate.SoftNotFound, Fate.Revived];

    /// <summary>Returns whether the fate has begun and not ended.</summary>
    public bool IsOn(DateTimeOffset at) => (From is not { } from || at >= from) && !(at >= Until);

    /// <param name="born">The publication time of the first article that mentions it.</param>
    public static LinkScript For(Link link, string? host, DateTimeOffset born, DemoSite site, DemoOptions options)
    {
        if (host is null || !host.EndsWith(".example", StringComparison.Ordinal))
        {
            return new LinkScript(Fate.Refused);
        }

        if (host == DemoSite.DeadHost)
        {
            return new LinkScript(Fate.HostDead);
        }

        string key = $"{site.Name}/{link.Id.Value}";
        Chance chance = options.Chance;

        // Exponential lifetimes: older links are more likely to be gone, and it does not matter when the archive began to check.
        double median = link.Kind == LinkKind.Page ? site.MedianLife * PageFactor : site.MedianLife;
        double years = -Math.Log(1 - chance.Of("life", key), 2) * median;
        DateTimeOffset end = born.AddDays(Math.Min(years * 365.25, 300 * 365.25));
        return end < options.Today ? Ending(link, end, chance, key, options) : Living(chance, key, options);
    }

    private static LinkScript Ending(Link link, DateTimeOffset end, Chance chance, string key, DemoOptions options)
    {
        Fate fate = chance.Pick(link.Kind == LinkKind.Page ? PageEnds : MediaEnds, "end", key);
        fate = link.Kind == LinkKind.Image || fate is Fate.Gone or Fate.Revived or Fate.SoftNotFound ? fate : Fate.Gone;
        bool canRevive = end > options.Began.AddDays(30) && end < options.Today - ReviveBefore;
        return fate == Fate.Revived
            ? canRevive ? new LinkScript(fate, end, end.AddDays(100 + chance.Below(60, "until", key))) : new LinkScript(Fate.Gone, end)
            : new LinkScript(fate, end);
    }

    private static LinkScript Living(Chance chance, string key, DemoOptions options)
    {
        Fate fate = chance.Of("living", key) switch
        {
            < 0.02 => Fate.Moved,
            < 0.03 => Fate.Drifted,
            < 0.04 => Fate.Blocked,
            < 0.06 => Fate.Flaky,
            _ => Fate.Alive,
        };
        if (chance.Happens(RecentLoss, "recent", key))
        {
            return new LinkScript(Fate.Gone, options.Today.AddDays(-60 * chance.Of("recentFrom", key)));
        }

        double day = chance.Of("from", key) * (options.Today - options.Began).TotalDays;
        return new LinkScript(fate, fate is Fate.Moved or Fate.Drifted ? options.Began.AddDays(day) : null);
    }
}
