using System.Net;
using System.Text;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class VantageCheckTests(GuardedArchive api) : ApiTests<GuardedArchive>(api), IClassFixture<GuardedArchive>
{
    private const string Question = """{"kind":"image","locations":["https://127.0.0.1/a.jpg"]}""";

    [Fact]
    public async Task Vantage_check_is_answered_as_documented()
    {
        JsonElement answer = await AskAsync(GuardedArchive.WriteKey).JsonAsync();

        DocumentedShape.Fits("POST /api/vantage/checks", answer);
        Assert.Equal("AddressRefused", answer.GetProperty("evidence").GetProperty("locations")[0].GetProperty("failure").Text("kind"));
    }

    [Fact]
    public async Task Vantage_check_needs_a_write_key()
    {
        await AskAsync(null).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await AskAsync("another").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await AskAsync(GuardedArchive.ReadKey).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<HttpResponseMessage> AskAsync(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/vantage/checks")
        {
            Content = new StringContent(Question, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("x-news-key", key);
        }

        return await Api.Http.SendAsync(request, Token);
    }
}
