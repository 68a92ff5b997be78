using System.Net;
using System.Text.Json;
using NewsFunctions.Archive.Ingest;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class UploadSiteTests(UploadSiteTests.UndecidedArchive api) : ApiTests<UploadSiteTests.UndecidedArchive>(api), IClassFixture<UploadSiteTests.UndecidedArchive>
{
    [Fact]
    public async Task Dump_without_a_site_is_rejected_until_a_default_site_is_set()
    {
        await PostAsync("name=900417.txt&site=example", ExampleDumps.MuseumText).JsonAsync(HttpStatusCode.Accepted);
        await Api.Service<DumpIngest>().IngestAsync("900417.txt", Token);

        JsonElement problem = await PostAsync("name=late.txt").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Equal(["site"], problem.GetProperty("errors").Names());
        Assert.Contains("Set DefaultSite to example", problem.Text("detail"), StringComparison.Ordinal);
        await PostAsync("name=late.txt&site=local").JsonAsync(HttpStatusCode.Accepted);
    }

    private async Task<HttpResponseMessage> PostAsync(string query, string text = "text")
    {
        using var body = new StringContent(text);
        return await Api.Http.PostAsync(new Uri($"/api/dumps?{query}", UriKind.Relative), body, Token);
    }

    /// <summary>Runs an archive without a default site.</summary>
    public sealed class UndecidedArchive(AzuriteFixture azurite) : ApiHost(azurite)
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("DefaultSite", "")];
    }
}
