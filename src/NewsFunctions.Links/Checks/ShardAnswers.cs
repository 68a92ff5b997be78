using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Pages;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>
/// Collects the last answer of every link of a shard, so that a visit notices when several links share one answer: the same bytes, or
/// redirects to the same URL. It is filled while the rows are read, updated after each check, and evaluated once at the end. Not safe
/// for concurrent use.
/// </summary>
/// <param name="sharedLinks">The value of <see cref="LessonOptions.SharedLinks"/>.</param>
public sealed class ShardAnswers(int sharedLinks)
{
    private readonly Dictionary<LinkId, LinkAnswer> _answers = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public void Add(Link link) => Add(link, link.Fingerprint);

    public void Add(Link after, LinkCheck check)
    {
        Add(after, check.Fingerprint ?? after.Fingerprint);
        if (HostName.TryOf(check.Location) is { } host)
        {
            _asked.Add(host);
        }
    }

    /// <summary>Records the shared answers in the lessons of the hosts requested in this visit, and compares all links of the shard with these
    /// lessons.</summary>
    /// <returns>The links last found alive whose answer is now known to be shared. They are to be judged again without a request.</returns>
    public async Task<IReadOnlyList<SharedAnswer>> FindSharedAsync(HostOutcomes hosts, CancellationToken cancellationToken)
    {
        List<SharedAnswer> found = [];
        foreach (IGrouping<string, LinkAnswer> host in _answers.Values.GroupBy(answer => answer.Host).Where(host => _asked.Contains(host.Key)))
        {
            HostLessons lessons;
            try
            {
                lessons = (await hosts.OpenAsync(host.Key, cancellationToken)).Lessons;
            }
            catch (HostBusyException)
            {
                continue;
            }

            Learn(host, lessons);
            found.AddRange(host.Where(answer => answer.IsAlive).Select(answer => Compare(answer, lessons)).OfType<SharedAnswer>());
        }

        return found;
    }

    private void Add(Link link, Fingerprint? last)
    {
        if (last is not { Sha256: { } hash } || HostName.TryOf(link.Location) is not { } host)
        {
            _answers.Remove(link.Id);
            return;
        }

        _answers[link.Id] = new LinkAnswer(
            link.Id,
            host,
            link.Kind == LinkKind.Page ? link.Path : MediaStems.Of(link.Path),
            hash,
            last.Size,
            last.Url,
            Redirects.EndOf(link.Location!, last.Url),
            link.Verdict?.IsAlive() == true && last == link.Fingerprint);
    }

    private void Learn(IEnumerable<LinkAnswer> host, HostLessons lessons)
    {
        // Without the size it is unknown whether the bytes are the whole file.
        foreach (IGrouping<(string Sha256, long Value), LinkAnswer> bytes in host.Where(answer => answer.Size is not null).GroupBy(answer => (answer.Sha256, answer.Size!.Value)))
        {
            int links = Unrelated(bytes);
            if (links >= sharedLinks)
            {
                lessons.LearnBytes(bytes.Key.Sha256, bytes.Key.Value, links);
            }
        }

        foreach (IGrouping<string, LinkAnswer> end in host.Where(answer => answer.RedirectEnd is not null).GroupBy(answer => answer.RedirectEnd!))
        {
            int links = Unrelated(end);
            if (links >= sharedLinks)
            {
                lessons.LearnUrl(end.Key, links);
            }
        }
    }

    private static int Unrelated(IEnumerable<LinkAnswer> answers) => answers.Select(answer => answer.Stem).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Compares a link with the lessons. Shared bytes do not count for pages: telling which article they are needs the page's text,
    /// which the next check has. Redirects from other articles to this one do not count against it either.</summary>
    private static SharedAnswer? Compare(LinkAnswer answer, HostLessons lessons)
    {
        bool isPage = answer.Link.Kind == LinkKind.Page;
        SharedFacts? bytes = isPage ? null : lessons.SharedBytes(answer.Sha256, answer.Size);
        SharedFacts? url = answer.RedirectEnd is { } end && !(isPage && PageAddress.Names(end, answer.Stem)) ? lessons.SharedUrl(end) : null;
        return bytes is null && url is null ? null : new SharedAnswer(answer.Link, answer.Sha256, answer.Url, bytes, url);
    }

    private sealed record LinkAnswer(
        LinkId Link, string Host, string Stem, string Sha256, long? Size, string Url, string? RedirectEnd, bool IsAlive);
}
