using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Demo.Past;

/// <summary>What two years of checks left of one site.</summary>
/// <param name="Days">How many links were in each state on each day.</param>
/// <param name="HostDays">How many links of each host were lost in the last days.</param>
/// <param name="Checks">How many checks were made; the histories keep fewer.</param>
/// <param name="HostEvents">What happened to hosts.</param>
internal sealed record SitePast(
    string Site,
    IReadOnlyDictionary<LinkId, PastLink> Links,
    IReadOnlyList<HistoryEntry> Days,
    IReadOnlyDictionary<string, IReadOnlyList<HostDay>> HostDays,
    long Checks,
    IReadOnlyList<ArchiveEvent> HostEvents,
    IReadOnlyList<HostMemory> Hosts);
