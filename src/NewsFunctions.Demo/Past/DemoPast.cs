using NewsFunctions.Core.Events;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Demo.Past;

/// <summary>Holds the simulated past of all sites.</summary>
internal sealed record DemoPast(IReadOnlyList<SitePast> Sites, long Dumps)
{
    public IReadOnlyList<PastLink> Links { get; } = [.. Sites.SelectMany(site => site.Links.Values)];

    public DemoSummary Summarize()
    {
        EventWhat[] events = [.. Links.SelectMany(past => past.Transitions).SelectMany(transition => transition.What)];
        HostMemory[] hosts = [.. Sites.SelectMany(site => site.Hosts)];
        return new DemoSummary
        {
            Sites = DemoSettings.Sites,
            Dumps = Dumps,
            Articles = Links.SelectMany(past => past.Mentions).Select(mention => (mention.Site, mention.MentionedBy)).Distinct().Count(),
            Links = Links.Count,
            ByState = new SortedDictionary<LinkState, long>(Links.CountBy(past => past.Link.State).ToDictionary(count => count.Key, count => (long)count.Value)),
            Checks = Sites.Sum(site => site.Checks),
            Deaths = events.Count(what => what == EventWhat.Dead),
            Revivals = events.Count(what => what == EventWhat.Revived),
            DeadWithHost = Links.Count(past => past.Link.HostDead is not null),
            Mementos = Links.Count(past => past.Link.Rescue is { Outcome: RescueOutcome.Found }),
            Captures = Links.Count(past => past.Link.Capture?.File is not null),
            Hosts = [.. hosts.Select(memory => memory.Host)],
            DeadHosts = [.. hosts.Where(memory => memory.Health.Snapshot().DeadSince is not null).Select(memory => memory.Host)],
        };
    }
}
