using System.Globalization;
using System.Text;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>
/// Tests the main purpose of link checks: every kind of rot gets the verdict that an archivist would give.
/// </summary>
public sealed class RottenSiteTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task All_kinds_of_rot_are_distinguished_on_every_check()
    {
        await using TestSite site = await TestSite.StartAsync();
        site.AnswerOtherwise(RottenSite.OtherwiseAsync);
        Dictionary<string, Rot> expected = [];
        await using Archive archive = await ArchiveOfAsync(site, expected);

        await archive.CheckDueLinksAsync();
        AssertJudged(expected, await archive.LinksAsync());
        archive.Time.Advance(TimeSpan.FromHours(1));
        await archive.Shards.RequestRecheckAsync(Archive.Site, null, null, archive.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        await archive.CheckDueLinksAsync();

        IReadOnlyList<Link> again = await archive.LinksAsync();
        AssertJudged(expected, again);
        Assert.DoesNotContain(again, link => link.State == LinkState.Dead);
    }

    [Fact]
    public async Task Network_cut_in_mid_run_kills_no_link()
    {
        TestSite site = await TestSite.StartAsync();
        site.AnswerOtherwise(RottenSite.OtherwiseAsync);
        Dictionary<string, Rot> expected = [];
        await using Archive archive = await ArchiveOfAsync(site, expected);
        await archive.CheckDueLinksAsync();
        int alive = (await archive.LinksAsync()).Count(link => link.State == LinkState.Alive);
        Assert.NotEqual(0, alive);

        await site.DisposeAsync();
        for (int day = 0; day < 60; day++)
        {
            archive.Time.Advance(TimeSpan.FromDays(1));
            await archive.CheckDueLinksAsync();
        }

        IReadOnlyList<Link> links = await archive.LinksAsync();
        Assert.DoesNotContain(links, link => link.State == LinkState.Dead);
        Assert.Equal(alive, links.Count(link => link.State == LinkState.Alive));
        Assert.All(links.Where(link => link.State == LinkState.Alive), link => Assert.True(link.Checks > 1));
    }

    private async Task<Archive> ArchiveOfAsync(TestSite site, Dictionary<string, Rot> expected)
    {
        List<string> items = [];
        foreach (Rot rot in RottenSite.Kinds)
        {
            for (int i = 0; i < rot.Times; i++)
            {
                // Every item has a page. The page of a media item is a different article.
                string id = (1_796_000 + items.Count).ToString(CultureInfo.InvariantCulture);
                bool isPage = rot.Kind == LinkKind.Page;
                string path = isPage ? $"/2016/03/08/{id}.jpg" : $"/2016/03/07/{id}-{rot.Name}";
                string title = isPage ? rot.Name : $"Article {id} about the Harbour";
                expected[isPage ? id : path] = rot;
                site.Answer(isPage ? $"/news/{id}" : path, rot.Answer);
                if (isPage)
                {
                    site.Answer(path, context => RottenSite.FileAsync(context, RottenSite.Picture(path)));
                }
                else
                {
                    site.Answer($"/news/{id}", context => RottenSite.ArticleAsync(context, title, $"/news/{id}"));
                }

                items.Add($$"""{"id":"{{id}}","sort":"1","contenttypeid":"21","pic":"{{path}}","title":"{{title}}"}""");
            }
        }

        string json = $"[{string.Join(" ,", items)} ]";
        Archive archive = await Archive.CreateAsync(azurite, site, settings: [new("LinkChecks:PerHost:Concurrency", "40"), new("LinkChecks:Lessons:ProbeInterval", "1.00:00:00")]);
        await archive.UploadAsync(
            "rotten.txt", $"Fri Mar 11, 2016 16:23:23\nA paragraph.\nstring({Encoding.UTF8.GetByteCount(json)}) \"{json}\"\n");
        await archive.IngestAsync("rotten.txt");
        return archive;
    }

    private static void AssertJudged(Dictionary<string, Rot> expected, IReadOnlyList<Link> links) => Assert.Equal(
        links.Select(link => $"{link.Path}: {(expected.TryGetValue(link.Path, out Rot? rot) ? rot.Verdict : Verdict.Alive)}"),
        links.Select(link => $"{link.Path}: {link.Verdict}"));
}
