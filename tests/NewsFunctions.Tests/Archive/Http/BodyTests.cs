using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Tests.Archive.Http;

/// <summary>Tests bodies that are rejected before any storage access, so no storage is needed here.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task Upload_over_90_MB_is_rejected_with_the_alternative()
    {
        HttpRequest request = TestRequests.Of("POST", "?name=a.txt");
        request.ContentLength = DumpUploads.MaxBytes + 1;

        (HttpResponse response, string body) = await TestRequests.SendAsync(
            await new DumpUploads(null!, null!, null!, null!, null!).ReceiveAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(413, response.StatusCode);
        Assert.Contains("news upload", TestRequests.Json(body).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_without_a_length_is_cut_at_the_limit()
    {
        using var exact = new BoundedBody(new MemoryStream(new byte[10]), 10);
        using var larger = new BoundedBody(new MemoryStream(new byte[11]), 10);

        await exact.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<BodyTooLargeException>(() => larger.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData(null, "{}", 415)]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "{\"site\":", 400)]
    [InlineData("application/json; charset=utf-8", "{\"site\":\"alalam\",\"since\":1}", 400)]
    [InlineData("application/json", "{\"site\":\"A\"}", 400)]
    public async Task Malformed_recheck_request_is_rejected(string? type, string json, int status)
    {
        Assert.Equal(status, (await RecheckAsync(type, json)).Response.StatusCode);
    }

    [Fact]
    public async Task Overlong_recheck_request_is_not_read_to_its_end() =>
        Assert.Equal(413, (await RecheckAsync("application/json", $"{{\"site\":\"{new string('a', 100_000)}\"}}")).Response.StatusCode);

    private static async Task<(HttpResponse Response, string Body)> RecheckAsync(string? type, string json)
    {
        HttpRequest request = TestRequests.Of("POST");
        request.ContentType = type;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var rechecks = new Rechecks(null!, null!, null!, null!, new FakeTimeProvider());
        return await TestRequests.SendAsync(await rechecks.RequestAsync(request, TestContext.Current.CancellationToken));
    }
}
