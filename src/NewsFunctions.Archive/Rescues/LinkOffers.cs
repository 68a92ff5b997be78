using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Rescues;

/// <summary>Offers live links without a capture or memento, on hosts with losses, to the save service of a WebArchive (decision 0028).</summary>
/// <remarks>Crash-safe and safe to run concurrently: one run at a time holds the lease of WebArchives, and an offer is counted against the
/// limits before it is sent. An order that was sent but not recorded is sent again, and the WebArchive saves nothing twice.
/// A run without work costs one operation, or none if the setting is off.</remarks>
public sealed partial class LinkOffers(
    LinkStore links,
    RescueStore rescues,
    OfferStore offers,
    WebArchiveStore archives,
    SummaryStore summaries,
    RescueLookup lookup,
    SaveService service,
    SiteProfiles sites,
    IOptions<RescueOptions> options,
    TimeProvider time,
    ILogger<LinkOffers> logger)
{
    private const int LinksAtOnce = 50;

    private static readonly TimeSpan BetweenWalks = TimeSpan.FromDays(1);

    private RescueOptions Options => options.Value;

    private TimeSpan LeaseDuration => Options.Budget + Options.Timeout + TimeSpan.FromMinutes(1);

    public async Task OfferAsync(CancellationToken cancellationToken)
    {
        if (!Options.SaveNow)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        (OfferWalk walk, IReadOnlyList<PendingOffer> pending) = await offers.ReadAsync(cancellationToken);
        if (pending.Count == 0 && walk.NotBefore > now)
        {
            return;
        }

        string owner = Guid.NewGuid().ToString("N");
        if (await archives.TryLeaseAsync(owner, now, now + LeaseDuration, cancellationToken) is not null)
        {
            return;
        }

        var session = new RescueSession(Options, await archives.ReadServicesAsync(cancellationToken), now + Options.Budget);
        List<PendingOffer> open = [.. pending];
        bool goesOn = await SettleAsync(open, session, cancellationToken);
        await archives.WriteServicesAsync(session.TakeChanges(), cancellationToken);
        if (goesOn && !(walk.NotBefore > now))
        {
            await offers.WriteAsync(await WalkAsync(walk, open, session, cancellationToken), cancellationToken);
        }

        // After a failure the lease runs out instead, so the next run waits until requests under way have ended.
        await archives.ReleaseAsync(owner, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Asks for the results of earlier orders.</summary>
    /// <param name="pending">Settled orders are removed from it.</param>
    /// <returns>Whether the service may be asked again in this run.</returns>
    private async Task<bool> SettleAsync(List<PendingOffer> pending, RescueSession session, CancellationToken cancellationToken)
    {
        foreach (PendingOffer offer in pending.ToArray())
        {
            SaveReply reply = await service.AskAsync(offer.Job, session, cancellationToken);
            if (reply.StopUntil is { } until)
            {
                Log.Stopped(logger, until, reply.Reason ?? "Its limits are reached.");
                return false;
            }

            DateTimeOffset now = time.GetUtcNow();
            bool isLost = reply.Outcome == OfferOutcome.Pending && now - offer.At >= OfferRules.Patience;
            OfferOutcome outcome = isLost ? OfferOutcome.NoAnswer : reply.Outcome!.Value;
            if (outcome != OfferOutcome.Pending)
            {
                await SettleAsync(offer, outcome, reply, now, cancellationToken);
                pending.Remove(offer);
            }
        }

        return true;
    }

    private async Task SettleAsync(PendingOffer offer, OfferOutcome outcome, SaveReply reply, DateTimeOffset now, CancellationToken cancellationToken)
    {
        LinkRescue? rescue = reply.SavedAt is { } at
            ? RescueRules.Apply(before: null, RescueOutcome.Found, RescueRules.SavedMemento(offer.Location, at, Options), now, Options)
            : null;
        var shard = new LinkShard(offer.Site, offer.Link.Kind, offer.Link.Bucket);
        await rescues.WriteAsync(shard, offer.Link, OfferRules.Apply(outcome, offer.At, reply.Reason, now, Options), rescue, cancellationToken);
        await offers.RemoveAsync(offer, cancellationToken);
        Log.Settled(logger, offer.Site, offer.Link.Value, outcome);
    }

    /// <summary>Continues over the live links where the last run stopped.</summary>
    private async Task<OfferWalk> WalkAsync(
        OfferWalk walk, List<PendingOffer> pending, RescueSession session, CancellationToken cancellationToken)
    {
        HashSet<string> losing = await HostsWithLossesAsync(cancellationToken);
        HashSet<(string, LinkId)> ordered = [.. pending.Select(offer => (offer.Site, offer.Link))];
        string? continuation = walk.Continuation;
        while (losing.Count > 0 && time.GetUtcNow() < session.Deadline)
        {
            var filter = new LinkFilter
            {
                State = LinkState.Alive,
                Where = link => IsWanted(link, losing) && !ordered.Contains((link.Site, link.Id)),
                WhereKey = "offers",
                Budget = new ScanBudget(time),
            };
            ResultPage<Link> page = await links.ListAsync(filter, LinksAtOnce, continuation, cancellationToken);
            if (await OfferAsync(page.Items, session, cancellationToken) is { } until)
            {
                return new OfferWalk(continuation, until);
            }

            continuation = page.Continuation;
            if (continuation is null)
            {
                break;
            }
        }

        return new OfferWalk(continuation, continuation is null || losing.Count == 0 ? time.GetUtcNow() + BetweenWalks : null);
    }

    /// <returns>The time until which the service must not be asked; null if it may be asked at once.</returns>
    private async Task<DateTimeOffset?> OfferAsync(IReadOnlyList<Link> wanted, RescueSession session, CancellationToken cancellationToken)
    {
        foreach (IGrouping<LinkShard, Link> shard in wanted.GroupBy(link => link.Shard))
        {
            Dictionary<LinkId, Link> byId = shard.ToDictionary(link => link.Id);
            foreach (IReadOnlyList<RescueRequest> batch in RescueLookup.Batches(shard.Select(Request)))
            {
                (IReadOnlyList<LinkId> missing, DateTimeOffset? postponed) = await LookUpAsync(shard.Key, byId, batch, session, cancellationToken);
                foreach (LinkId id in missing)
                {
                    if (await OfferAsync(byId[id], session, cancellationToken) is { } until)
                    {
                        return until;
                    }
                }

                if (postponed is not null)
                {
                    return postponed;
                }
            }
        }

        return null;
    }

    /// <summary>Looks the links up first: a link that a WebArchive already has is not offered.</summary>
    /// <returns>The links that no WebArchive has.</returns>
    private async Task<(IReadOnlyList<LinkId> Missing, DateTimeOffset? Postponed)> LookUpAsync(
        LinkShard shard, Dictionary<LinkId, Link> byId, IReadOnlyList<RescueRequest> batch, RescueSession session, CancellationToken cancellationToken)
    {
        if (Options is { AvailabilityUrl: "", CdxUrl: "", TimeGates.Count: 0 })
        {
            return ([.. batch.Select(request => request.Link)], null);
        }

        RescueResults results = await lookup.FindAsync(batch, session, cancellationToken);
        await archives.WriteServicesAsync(session.TakeChanges(), cancellationToken);
        DateTimeOffset at = time.GetUtcNow();
        await rescues.WriteAsync(
            shard,
            [.. results.Answers.Select(answer => (answer.Link, RescueRules.Apply(byId[answer.Link].Rescue, answer.Outcome, answer.Memento, at, Options)))],
            cancellationToken);
        return ([.. results.Answers.Where(answer => answer.Outcome == RescueOutcome.NotArchived).Select(answer => answer.Link)], results.PostponedUntil);
    }

    private async Task<DateTimeOffset?> OfferAsync(Link link, RescueSession session, CancellationToken cancellationToken)
    {
        string location = OfferRules.LocationToOffer(link, sites.Locations(link), Options)!;
        SaveReply reply = await service.OfferAsync(
            location, session, () => archives.WriteServicesAsync(session.TakeChanges(), cancellationToken), cancellationToken);
        await archives.WriteServicesAsync(session.TakeChanges(), cancellationToken);
        if (reply.StopUntil is { } until)
        {
            if (reply.AreKeysRefused)
            {
                Log.KeysRefused(logger, until);
            }
            else
            {
                Log.Stopped(logger, until, reply.Reason ?? "Its limits are reached.");
            }

            return until;
        }

        DateTimeOffset now = time.GetUtcNow();
        if (reply.Job is { } job)
        {
            await offers.AddAsync(new PendingOffer(link.Site, link.Id, job, location, now), cancellationToken);
        }

        await rescues.WriteAsync(
            link.Shard, link.Id, OfferRules.Apply(reply.Outcome!.Value, now, reply.Reason, now, Options), rescue: null, cancellationToken);
        Log.Offered(logger, link.Site, link.Id.Value, reply.Outcome.Value);
        return null;
    }

    private RescueRequest Request(Link link) =>
        new(link.Id, RescueRules.LocationsToLookUp(sites.Locations(link), Options) is { Count: > 0 } toLookUp ? toLookUp : sites.Locations(link), RescueRules.PublishedAt(link));

    private bool IsWanted(Link link, HashSet<string> losing)
    {
        IReadOnlyList<string> locations = sites.Locations(link);
        return OfferRules.IsWanted(link, time.GetUtcNow())
            && OfferRules.LocationToOffer(link, locations, Options) is not null
            && locations.Any(location => HostName.TryOf(location) is { } host && losing.Contains(host));
    }

    /// <summary>Reads the hosts with losses from the last summary.</summary>
    private async Task<HashSet<string>> HostsWithLossesAsync(CancellationToken cancellationToken) =>
        await summaries.ReadAsync(site: null, cancellationToken) is { } whole
            ? [.. whole.Summary.Hosts.Where(host => host.Dead + host.Suspect > 0).Select(host => host.Host)]
            : [];

    private static partial class Log
    {
        [LoggerMessage(2300, LogLevel.Information, "Offered link {LinkId} of site {Site} to the save service: {Outcome}.")]
        public static partial void Offered(ILogger logger, string site, string linkId, OfferOutcome outcome);

        [LoggerMessage(2301, LogLevel.Information, "Checked the offer of link {LinkId} of site {Site} at the save service: {Outcome}.")]
        public static partial void Settled(ILogger logger, string site, string linkId, OfferOutcome outcome);

        [LoggerMessage(2302, LogLevel.Information, "Stopped offering links to the save service until {Until}. {Reason}")]
        public static partial void Stopped(ILogger logger, DateTimeOffset until, string reason);

        [LoggerMessage(2303, LogLevel.Error, "The save service refused the keys Rescue:SaveNowAccessKey and Rescue:SaveNowSecretKey. Check the keys. The next attempt is at {Until}.")]
        public static partial void KeysRefused(ILogger logger, DateTimeOffset until);
    }
}
