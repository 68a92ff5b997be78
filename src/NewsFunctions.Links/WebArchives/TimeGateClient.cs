using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Queries a Memento TimeGate (RFC 7089): for a URL and a time, it redirects to a memento or returns one.</summary>
/// <remarks>Its claim that there is a memento is not enough, because archives also keep error pages and redirects. So the memento is fetched:
/// the status with which the archive replays it is the status that it saved.</remarks>
internal sealed class TimeGateClient(WebArchiveRequests requests)
{
    private const int MaxCandidates = 3;
    private const int MaxRedirects = 5;

    // A TimeGate answers a request without a time with the newest memento (RFC 7089), so the oldest one is requested by time.
    private static readonly DateTimeOffset Oldest = new(1996, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="timeGate">The base URL; the link's URL is appended to it.</param>
    public async Task<WebArchiveAnswer> FindAsync(
        string timeGate, string url, DateTimeOffset? wanted, RescueSession session, CancellationToken cancellationToken)
    {
        DateTimeOffset at = wanted ?? Oldest;
        if (!Uri.TryCreate(timeGate + url, UriKind.Absolute, out Uri? asked))
        {
            return WebArchiveAnswer.NoAnswer("The URL cannot be appended to the TimeGate.");
        }

        WebArchiveReply reply = await requests.GetAsync(
            asked, session.TimeGate(timeGate), session.Deadline, at, readBody: false, cancellationToken);
        return reply.Status switch
        {
            404 => WebArchiveAnswer.NotArchived("The TimeGate has no memento."),
            200 or 203 or 206 => Negotiated(asked, reply),
            >= 300 and < 400 => await VerifyAsync(Candidates(asked, reply, wanted), timeGate, session, cancellationToken),
            _ => reply.Unusable("The TimeGate"),
        };
    }

    /// <summary>Handles 200-style negotiation: the answer is the memento and says where it is located.</summary>
    private static WebArchiveAnswer Negotiated(Uri asked, WebArchiveReply reply) =>
        WebArchiveTime.ParseHttp(reply.MementoDatetime) is { } at
        && Resolve(asked, reply.ContentLocation is { Length: > 0 } location ? location : asked.AbsoluteUri) is { } memento
            ? WebArchiveAnswer.Found(new Memento { Url = memento.AbsoluteUri, At = at })
            : WebArchiveAnswer.NoAnswer("The TimeGate did not return a memento.");

    /// <summary>Returns the mementos that a redirect names, best first: those in the <c>Link</c> header with their times, and the redirect
    /// target.</summary>
    private static List<Uri> Candidates(Uri asked, WebArchiveReply reply, DateTimeOffset? wanted)
    {
        List<(Uri Url, DateTimeOffset At)> dated = [];
        foreach (LinkHeader link in LinkHeader.Parse(reply.Link))
        {
            if (link.Relations.Contains("memento") && link.DateTime is { } at && Resolve(asked, link.Target) is { } url)
            {
                dated.Add((url, at));
            }
        }

        dated.Sort((one, other) => one.At == other.At ? 0 : MementoChoice.IsBetter(one.At, other.At, wanted) ? -1 : 1);
        List<Uri> candidates = [.. dated.Select(one => one.Url)];
        if (Resolve(asked, reply.Location) is { } location && !candidates.Contains(location))
        {
            candidates.Insert(0, location);
        }

        return [.. candidates.Distinct().Take(MaxCandidates)];
    }

    private async Task<WebArchiveAnswer> VerifyAsync(
        List<Uri> candidates, string timeGate, RescueSession session, CancellationToken cancellationToken)
    {
        WebArchiveAnswer worst = candidates.Count == 0
            ? WebArchiveAnswer.NoAnswer("The TimeGate redirects without a target.")
            : WebArchiveAnswer.NotArchived("None of the mementos is of the content itself.");
        foreach (Uri candidate in candidates)
        {
            WebArchiveAnswer answer = await VerifyAsync(candidate, timeGate, session, cancellationToken);
            if (answer.Outcome is null or RescueOutcome.Found)
            {
                return answer;
            }

            worst = answer.Outcome == RescueOutcome.NoAnswer ? answer : worst;
        }

        return worst;
    }

    private async Task<WebArchiveAnswer> VerifyAsync(Uri memento, string timeGate, RescueSession session, CancellationToken cancellationToken)
    {
        Uri url = memento;
        for (int hop = 0; hop <= MaxRedirects; hop++)
        {
            WebArchiveReply reply = await requests.GetAsync(
                url, session.TimeGate(timeGate), session.Deadline, null, readBody: false, cancellationToken);
            DateTimeOffset? at = WebArchiveTime.ParseHttp(reply.MementoDatetime);
            if (reply.Status is { } status && at is not null)
            {
                return MementoChoice.IsUsable(status)
                    ? WebArchiveAnswer.Found(new Memento { Url = url.AbsoluteUri, At = at.Value })
                    : WebArchiveAnswer.NotArchived($"The memento is of a response with status {status}.");
            }

            // Archives redirect between forms of an address before they reach the memento.
            if (reply.Status is not (>= 300 and < 400) || Resolve(url, reply.Location) is not { } next)
            {
                return reply.Unusable("The archive");
            }

            url = next;
        }

        return WebArchiveAnswer.NoAnswer("The archive redirects endlessly.");
    }

    private static Uri? Resolve(Uri from, string? target) =>
        target is { Length: > 0 } && Uri.TryCreate(from, target, out Uri? url) && HttpUrl.TryParse(url.AbsoluteUri, out _) ? url : null;
}
