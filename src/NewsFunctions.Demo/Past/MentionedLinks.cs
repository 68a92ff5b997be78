using System.Runtime.CompilerServices;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Demo.Papers;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Demo.Web;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Demo.Past;

/// <summary>Finds the links that the dumps of a site mention, as their ingest will.</summary>
internal sealed class MentionedLinks(ArticleReader reader, SiteProfiles sites, AddressGuard guard, DemoOptions options)
{
    // The first ingest brought all dumps at once. Checking their links took some days.
    private static readonly TimeSpan FirstRound = TimeSpan.FromDays(10);

    // The share of links with many checks (blocked and flaky ones) that keep their whole history.
    private const double WholeHistory = 0.1;

    public async Task<IReadOnlyList<PastLink>> ReadAsync(DemoSite site, IEnumerable<PaperDump> dumps, CancellationToken cancellationToken)
    {
        Dictionary<LinkId, List<LinkMention>> mentions = [];
        foreach (PaperDump dump in dumps)
        {
            await foreach (LinkMention mention in ReadAsync(dump, cancellationToken))
            {
                (mentions.TryGetValue(mention.Id, out List<LinkMention>? list) ? list : mentions[mention.Id] = []).Add(mention);
            }
        }

        return [.. mentions.Values.Select(list => Past(site, list))];
    }

    private async IAsyncEnumerable<LinkMention> ReadAsync(PaperDump dump, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DumpBlob blob = new()
        {
            Name = dump.Name,
            ETag = "0x0",
            LastModified = options.Today,
            Size = dump.Content.Length,
            Metadata = new Dictionary<string, string>(),
        };
        using MemoryStream content = new(dump.Content);
        await foreach (ReadRecord record in reader.ReadAsync(blob, content, DumpPosition.Start, cancellationToken))
        {
            foreach (LinkMention mention in record.Articles.SelectMany(article => ArticleLinks.Of(article.Article)))
            {
                yield return mention;
            }
        }
    }

    private PastLink Past(DemoSite site, List<LinkMention> mentions)
    {
        LinkMention first = mentions[0];
        string[] titles = [.. mentions.Select(mention => mention.Title).OfType<string>().Where(title => title.Length > 0).Distinct()];
        Link link = new()
        {
            Site = first.Site,
            Id = first.Id,
            Path = first.Path,
            Title = titles.LastOrDefault(),
        };
        DateTimeOffset born = mentions.Min(mention => mention.PublishedAt) ?? options.Began;
        VettedUrl vetted = VettedUrl.Of(sites.ToCheck(link).Single(), basis: null, guard);
        string? host = vetted.Url is { } url ? HostName.Of(url) : null;
        string key = $"{site.Name}/{link.Id.Value}";
        DateTimeOffset ingested = options.Began + (FirstRound * options.Chance.Of("firstLook", key));
        DateTimeOffset published = born.AddHours(20);
        LinkScript script = LinkScript.For(link, host, born, site, options);
        return new PastLink
        {
            Link = link,
            Scripted = new ScriptedLink(link, vetted, script),
            Mentions = mentions,
            Born = born,
            FirstLook = published > ingested ? published : ingested,
            History = new KeptChecks(script.Fate is Fate.Blocked or Fate.Flaky && options.Chance.Happens(WholeHistory, "wholeHistory", key)),
        };
    }
}
