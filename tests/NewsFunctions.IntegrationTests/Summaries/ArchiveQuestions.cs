using System.Globalization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.IntegrationTests.Summaries;

/// <summary>
/// Asks an archive the questions of docs/questions.md and derives the expected answers from its rows alone.
/// </summary>
internal static class ArchiveQuestions
{
    // The number of links for questions about a single link.
    private const int LinksAsked = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Gets the questions by name, in the order of the document.</summary>
    public static IReadOnlyDictionary<string, Func<AskedArchive, Task>> All { get; } = new Dictionary<string, Func<AskedArchive, Task>>
    {
        ["Which articles lost media?"] = LostArticlesAsync,
        ["Which articles have these words?"] = WordsAsync,
        ["On which days were media lost?"] = DaysAsync,
        ["Which hosts are dying?"] = HostsAsync,
        ["What is dead or dying on one host?"] = OnOneHostAsync,
        ["Why is this link dead?"] = WhyAsync,
        ["Which articles use it?"] = UsesAsync,
        ["What did damage take?"] = DamageAsync,
        ["What changed since last week?"] = ChangesAsync,
        ["Where is a copy?"] = CopiesAsync,
        ["What is to be fixed?"] = FixesAsync,
        ["How many links are how, by kind?"] = KindsAsync,
        ["How long do pictures of 2016 live?"] = SurvivalAsync,
    };

    private static async Task LostArticlesAsync(AskedArchive archive)
    {
        foreach (string site in archive.Sites)
        {
            DateTimeOffset middle = archive.Articles.Where(article => article.Site == site).Select(article => article.PublishedAt).OfType<DateTimeOffset>().Order().First();
            var since = new ArticleFilter { Site = site, From = middle.AddDays(1), To = middle.AddYears(20) };
            foreach (LinkKind? kind in (LinkKind?[])[null, LinkKind.Image, LinkKind.Video])
            {
                IReadOnlyList<ArticleListItem> answer = await ListAsync(archive, since, new MediaQuery(WantedMedia.Lost, kind), query: null);

                Assert.Equal(
                    archive.Articles
                        .Where(article => article.Site == site && article.PublishedAt >= since.From && archive.LostMedia(article, kind).Any())
                        .Select(article => article.Id.Value),
                    answer.Select(article => article.Id));
            }
        }
    }

    /// <summary>Searches for the longest word of three articles and compares the result with the full texts.</summary>
    private static async Task WordsAsync(AskedArchive archive)
    {
        foreach (string site in archive.Sites)
        {
            ArticleSummary[] listed = [.. archive.Articles.Where(article => article.Site == site)];
            List<(string Id, HashSet<string> Words)> texts = [];
            foreach (ArticleSummary article in listed)
            {
                Article text = (await archive.Get<ArticleStore>().GetAsync(site, article.Id, Token))!.Article;
                texts.Add((article.Id.Value, [.. text.Paragraphs.Prepend(text.Title ?? "").SelectMany(Split)]));
            }

            foreach (string word in texts.Take(3).Select(text => text.Words.MaxBy(word => word.Length)!))
            {
                Assert.True(SearchQuery.TryParse(word, out SearchQuery? query, out _), word);

                IReadOnlyList<ArticleListItem> answer = await ListAsync(archive, new ArticleFilter { Site = site }, new MediaQuery(), query);

                Assert.Equal(texts.Where(text => text.Words.Contains(word)).Select(text => text.Id), answer.Select(article => article.Id));
            }
        }

        static IEnumerable<string> Split(string text) => string.Concat(text
            .Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark))
            .Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task DaysAsync(AskedArchive archive)
    {
        foreach (string site in archive.Sites)
        {
            ArchiveSummary summary = await SummaryAsync(archive, site);
            ArticleSummary[] articles = [.. archive.Articles.Where(article => article.Site == site)];

            Assert.Equal(
                articles
                    .Where(article => article.PublishedAt is not null)
                    .GroupBy(article => DateOnly.FromDateTime(article.PublishedAt!.Value.DateTime))
                    .OrderBy(day => day.Key)
                    .Select(day => new DayCounts(
                        day.Key, day.Count(), day.Sum(article => article.Media!.Distinct().Count()), Media(day, LinkState.Dead), Media(day, LinkState.Suspect))),
                summary.Days);
            Assert.Equal(articles.Count(article => Media([article], LinkState.Dead) > 0), summary.Articles.WithDead);
        }

        long Media(IEnumerable<ArticleSummary> articles, LinkState state) =>
            articles.Sum(article => article.Media!.Distinct().Count(id => archive.States[(article.Site, id)].Single() == state));
    }

