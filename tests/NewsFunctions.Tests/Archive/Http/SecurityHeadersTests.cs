using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Tests.Archive.Http;

public sealed class SecurityHeadersTests
{
    [Fact]
    public async Task Response_without_a_policy_gets_the_strictest_one()
    {
        HttpResponse response = new DefaultHttpContext().Response;

        await SecurityHeaders.Complete(response);

        Assert.Equal("nosniff", response.Headers.XContentTypeOptions);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", response.Headers.ContentSecurityPolicy);
        Assert.Equal("no-referrer", response.Headers["Referrer-Policy"]);
        Assert.Equal("same-origin", response.Headers["Cross-Origin-Resource-Policy"]);
    }

    [Fact]
    public async Task Policy_set_by_a_response_is_kept()
    {
        HttpResponse response = new DefaultHttpContext().Response;
        response.Headers.ContentSecurityPolicy = "sandbox";

        await SecurityHeaders.Complete(response);

        Assert.Equal("sandbox", response.Headers.ContentSecurityPolicy);
    }
}
