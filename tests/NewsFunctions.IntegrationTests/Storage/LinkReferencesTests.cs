using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class LinkReferencesTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_references_hold_each_article_once_and_no_other_links()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        var references = new LinkReferences(archive.Clients);
        string[] articles = [.. Enumerable.Range(0, 23).Select(number => (1000 + number).ToString(CultureInfo.InvariantCulture))];
        LinkMention[] mentions = [.. articles.Select(article => Made.Mention(Made.Image(1).Id, Made.Image(1).Path, article))];
        await archive.Links.RegisterAsync([.. mentions, Made.Image(2), Made.Image(0)], "a.txt", Token);

        List<string> seen = [];
        string? continuation = null;
        do
        {
            ResultPage<LinkReference> page = await references.ListAsync("example", mentions[0].Id, 10, continuation, Token);
            seen.AddRange(page.Items.Select(reference => reference.Article.Value));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(articles, seen);
    }

    [Fact]
    public async Task Continuation_of_another_link_is_rejected()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        var references = new LinkReferences(archive.Clients);
        LinkId one = Made.Image(1).Id;
        await archive.Links.RegisterAsync([Made.Mention(one, "/a.jpg", "1"), Made.Mention(one, "/a.jpg", "2")], "a.txt", Token);
        string continuation = (await references.ListAsync("example", one, 1, null, Token)).Continuation!;

        await Assert.ThrowsAsync<InvalidContinuationException>(() => references.ListAsync("example", Made.Image(2).Id, 1, continuation, Token));
    }
}
