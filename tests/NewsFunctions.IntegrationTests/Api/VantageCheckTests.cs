using System.Net;
using System.Text;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class VantageCheckTests(GuardedArchive api) : ApiTests<GuardedArchive>(api), IClassFixture<GuardedArchive>
{
    private const string Question = """{"kind":"image","locations":["https://127.0.0.1/a.jpg"]}""";

    [Fact]
    public async Task What_is_seen_from_here_is_answered_as_documented()
    {
        JsonElement answer = await AskAsync(GuardedArchive.FunctionKey, GuardedArchive.WriteKey).JsonAsync();

        DocumentedShape.Fits("POST /api/vantage/checks", answer);
        Assert.Equal("AddressRefused", answer.GetProperty("evidence").GetProperty("locations")[0].GetProperty("failure").Text("kind"));
    }

    [Fact]
    public async Task Both_keys_are_needed()
    {
        await AskAsync(null, GuardedArchive.WriteKey).ProblemAsync(HttpStatusCode.Unauthorized, "function-key-missing");
        await AskAsync(GuardedArchive.FunctionKey, null).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await AskAsync(GuardedArchive.FunctionKey, "another").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private async Task<HttpResponseMessage> AskAsync(string? functionKey, string? writeKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/vantage/checks")
        {
            Content = new StringContent(Question, Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string? value) in (IEnumerable<(string, string?)>)[("x-functions-key", functionKey), ("x-news-write-key", writeKey)])
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        return await Api.Http.SendAsync(request, Token);
    }
}
