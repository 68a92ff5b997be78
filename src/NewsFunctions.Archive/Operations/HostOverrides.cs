using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Archive.Operations;

/// <summary>Pauses and ignores hosts for operators, and records events that name the operator.</summary>
public sealed class HostOverrides(HostStore hosts, EventStore events, SiteProfiles sites, TimeProvider time)
{
    /// <summary>Sets an override and replaces the previous one. An instance that holds the host's lease sees it at the next renewal.</summary>
    /// <param name="host">The host, as normalized by <see cref="HostName"/>.</param>
    public Task<StoredHost> SetAsync(
        string host, HostOverrideKind kind, DateTimeOffset until, string by, string? reason, CancellationToken cancellationToken)
    {
        var set = new HostOverride(kind, time.GetUtcNow(), until, by) { Reason = reason };
        string done = kind == HostOverrideKind.Pause ? "Paused" : "Ignored";
        return WriteAsync(
            host,
            set,
            kind == HostOverrideKind.Pause ? EventWhat.HostPaused : EventWhat.HostIgnored,
            FormattableString.Invariant($"{done} until {until:u} by {by}{(reason is null ? "." : $": {reason}")}"),
            cancellationToken);
    }

    /// <summary>Ends the override of a host.</summary>
    public Task<StoredHost> EndAsync(string host, string by, CancellationToken cancellationToken) =>
        WriteAsync(host, value: null, EventWhat.HostResumed, $"Resumed by {by}.", cancellationToken);

    private async Task<StoredHost> WriteAsync(string host, HostOverride? value, EventWhat what, string reason, CancellationToken cancellationToken)
    {
        DateTimeOffset at = value?.Since ?? time.GetUtcNow();
        StoredHost stored = await hosts.OverrideAsync(host, value, cancellationToken);
        await events.AddAsync(
            [.. SitesOn(host).Select(site => new ArchiveEvent { Site = site, At = at, What = what, Subject = host, Reason = reason })], cancellationToken);
        return stored;
    }

    /// <summary>Returns the sites of the event: each site whose templates name the host, else the default site.</summary>
    private string[] SitesOn(string host)
    {
        string[] named = [.. sites.All.Where(site => site.MediaUrls.Concat(site.PageUrls).Any(template => HostOf(template) == host)).Select(site => site.Name)];
        return named.Length > 0 ? named : [sites.DefaultSite];
    }

    private static string? HostOf(UrlTemplate template) => HostName.TryOf(
        template.Text.Replace(UrlTemplate.Pic, "", StringComparison.Ordinal).Replace(UrlTemplate.Id, "", StringComparison.Ordinal));
}
