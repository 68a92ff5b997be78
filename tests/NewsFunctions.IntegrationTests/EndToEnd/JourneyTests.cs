using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

public sealed class JourneyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Uploaded_dump_becomes_articles_and_checked_links_in_the_API()
    {
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        await using TestSite site = await TestSite.StartAsync();
        await using NewsApp app = await NewsApp.StartAsync(
            account,
            account,
            ("DefaultSite", "alalam"),
            ("Sites:alalam:MediaUrls:0", $"{site.Url}/media/{{pic}}"),
            ("Sites:alalam:MediaUrls:1", $"{site.Url}/mirror/{{pic}}"),
            ("Sites:alalam:PageUrls:0", $"{site.Url}/news/{{id}}"),
            ("LinkChecks:AllowedNetworks:0", "127.0.0.1/32"),
            ("LinkChecks:AllowedPorts:0", $"{site.Port}"));

        await view.UploadAsync("2020/lighthouse.txt", InventedNews.Dump(articles: 1));
        await view.LedgerAsync("2020/lighthouse.txt", DumpStatus.Ingested);

        JsonNode dump = Assert.Single((await GetAsync(app, "api/dumps?name=2020/lighthouse.txt"))["items"]!.AsArray())!;
        Assert.Equal("Ingested", (string?)dump["status"]);
        JsonNode listed = Assert.Single((await GetAsync(app, "api/articles?site=alalam"))["items"]!.AsArray())!;
        Assert.Equal("Lighthouse 1 Gets a New Lamp", (string?)listed["title"]);
        string article = $"api/articles/alalam/{(string)listed["id"]!}";
        JsonArray before = (await GetAsync(app, article))["related"]!.AsArray();
        Assert.Equal(["Unknown", "Unknown"], before.Select(item => (string?)item!["linkState"]));

        var video = (string?)before[1]!["pic"];
        site.Answer($"/media{video}", HttpStatusCode.NotFound);
        site.Answer($"/mirror{video}", HttpStatusCode.Gone);

        using HttpResponseMessage started = await app.Http.PostAsJsonAsync("admin/functions/ScheduleLinkChecks", new { input = "" }, ArchiveView.Token);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        JsonNode stats = await Eventually.GetAsync("every shard is counted", async () =>
            await GetAsync(app, "api/stats?site=alalam") is var answer && (int)answer["shards"]!["notYetCounted"]! == 0 ? answer : null);

        Assert.Equal([1, 1, 3, 2, 1], new[]
        {
            (int)stats["articles"]!["total"]!,
            (int)stats["dumps"]!["byStatus"]!["Ingested"]!,
            (int)stats["links"]!["total"]!,
            (int)stats["links"]!["byState"]!["Alive"]!,
            (int)stats["links"]!["byState"]!["Suspect"]!,
        });
        JsonNode read = await GetAsync(app, article);
        Assert.Equal(["The lantern of lighthouse 1 was lit again in year 0."], read["paragraphs"]!.AsArray().Select(text => (string?)text));
        Assert.Equal(["Alive", "Suspect"], read["related"]!.AsArray().Select(item => (string?)item!["linkState"]));
        Assert.Equal("2020/lighthouse.txt", (string?)Assert.Single(read["provenance"]!.AsArray())!["dumpName"]);

        JsonNode gone = Assert.Single((await GetAsync(app, "api/links?site=alalam&state=Suspect"))["items"]!.AsArray())!;
        Assert.Equal(("video", "Gone", 1), ((string?)gone["kind"], (string?)gone["verdict"], (int)gone["strikes"]!));
        string link = $"api/links/alalam/{(string)gone["linkId"]!}";
        Assert.Equal("Suspect", (string?)(await GetAsync(app, link))["state"]);
        JsonNode check = Assert.Single((await GetAsync(app, $"{link}/checks"))["items"]!.AsArray())!;
        Assert.Equal("Gone", (string?)check["verdict"]);
        Assert.All(["media", "mirror"], place => Assert.Contains($"{site.Url}/{place}{video}", check["evidence"]!.ToJsonString(), StringComparison.Ordinal));
    }

    private static async Task<JsonNode> GetAsync(NewsApp app, string path) =>
        JsonNode.Parse(await app.Http.GetStringAsync(new Uri(path, UriKind.Relative), ArchiveView.Token))!;
}
