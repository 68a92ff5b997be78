using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Http;
using NewsFunctions.Storage.Captures;

namespace NewsFunctions.Tests.Archive.Http;

public sealed class CaptureAnswerTests
{
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("image/jpeg", "image/jpeg", "inline; filename=\"{0}.jpg\"")]
    [InlineData("text/html", "application/octet-stream", "attachment; filename=\"{0}.bin\"")]
    public async Task Capture_is_served_with_its_detected_type_and_runs_no_script(string stored, string type, string disposition)
    {
        HttpResponse response = await AnswerAsync(stored);

        Assert.Equal((200, type, 3L), (response.StatusCode, response.ContentType, response.ContentLength));
        Assert.Equal("sandbox; default-src 'none'", response.Headers.ContentSecurityPolicy);
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, disposition, Hash), response.Headers.ContentDisposition);
        Assert.Equal([1, 2, 3], ((MemoryStream)response.Body).ToArray());
    }

    [Fact]
    public async Task Client_with_a_matching_ETag_gets_no_bytes()
    {
        HttpResponse response = await AnswerAsync("image/jpeg", $"\"{Hash}\"");

        Assert.Equal((304, 0L), (response.StatusCode, response.Body.Length));
    }

    private static async Task<HttpResponse> AnswerAsync(string type, string? ifNoneMatch = null)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Request.Headers.IfNoneMatch = ifNoneMatch;
        await CaptureAnswer.From(Hash, new StoredCapture(Hash, type, 3, new MemoryStream([1, 2, 3]))).ExecuteAsync(context);
        return context.Response;
    }
}
