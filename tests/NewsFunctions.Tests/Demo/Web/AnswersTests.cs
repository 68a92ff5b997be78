using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Tests.Archive.Http;

namespace NewsFunctions.Tests.Demo.Web;

public sealed class AnswersTests
{
    private static readonly HealthResponse Value = new("ok", "ok");

    [Fact]
    public async Task A_problem_has_the_media_type_and_members_of_RFC_9457()
    {
        (HttpResponse response, string body) = await TestRequests.SendAsync(Answers.Problem(Problems.NotFound("No such thing; look elsewhere.")));

        Assert.Equal((404, "application/problem+json"), (response.StatusCode, response.ContentType));
        JsonElement problem = TestRequests.Json(body);
        Assert.Equal("urn:newsfunctions:problem:not-found", problem.GetProperty("type").GetString());
        Assert.Equal("No such thing; look elsewhere.", problem.GetProperty("detail").GetString());
        Assert.Equal(["type", "title", "status", "detail"], problem.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Outage_response_says_when_to_retry()
    {
        (HttpResponse response, _) = await TestRequests.SendAsync(Answers.Problem(Problems.StorageUnavailable()));

        Assert.Equal(503, response.StatusCode);
        Assert.True(int.TryParse(response.Headers.RetryAfter, out int seconds) && seconds > 0);
    }

    [Fact]
    public async Task A_missing_key_is_answered_with_a_challenge()
    {
        (HttpResponse response, _) = await TestRequests.SendAsync(Answers.Problem(Problems.Unauthorized("Send the key.", signIn: null)));

        Assert.Contains("x-news-key", response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unchanged_response_is_not_sent_again()
    {
        (HttpResponse first, string body) = await TestRequests.SendAsync(Answers.Resource(Value, ApiJson.Web.HealthResponse, TestRequests.Get()));
        string etag = first.Headers.ETag.ToString();

        (HttpResponse second, string nothing) = await TestRequests.SendAsync(
            Answers.Resource(Value, ApiJson.Web.HealthResponse, TestRequests.Get().With("If-None-Match", $"\"other\", W/{etag}")));

        Assert.NotEmpty(body);
        Assert.Equal((304, string.Empty, etag), (second.StatusCode, nothing, second.Headers.ETag.ToString()));
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("garbage")]
    public async Task Changed_response_is_sent(string ifNoneMatch)
    {
        IResult answer = Answers.Resource(Value, ApiJson.Web.HealthResponse, TestRequests.Get().With("If-None-Match", ifNoneMatch));

        Assert.Equal(200, (await TestRequests.SendAsync(answer)).Response.StatusCode);
    }

    [Fact]
    public async Task Letters_of_all_scripts_are_unescaped_and_markup_is_escaped()
    {
        (_, string body) = await TestRequests.SendAsync(
            Answers.Ok(new HealthResponse("العالم café", "<script>alert('x')</script>&"), ApiJson.Web.HealthResponse));

        Assert.Contains("العالم café", body, StringComparison.Ordinal);
        Assert.Equal(-1, body.AsSpan().IndexOfAny("<>&'"));
        Assert.Equal("<script>alert('x')</script>&", TestRequests.Json(body).GetProperty("tables").GetString());
    }

    [Fact]
    public async Task Upload_response_says_where_to_look()
    {
        IResult answer = Answers.Accepted(Value, ApiJson.Web.HealthResponse, "/api/dumps/1");

        (HttpResponse response, _) = await TestRequests.SendAsync(answer);

        Assert.Equal((202, "/api/dumps/1"), (response.StatusCode, response.Headers.Location.ToString()));
    }
}
