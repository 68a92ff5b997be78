using System.Net;
using System.Text.Json;
using NewsFunctions.IntegrationTests.Api;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>
/// Tests <c>DELETE</c> as callers see it. Other tests cover the effect on the storage without a worker.
/// </summary>
[Collection<SharedContractArchive>]
public sealed class TakedownCallTests(ContractArchive api) : ApiTests<ContractArchive>(api)
{
    [Fact]
    public async Task Takedown_lists_before_it_acts()
    {
        string path = $"/api/articles/{ApiHost.Site}/{ExampleDumps.Museum}";

        JsonElement planned = await DeleteAsync(path).JsonAsync();

        DocumentedShape.Fits("DELETE /api/articles/{site}/{id}", planned);
        Assert.True(planned.GetProperty("dryRun").GetBoolean());
        using HttpResponseMessage there = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task Article_that_is_taken_down_answers_410_everywhere()
    {
        const string Name = $"{ApiHost.Site}/900888.txt";
        await Api.IngestAsync(Name, ExampleDumps.MuseumText.Replace("Sunday", "Monday", StringComparison.Ordinal));
        string path = $"/api/articles/{ApiHost.Site}/900888";
        JsonElement article = await GetAsync(path).JsonAsync();

        JsonElement done = await DeleteAsync($"{path}?dryRun=false").JsonAsync();

        Assert.True(done.GetProperty("done").GetBoolean());
        foreach (string call in (string[])["", "/raw", "/versions", $"/versions/{article.Text("contentHash")}"])
        {
            await GetAsync(path + call).ProblemAsync(HttpStatusCode.Gone, "gone");
        }

        JsonElement dump = (await GetAsync($"/api/dumps?name={Name}").JsonAsync()).Items()[0];
        Assert.Equal("Removed", dump.Text("status"));
    }

    private async Task<HttpResponseMessage> DeleteAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        return await Api.Http.SendAsync(request, Token);
    }
}
