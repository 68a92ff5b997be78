using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Adds up the rows of a site, or the counters of all sites: links first, then articles. Does not write to storage.</summary>
/// <remarks>Its memory does not grow with the archive: days and hosts are limited, and only dead and suspect media
/// are kept, in eight bytes each.</remarks>
internal sealed class SiteCounter
{
    /// <summary>Limits the hosts that a summary lists.</summary>
    public const int HostsListed = 100;

    private readonly Dictionary<LinkKind, LinkCounter> _byKind = Enum.GetValues<LinkKind>().ToDictionary(kind => kind, _ => new LinkCounter());
    private readonly Dictionary<EventWhat, long> _week = [];
    private readonly HostCounter _hosts = new();
    private readonly DayCounter _days = new();
    private readonly LifeCounter _lives = new();
    private readonly LostMedia _dead = new();
    private readonly LostMedia _suspect = new();
    private DateTimeOffset? _since;
    private long _articles;
    private long _undated;
    private long _withDead;
    private long _withSuspect;

    /// <param name="hosts">The hosts of its locations, without duplicates.</param>
    public void Add(Link link, IEnumerable<string> hosts)
    {
        _byKind[link.Kind].Add(link.State, link.HasCopy);
        foreach (string host in hosts)
        {
            _hosts.Add(host, link.State, link.HasCopy);
        }

        if (link.FirstChecked is { } first && !(first >= _since))
        {
            _since = first;
        }

        if (link.Kind != LinkKind.Page && link.State is LinkState.Dead or LinkState.Suspect)
        {
            (link.State == LinkState.Dead ? _dead : _suspect).Add(link.Id);
        }
    }

    /// <summary>Adds the life of a counted link.</summary>
    /// <param name="firstHost">The host of its first location; null if it has none.</param>
    public void Add(LinkKind kind, string? firstHost, LinkLife life) => _lives.Add(kind, firstHost, life);

    /// <summary>Adds an article of the list, after all links of its site. Its media are those of the current version and, as in
    /// lists, the dead ones of any version in its row.</summary>
    public void Add(ArticleSummary article)
    {
        HashSet<LinkId> media = [.. article.Media ?? []];
        HashSet<LinkId> dead = [.. article.DeadLinks.Where(id => id.Kind != LinkKind.Page), .. media.Where(_dead.Contains)];
        int suspect = media.Count(id => !dead.Contains(id) && _suspect.Contains(id));
        media.UnionWith(dead);
        bool isDead = dead.Count > 0 || (article.HasMoreDeadLinks && article.MediaDied);

        _articles++;
        _withDead += isDead ? 1 : 0;
        _withSuspect += suspect > 0 ? 1 : 0;
        if (article.PublishedAt is { } at)
        {
            // An article with too many media to list has about one for each related item.
            int count = article.Media is null ? Math.Max(article.RelatedCount, dead.Count) : media.Count;
            _days.Add(DateOnly.FromDateTime(at.DateTime), count, dead.Count, suspect);
        }
        else
        {
            _undated++;
        }
    }

    /// <summary>Adds an event of the last week.</summary>
    public void Add(EventWhat what) => _week[what] = _week.GetValueOrDefault(what) + 1;

    /// <summary>Adds another site.</summary>
    public void Add(SiteCounter other)
    {
        foreach ((LinkKind kind, LinkCounter counter) in other._byKind)
        {
            _byKind[kind].Add(counter);
        }

        foreach ((EventWhat what, long count) in other._week)
        {
            _week[what] = _week.GetValueOrDefault(what) + count;
        }

        _hosts.Add(other._hosts);
        _days.Add(other._days);
        _lives.Add(other._lives);
        _since = other._since < _since || _since is null ? other._since : _since;
        _articles += other._articles;
        _undated += other._undated;
        _withDead += other._withDead;
        _withSuspect += other._withSuspect;
    }

    public LifeTable ToLifeTable() => _lives.ToTable();

    /// <param name="before">The summary that this one replaces; null if there is none.</param>
    /// <param name="health">Returns the health of a host; null if it was never requested.</param>
    public ArchiveSummary ToSummary(
        DateTimeOffset asOf,
        IReadOnlyList<string> sites,
        DamageCounts damage,
        ArchiveSummary? before,
        Func<string, HostHealthRecord?> health,
        SurvivalHeadline? survival = null)
    {
        var all = new LinkCounter();
        foreach (LinkCounter kind in _byKind.Values)
        {
            all.Add(kind);
        }

        LinkCounts links = all.Counts;
        IReadOnlyList<DayCounts> days = _days.Newest(DayCounter.MaxDays);
        Dictionary<string, IReadOnlyList<HostDay>> pasts = before?.Hosts.ToDictionary(host => host.Host, host => host.History, StringComparer.Ordinal) ?? [];
        IReadOnlyList<HostCounts> hosts =
        [
            .. _hosts.Worst(HostsListed).Select(host => (health(host.Host) is { } known ? host.With(known) : host) with
            {
                History = HostHistory.With(pasts.GetValueOrDefault(host.Host, []), asOf, host.Suspect, host.Dead),
            }),
        ];
        return new ArchiveSummary
        {
            AsOf = asOf,
            Sites = sites,
            Since = _since,
            Articles = new ArticleCounts(_articles, _undated, _withDead, _withSuspect),
            Links = links,
            ByKind = new KindCounts(Of(LinkKind.Image), Of(LinkKind.Video), Of(LinkKind.Other), Of(LinkKind.Page)),
            Week = new WeekCounts(Week(EventWhat.Dead), Week(EventWhat.Revived), Week(EventWhat.Drifted)),
            Days = days,
            Hosts = hosts,
            History = SummaryHistory.With(before?.History ?? [], asOf, links),
            Damage = damage,
            Survival = survival,
            UnlistedDays = _days.Days - days.Count,
            UnlistedHosts = _hosts.Hosts - hosts.Count,
        };
    }

    /// <summary>Returns the hosts that the summary will list.</summary>
    public IEnumerable<string> ListedHosts() => _hosts.Worst(HostsListed).Select(host => host.Host);

    private LinkCounts Of(LinkKind kind) => _byKind[kind].Counts;

    private long Week(EventWhat what) => _week.GetValueOrDefault(what);
}