    private static async Task HostsAsync(AskedArchive archive)
    {
        ArchiveSummary summary = await SummaryAsync(archive, site: null);
        ILookup<string, Link> byHost = archive.Links.SelectMany(link => archive.HostsOf(link).Select(host => (host, link))).ToLookup(pair => pair.host, pair => pair.link);

        Assert.Equal(byHost.Select(host => host.Key).Order(StringComparer.Ordinal), summary.Hosts.Select(host => host.Host).Order(StringComparer.Ordinal));
        Assert.All(summary.Hosts, host => Assert.Equal(
            (byHost[host.Host].Count(), Count(host.Host, LinkState.Dead), Count(host.Host, LinkState.Suspect)), (host.Total, host.Dead, host.Suspect)));
        Assert.Equal(summary.Hosts.Max(host => host.Dead + host.Suspect), summary.Hosts[0].Dead + summary.Hosts[0].Suspect);
        foreach (HostResponse host in await AskedArchive.AllAsync<HostResponse>((continuation, token) => archive.Get<HostQueries>().ListAsync(1000, continuation, token)))
        {
            Assert.Equal((byHost[host.Host].Count(), Count(host.Host, LinkState.Dead)), (host.Links?.Total ?? 0, host.Links?.Dead ?? 0));
        }

        int Count(string host, LinkState state) => byHost[host].Count(link => link.State == state);
    }

    private static async Task OnOneHostAsync(AskedArchive archive)
    {
        foreach (string host in archive.Links.Take(1).Concat(archive.Links.Where(link => link.State == LinkState.Dead).Take(LinksAsked)).SelectMany(archive.HostsOf).Distinct())
        {
            foreach (LinkState state in (LinkState[])[LinkState.Dead, LinkState.Suspect])
            {
                IReadOnlyList<LinkResponse> answer = await AskedArchive.AllAsync<LinkResponse>((continuation, token) =>
                    archive.Get<ArchiveQueries>().ListLinksAsync(new LinkQuery { Host = host, State = state }, 1000, continuation, token));

                Assert.Equal(
                    Names(archive.Links.Where(link => link.State == state && archive.HostsOf(link).Contains(host))),
                    answer.Select(link => $"{link.Site}/{link.LinkId}").Order(StringComparer.Ordinal));
            }
        }
    }

    private static async Task WhyAsync(AskedArchive archive)
    {
        foreach (Link link in Dead(archive))
        {
            IReadOnlyList<LinkCheckResponse> checks = (await archive.Get<ArchiveQueries>().ListChecksAsync(link.Site, link.Id, 1000, null, Token))!.Items;
            DateTimeOffset? struck = checks.Where(check => check.Verdict is { } verdict && VerdictEffects.Of(verdict) == VerdictEffect.Strike).Max(check => (DateTimeOffset?)check.CheckedAt);

            string because = (await archive.Get<ArchiveQueries>().GetLinkAsync(link.Site, link.Id, Token))!.Because!;

            string alive = link.LastAlive is { } at ? $"last seen alive {Day(at)}." : "never seen alive.";
            Assert.EndsWith(alive, because, StringComparison.Ordinal);
            Assert.Contains(link.HostDead is { } death ? $"Its host {death.Host} was declared dead {Day(death.At)}" : Day(struck!.Value), because, StringComparison.Ordinal);
        }
    }

    private static async Task UsesAsync(AskedArchive archive)
    {
        foreach (Link link in Dead(archive).Concat(archive.Links.Take(1)).Where(link => link.Kind != LinkKind.Page))
        {
            IReadOnlyList<LinkArticleResponse> answer = await AskedArchive.AllAsync<LinkArticleResponse>(async (continuation, token) =>
                (await archive.Get<ArchiveQueries>().ListLinkArticlesAsync(link.Site, link.Id, 1000, continuation, token))!);

            Assert.Equal(
                archive.Articles.Where(article => article.Site == link.Site && article.Media!.Contains(link.Id)).Select(article => article.Id.Value).Order(StringComparer.Ordinal),
                answer.Select(article => article.Id).Order(StringComparer.Ordinal));
        }
    }

    private static async Task DamageAsync(AskedArchive archive)
    {
        DamageCounts damage = (await SummaryAsync(archive, site: null)).Damage;

        Damage sum = archive.Dumps.Aggregate(Damage.None, (all, dump) => all + dump.Counts.Damage);
        Assert.Equal(
            (archive.Dumps.Count, sum.BytesDeclared, sum.BytesThere, sum.ItemsKept, sum.ItemsLost),
            (damage.Dumps, damage.BytesDeclared, damage.BytesThere, damage.ItemsKept, damage.ItemsLost));
        Assert.Equal(archive.Dumps.Sum(dump => dump.Counts.Diagnostics), damage.ByCode.Sum(code => code.Count));
    }

    private static async Task ChangesAsync(AskedArchive archive)
    {
        ArchiveSummary summary = await SummaryAsync(archive, site: null);
        DateTimeOffset since = summary.AsOf.AddDays(-7);

        IReadOnlyList<EventResponse> answer = await AskedArchive.AllAsync<EventResponse>((continuation, token) =>
            archive.Get<ArchiveQueries>().ListEventsAsync(new EventFilter { From = since }, 1000, continuation, token));

        ArchiveEvent[] recent = [.. archive.Events.Where(published => published.At >= since)];
        Assert.Equal(recent.Select(one => one.Id).Order(StringComparer.Ordinal), answer.Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            (recent.Count(one => one.What == EventWhat.Dead), recent.Count(one => one.What == EventWhat.Revived)), ((int)summary.Week.Dead, (int)summary.Week.Revived));
    }

