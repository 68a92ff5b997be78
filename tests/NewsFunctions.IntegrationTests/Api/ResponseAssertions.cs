using System.Net;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Api;

internal static class ResponseAssertions
{
    private const string ProblemTypes = "urn:newsfunctions:problem:";

    /// <summary>Asserts the status and JSON headers that the API promises, and returns the body.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> call, HttpStatusCode status = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await call;
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {body}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>
    /// Asserts a problem document with the status, the type and a non-empty detail, and returns its body.
    /// </summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> call, HttpStatusCode status, string type)
    {
        using HttpResponseMessage response = await call;
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        JsonElement problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((ProblemTypes + type, (int)status), (problem.Text("type"), problem.GetProperty("status").GetInt32()));
        Assert.NotEqual("", problem.Text("title"));
        Assert.NotEqual("", problem.Text("detail"));
        return problem;
    }

    /// <summary>
    /// Asserts a problem document that the platform returns before any function runs. Its type and texts are the
    /// platform's.
    /// </summary>
    public static async Task PlatformProblemAsync(this Task<HttpResponseMessage> call, HttpStatusCode status)
    {
        using HttpResponseMessage response = await call;
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal((int)status, JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32());
    }

    public static string? Text(this JsonElement json, string member) => json.GetProperty(member).GetString();

    public static IReadOnlyList<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static IReadOnlyList<string> Names(this JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];
}
