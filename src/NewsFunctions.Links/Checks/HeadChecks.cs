using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.Checks;

/// <summary>
/// Uses HEAD where it saves a body without losing information: for a link with known size and validator, on a host that resends the
/// file to conditional requests, and whose HEAD has agreed with GET for several links and for missing files. It is trusted only
/// when it says that nothing has changed.
/// </summary>
internal sealed class HeadChecks(LocationFetcher probe, IOptions<HostOptions> options, TimeProvider time)
{
    private readonly LessonOptions _options = options.Value.Lessons;

    /// <summary>Returns the answer to HEAD, or null if HEAD is not used.</summary>
    public async Task<HopFacts?> AskAsync(Link link, VettedUrl location, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        if (link.Fingerprint is not { Size: not null } before || (before.ETag ?? before.LastModified) is null
            || location.Url is not { } url || url.AbsoluteUri != before.Url)
        {
            return null;
        }

        HostLessons lessons = (await hosts.OpenAsync(HostName.Of(url), cancellationToken)).Lessons;
        return lessons.Head.IsTrusted(time.GetUtcNow(), _options) ? await probe.HeadAsync(url, hosts, cancellationToken) : null;
    }

    /// <summary>Compares the HEAD answer with the GET answer. Without a HEAD answer, it sends HEAD for a link that has not been compared
    /// yet.</summary>
    public async Task LearnAsync(Link link, LocationFacts facts, HopFacts? head, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        if (_options.HeadTrust <= TimeSpan.Zero || facts is not { Failure: null, Hops: [{ Response: { } get } hop] } || (head is null && !IgnoresConditions(link, hop)))
        {
            return;
        }

        Uri url = new(hop.Url);
        HostLessons lessons = (await hosts.OpenAsync(HostName.Of(url), cancellationToken)).Lessons;
        if (head?.Response is { } said)
        {
            if (!Agree(said, get))
            {
                lessons.LearnHead(lesson => lesson with { Lied = true });
            }

            return;
        }

        if (IsWorthALesson(lessons, link) && await lessons.Asking.WaitAsync(0, cancellationToken))
        {
            try
            {
                await AskForLessonAsync(link, url, get, lessons, hosts, cancellationToken);
            }
            finally
            {
                lessons.Asking.Release();
            }
        }
    }

    /// <summary>Returns whether a conditional request got the whole unchanged file.</summary>
    private static bool IgnoresConditions(Link link, HopFacts hop) =>
        hop is { Conditional: true, Response: { Status: 200 or 206 } get }
        && link.Fingerprint is { Size: not null } before && before.Url == hop.Url && before.Sha256 == get.BodySha256 && before.IsConfirmedBy(get);

    private bool IsWorthALesson(HostLessons lessons, Link link)
    {
        HeadLesson lesson = lessons.Head;
        bool isCurrent = lesson.IsCurrent(time.GetUtcNow(), _options);
        return !(isCurrent && (lesson.Lied || lesson.DeniesToo || lesson.Agreed.Contains(link.Id.Value)))
            && lessons.Probe(link.Kind)?.Answer is { IsSoft: false };
    }

    private async Task AskForLessonAsync(
        Link link, Uri url, ResponseFacts get, HostLessons lessons, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        if (!IsWorthALesson(lessons, link) || (await probe.HeadAsync(url, hosts, cancellationToken)).Response is not { } said)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        HeadLesson lesson = lessons.Head.IsCurrent(now, _options) ? lessons.Head : new HeadLesson { Since = now };
        lesson = Agree(said, get) ? lesson with { Agreed = [.. lesson.Agreed, link.Id.Value] } : lesson with { Lied = true };
        if (!lesson.Lied && lesson.Agreed.Count >= _options.HeadAgreements && lessons.Probe(link.Kind)?.Answer is { } nowhere)
        {
            HopFacts denied = await probe.HeadAsync(ImpossiblePath.Beside(url, link).Url, hosts, cancellationToken);
            lesson = denied.Response is not { } denial ? lesson
                : denial.Status == nowhere.Status ? lesson with { DeniesToo = true }
                : lesson with { Lied = true };
        }

        lessons.LearnHead(_ => lesson);
    }

    private static bool Agree(ResponseFacts head, ResponseFacts get) =>
        head.Status == (get.Status == 206 ? 200 : get.Status)
        && (head.Status != 200
            || (head.TotalSize == get.TotalSize && head.DeclaredType == get.DeclaredType
                && head.Tag == get.Tag && head.Header("last-modified") == get.Header("last-modified")));
}