    private static async Task CopiesAsync(AskedArchive archive)
    {
        ArchiveSummary summary = await SummaryAsync(archive, site: null);
        Link[] copied = [.. archive.Links.Where(link => link.Capture?.File is not null || link.Rescue?.Memento is not null)];

        Assert.Equal(copied.Count(link => link.State == LinkState.Dead), summary.Links.DeadWithCopy);
        foreach (Link link in copied.Take(LinksAsked))
        {
            LinkResponse answer = (await archive.Get<ArchiveQueries>().GetLinkAsync(link.Site, link.Id, Token))!;

            Assert.Equal((link.Rescue?.Memento?.Url, link.Capture?.File?.Sha256), (answer.MementoUrl, answer.CaptureUrl?.Split('/')[^1]));
        }
    }

    private static async Task FixesAsync(AskedArchive archive)
    {
        List<FixRow> answer = await archive.Get<ArchiveExports>().Fixes(new ExportQuery { What = ExportWhat.Fixes }, Token).ToListAsync(Token);

        ILookup<(string, LinkId), ArticleSummary> users = archive.Articles
            .SelectMany(article => article.Media!.Distinct().Select(id => (article, id)))
            .ToLookup(pair => (pair.article.Site, pair.id), pair => pair.article);
        Assert.Equal(
            archive.Links
                .Where(link => link is { State: LinkState.Dead, Kind: not LinkKind.Page })
                .SelectMany(link => users[(link.Site, link.Id)].Select(article => $"{link.Site} {article.Id} {link.Id} {article.Title} {link.LastAlive}"))
                .Order(StringComparer.Ordinal),
            answer.Where(row => row.Kind != LinkKind.Page).Select(row => $"{row.Site} {row.ArticleId} {row.LinkId} {row.ArticleTitle} {row.LastAlive}").Order(StringComparer.Ordinal));
        Assert.Equal(
            Names(archive.Links.Where(link => link.State == LinkState.Dead)), answer.Select(row => $"{row.Site}/{row.LinkId}").Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task KindsAsync(AskedArchive archive)
    {
        ArchiveSummary summary = await SummaryAsync(archive, site: null);

        Assert.Equal(Counts(archive.Links), summary.Links with { DeadWithCopy = 0, SuspectWithCopy = 0 });
        Assert.Equal(Counts(archive.Links.Where(link => link.Kind == LinkKind.Image)), summary.ByKind.Image with { DeadWithCopy = 0, SuspectWithCopy = 0 });
        Assert.Equal(Counts(archive.Links.Where(link => link.Kind == LinkKind.Page)), summary.ByKind.Page with { DeadWithCopy = 0, SuspectWithCopy = 0 });

        static LinkCounts Counts(IEnumerable<Link> links)
        {
            long Of(LinkState state) => links.Count(link => link.State == state);
            return new LinkCounts(links.Count(), Of(LinkState.Alive), Of(LinkState.Suspect), Of(LinkState.Dead), Of(LinkState.Blocked), Of(LinkState.Unknown), 0, 0);
        }
    }

    /// <summary>Compares the counts of pictures born in 2016 with the states of the links.</summary>
    private static async Task SurvivalAsync(AskedArchive archive)
    {
        Link[] pictures = [.. archive.Links.Where(link => link.Kind == LinkKind.Image && YearOf(archive, link) == 2016)];

        SurvivalResponse answer = (await archive.Get<SurvivalQueries>().GetAsync(new SurvivalQuery { Kind = LinkKind.Image, Born = 2016 }, Token))!;

        Assert.Equal((pictures.Length, pictures.Count(link => link.State == LinkState.Dead)), (answer.Links + answer.Silent, answer.Deaths));
    }

    /// <summary>Gets the year of a picture from its path, or from the first article that mentions it.</summary>
    private static int? YearOf(AskedArchive archive, Link picture) => picture.Path.Split('/') is ["", { Length: 4 } year, ..] && int.TryParse(year, CultureInfo.InvariantCulture, out int dated)
        ? dated
        : archive.Articles.Where(article => article.Site == picture.Site && article.Media!.Contains(picture.Id)).Min(article => article.PublishedAt)?.UtcDateTime.Year;

    private static Task<IReadOnlyList<ArticleListItem>> ListAsync(AskedArchive archive, ArticleFilter filter, MediaQuery media, SearchQuery? query) =>
        AskedArchive.AllAsync(async (continuation, token) =>
            await archive.Get<ArchiveQueries>().ListArticlesAsync(filter, media, query, 100, continuation, token) is var page ? (page.Items, page.Continuation) : default);

    private static async Task<ArchiveSummary> SummaryAsync(AskedArchive archive, string? site) => (await archive.Get<SummaryQueries>().GetAsync(site, Token))!;

    private static IEnumerable<Link> Dead(AskedArchive archive) => archive.Links.Where(link => link.State == LinkState.Dead).Take(LinksAsked);

    private static IEnumerable<string> Names(IEnumerable<Link> links) => links.Select(link => $"{link.Site}/{link.Id}").Order(StringComparer.Ordinal);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
