using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Checks;

public sealed class LinkCheckerFailureTests
{
    [Theory]
    [InlineData(false, FailureStage.Headers)]
    [InlineData(true, FailureStage.Body)]
    public async Task Slow_server_is_a_timeout_of_its_stage(bool headersCome, FailureStage stage)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            while (true)
            {
                if (headersCome)
                {
                    await context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg.AsMemory(0, 1), context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
            }
        });
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port) with
        {
            Fetch = new FetchOptions
            {
                HeadersTimeout = headersCome ? TimeSpan.FromSeconds(15) : TimeSpan.FromMilliseconds(200),
                BodyTimeout = headersCome ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(15),
            },
        });

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        AssertFailed(check, Verdict.Timeout, stage, FailureKind.Timeout);
    }

    [Fact]
    public async Task Closed_port_is_skipped_after_three_links()
    {
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(ClosedPort(out string url)));

        for (int i = 0; i < 3; i++)
        {
            AssertFailed(await checker.CheckAsync(url), Verdict.ConnectionFailure, FailureStage.Connect, FailureKind.ConnectionRefused);
        }

        LinkCheck fourth = await checker.CheckAsync(url);
        AssertFailed(fourth, Verdict.HostOutage, FailureStage.Policy, FailureKind.HostOutage);
        Assert.Empty(Evidence.Read(fourth.Evidence).Locations.Single().Hops);
        Assert.False(checker.Hosts.AnsweredForAny([url]));
    }

    [Fact]
    public async Task Unresolvable_name_is_looked_up_once_per_visit()
    {
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(80));

        LinkCheck first = await checker.CheckAsync("http://nothing.invalid/1.jpg");
        LinkCheck second = await checker.CheckAsync("http://nothing.invalid/2.jpg");

        Assert.Equal((Verdict.DnsFailure, Verdict.HostOutage), (first.Verdict, second.Verdict));
        Assert.Equal(FailureStage.Dns, Failure(first).Stage);
        Assert.Equal(Failure(first).Kind, Failure(second).Cause);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, FailureKind.NoSuchName)]
    [InlineData(SocketError.NoData, FailureKind.NoAddress)]
    [InlineData(SocketError.TryAgain, FailureKind.NameServerFailure)]
    [InlineData(SocketError.NoRecovery, FailureKind.NameServerFailure)]
    public async Task Name_without_an_address_is_a_DNS_failure_of_its_class(SocketError error, FailureKind kind)
    {
        using LinkCheckerFixture checker = new(
            LinkCheckerFixture.Allowing(80), network: new StubNetwork(_ => throw new SocketException((int)error)).Network);

        AssertFailed(await checker.CheckAsync("http://a.example/a.jpg"), Verdict.DnsFailure, FailureStage.Dns, kind);
    }

    [Theory]
    [InlineData("127.0.0.1", -10, 10, FailureKind.TlsSelfSigned)]
    [InlineData("b.example", -10, 10, FailureKind.TlsWrongName)]
    [InlineData("127.0.0.1", -10, -5, FailureKind.TlsExpired)]
    [InlineData("127.0.0.1", 5, 10, FailureKind.TlsNotYetValid)]
    public async Task Bad_certificate_is_a_TLS_failure_with_its_fault(string name, int fromDay, int toDay, FailureKind kind)
    {
        using X509Certificate2 certificate = SelfSigned(name, fromDay, toDay);
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        AssertFailed(await checker.CheckAsync($"{server.Url}/a.jpg"), Verdict.TlsFailure, FailureStage.Tls, kind);
    }

    [Fact]
    public async Task Certificate_of_an_unknown_authority_is_untrusted()
    {
        using X509Certificate2 certificate = SignedBySomebody();
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        AssertFailed(await checker.CheckAsync($"{server.Url}/a.jpg"), Verdict.TlsFailure, FailureStage.Tls, FailureKind.TlsUntrusted);
    }

    [Fact]
    public async Task Hanging_handshake_has_its_own_timeout()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(port) with
        {
            Fetch = new FetchOptions { TlsTimeout = TimeSpan.FromMilliseconds(200) },
        });

        LinkCheck check = await checker.CheckAsync($"https://127.0.0.1:{port}/a.jpg");

        AssertFailed(check, Verdict.Timeout, FailureStage.Tls, FailureKind.Timeout);
    }

    [Fact]
    public async Task HTTP_2_is_used_if_offered()
    {
        using X509Certificate2 certificate = SelfSigned("127.0.0.1", -10, 10);
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(context.Request.Protocol), certificate);
        using SocketsHttpHandler handler = LinkCheckerFixture.Allowing(server.Port).Connector().CreateHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, sent, _, _) => sent?.GetCertHashString() == certificate.GetCertHashString();
        using HttpMessageInvoker http = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Get, server.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };

        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal("HTTP/2", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task HTTPS_to_an_HTTP_port_is_a_failed_handshake()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"https://127.0.0.1:{server.Port}/a.jpg");

        AssertFailed(check, Verdict.TlsFailure, FailureStage.Tls, FailureKind.TlsHandshake);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_private_address_is_refused_before_a_byte_is_sent(string host)
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(_ =>
        {
            Interlocked.Increment(ref requests);
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = new(new CheckParts { Addresses = new AddressGuardOptions { AllowedPorts = [server.Port] } });

        LinkCheck check = await checker.CheckAsync($"http://{host}:{server.Port}/a.jpg");

        AssertFailed(check, Verdict.Refused, FailureStage.Policy, FailureKind.AddressRefused);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_redirect_into_a_private_network_is_refused()
    {
        int port = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect($"http://169.254.169.254:{Volatile.Read(ref port)}/latest/meta-data");
            return Task.CompletedTask;
        });
        Volatile.Write(ref port, server.Port);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        AssertFailed(check, Verdict.Refused, FailureStage.Redirect, FailureKind.AddressRefused);
        Assert.Contains("metadata", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Location_that_is_not_a_URL_is_refused()
    {
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(80));

        AssertFailed(await checker.CheckAsync("2016/a.jpg"), Verdict.Refused, FailureStage.Policy, FailureKind.BadUrl);
    }

    [Fact]
    public async Task Check_interrupted_by_the_end_of_a_visit_has_no_effect()
    {
        using CancellationTokenSource visit = new();
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await visit.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checker.CheckInVisitAsync(LinkKind.Image, [$"{server.Url}/a.jpg"], visit.Token));
        Assert.Null(checker.Hosts.Outage(new Uri(server.Url).Authority));
    }

    private static void AssertFailed(LinkCheck check, Verdict verdict, FailureStage stage, FailureKind kind)
    {
        FailureFacts failure = Failure(check);
        Assert.Equal((verdict, stage, kind), (check.Verdict, failure.Stage, failure.Kind));
        Assert.Equal(failure.Detail, check.Reason);
    }

    private static FailureFacts Failure(LinkCheck check) => Evidence.Read(check.Evidence).Locations.Single().Failure!;

    private static int ClosedPort(out string url)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        url = $"http://127.0.0.1:{port}/a.jpg";
        return port;
    }

    private static X509Certificate2 SignedBySomebody()
    {
        DateTimeOffset today = TimeProvider.System.GetUtcNow();
        using RSA authorityKey = RSA.Create(2048);
        CertificateRequest authority = new("CN=Somebody", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 issuer = authority.CreateSelfSigned(today.AddDays(-20), today.AddDays(20));
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(issuer, today.AddDays(-10), today.AddDays(10), [1, 2, 3, 4]);
        using X509Certificate2 certificate = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    private static X509Certificate2 SelfSigned(string name, int fromDay, int toDay)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset today = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(today.AddDays(fromDay), today.AddDays(toDay));
        // The certificate is imported again, because SChannel needs a persisted key.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
