using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Vantages;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Vantages;

public sealed class ProxyVantageTests
{
    [Fact]
    public async Task Proxy_gets_the_vetted_address_and_never_a_name()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask());
        await using ConnectProxy proxy = new(_ => server.Port);

        LinkCheck check = await CheckAsync(proxy.Url, server.Port, $"http://localhost:{server.Port}/a.jpg");

        Assert.Equal((Verdict.Alive, "elsewhere"), (check.Verdict, check.Vantage));
        string request = Assert.Single(proxy.Requests);
        Assert.Matches($@"^CONNECT (127\.0\.0\.1|\[::1\]):{server.Port} HTTP/1\.1\r\n", request);
        Assert.DoesNotContain("localhost", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guard_refuses_before_the_proxy_is_contacted()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = $"http://10.0.0.1:{new Uri($"http://{context.Request.Host}").Port}/";
            return Task.CompletedTask;
        });
        await using ConnectProxy proxy = new(_ => server.Port);

        LinkCheck first = await CheckAsync(proxy.Url, server.Port, $"http://169.254.169.254:{server.Port}/");
        Assert.Equal(Verdict.Refused, first.Verdict);
        Assert.Empty(proxy.Requests);

        LinkCheck redirected = await CheckAsync(proxy.Url, server.Port, $"{server.Url}/a.jpg");
        Assert.Equal(Verdict.Refused, redirected.Verdict);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task TLS_goes_through_the_tunnel()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        await using ConnectProxy proxy = new(_ => server.Port);

        LinkCheck check = await CheckAsync(proxy.Url, server.Port, $"{server.Url}/a.jpg");

        // The TLS failure shows that a handshake took place: the certificate is untrusted.
        Assert.Equal(Verdict.TlsFailure, check.Verdict);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task Proxy_that_requires_credentials_gets_them()
    {
        await using ConnectProxy proxy = new(_ => 0);

        await CheckAsync(proxy.Url.Replace("http://", "http://user:p%40ss@", StringComparison.Ordinal), 80, "http://127.0.0.1/a.jpg");

        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String("user:p@ss"u8)}\r\n", Assert.Single(proxy.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "502")]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "407")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", "does not answer with HTTP")]
    [InlineData("HTTP/1.1 20\r\n\r\n", "does not answer with HTTP")]
    [InlineData("", "does not answer with HTTP")]
    public async Task A_proxy_that_does_not_connect_is_no_evidence(string answer, string expected)
    {
        await using ConnectProxy proxy = new(_ => 0, answer);

        LinkCheck check = await CheckAsync(proxy.Url, 80, "http://127.0.0.1/a.jpg");

        Assert.Equal(Verdict.ConnectionFailure, check.Verdict);
        Assert.Contains(expected, check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_proxy_is_no_evidence()
    {
        string url;
        await using (ConnectProxy proxy = new(_ => 0))
        {
            url = proxy.Url;
        }

        Assert.Equal(Verdict.ConnectionFailure, (await CheckAsync(url, 80, "http://127.0.0.1/a.jpg")).Verdict);
    }

    private static async Task<LinkCheck> CheckAsync(string proxy, int port, string location)
    {
        CheckParts options = LinkCheckerFixture.Allowing(port) with
        {
            Addresses = new AddressGuardOptions { AllowedNetworks = ["127.0.0.0/8", "::1/128"], AllowedPorts = [port] },
        };
        using VantageChecker vantages = options.Vantages(new VantageOptions { Name = "elsewhere", Proxy = proxy });
        return Assert.Single(await vantages.LookAsync(
            LinkCheckerFixture.LinkOf(LinkKind.Image), [location], TestContext.Current.CancellationToken));
    }
}
