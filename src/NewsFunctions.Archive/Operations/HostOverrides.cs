using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Archive.Operations;

/// <summary>Pauses and ignores hosts for operators, and records who did so as events.</summary>
public sealed class HostOverrides(HostStore hosts, EventStore events, SiteProfiles sites, TimeProvider time)
{
    /// <summary>Sets an override in place of the one before. Whoever asks the host at the moment learns of it at the next renewal of the lease.</summary>
    /// <param name="host">As <see cref="HostName"/> spells it.</param>
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

    /// <summary>Events belong to a site: here to each whose templates name the host, else to the site of dumps without one.</summary>
    private string[] SitesOn(string host)
    {
        string[] named = [.. sites.All.Where(site => site.MediaUrls.Concat(site.PageUrls).Any(template => HostOf(template) == host)).Select(site => site.Name)];
        return named.Length > 0 ? named : [sites.DefaultSite];
    }

    private static string? HostOf(UrlTemplate template) => HostName.TryOf(
        template.Text.Replace(UrlTemplate.Pic, "", StringComparison.Ordinal).Replace(UrlTemplate.Id, "", StringComparison.Ordinal));
}
