using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Demo.Past;

/// <summary>Holds the result of two years of checks of one site.</summary>
/// <param name="Days">The number of links in each state on each day.</param>
/// <param name="HostDays">The number of lost links of each host in the last days.</param>
/// <param name="Checks">The number of checks made; the histories keep fewer.</param>
/// <param name="HostEvents">The events of hosts.</param>
internal sealed record SitePast(
    string Site,
    IReadOnlyDictionary<LinkId, PastLink> Links,
    IReadOnlyList<HistoryEntry> Days,
    IReadOnlyDictionary<string, IReadOnlyList<HostDay>> HostDays,
    long Checks,
    IReadOnlyList<ArchiveEvent> HostEvents,
    IReadOnlyList<HostMemory> Hosts);
