using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>Tests dumps that give one article different titles.</summary>
public sealed class PageTitleTests(AzuriteFixture azurite)
{
    private const string Morning = "Night Train to Sundby Returns in June";
    private const string Evening = "Minister: Sleeping cars are back after ten years";

    [Theory]
    [InlineData(Morning, Verdict.Alive)]
    [InlineData(Evening, Verdict.Alive)]
    [InlineData("Ten Soups for Cold Evenings", Verdict.Drifted)]
    public async Task Page_is_judged_by_titles_of_all_dumps_in_any_order(string page, Verdict verdict)
    {
        await using TestSite site = await TestSite.StartAsync();
        site.Answer("/news/900414", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync($"<!doctype html><title>{page} - The Site</title><h1>{page}</h1><p>It was long awaited.");
        });

        Assert.Equal(verdict, await VerdictAsync(site, Morning, Evening));
        Assert.Equal(verdict, await VerdictAsync(site, Evening, Morning));
    }

    private async Task<Verdict?> VerdictAsync(TestSite site, params string[] titles)
    {
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        foreach (string title in titles)
        {
            // The article's id is the last part of the dump's name.
            string name = $"{title.Length}/900414.txt";
            await archive.UploadAsync(name, $"{title}\nFri Mar 11, 2016 16:23:23\nThe minister said so on Friday.\n");
            await archive.IngestAsync(name);
        }

        await archive.CheckDueLinksAsync();

        Link link = Assert.Single(await archive.LinksAsync());
        Assert.Equal(titles[^1], link.Title);
        return link.Verdict;
    }
}
