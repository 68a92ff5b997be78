using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NewsFunctions.Http;

namespace NewsFunctions.Tests.Http;

public sealed class WriteAccessTests
{
    private const string Key = "open sesame";
    private static readonly string KeyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public void Reading_needs_no_key(string method) => Assert.Null(Refusal(TestRequests.Of(method), KeyHash, onAzure: true));

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public void Writing_needs_the_key_where_one_is_set(string method)
    {
        Assert.Equal(401, Refusal(TestRequests.Of(method), KeyHash)?.Status);
        Assert.Equal(401, Refusal(TestRequests.Of(method).With("x-news-write-key", "open barley"), KeyHash)?.Status);
        Assert.Equal(401, Refusal(TestRequests.Of(method).With("x-news-write-key", ""), KeyHash)?.Status);
        Assert.Null(Refusal(TestRequests.Of(method).With("x-news-write-key", Key), KeyHash));
    }

    [Fact]
    public void The_hash_may_be_written_in_either_case() =>
        Assert.Null(Refusal(TestRequests.Of("POST").With("x-news-write-key", Key), KeyHash.ToLowerInvariant()));

    [Fact]
    public void Without_a_key_the_own_machine_may_write() => Assert.Null(Refusal(TestRequests.Of("POST")));

    [Fact]
    public void Without_a_key_nobody_may_write_on_Azure_and_the_answer_names_the_setting()
    {
        Problem? refusal = Refusal(TestRequests.Of("POST"), onAzure: true);

        Assert.Equal(403, refusal?.Status);
        Assert.Contains("Access:WriteKeyHash", refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_another_machine_may_not_write()
    {
        HttpRequest request = TestRequests.Of("POST");
        request.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");

        Assert.Equal(403, Refusal(request)?.Status);
    }

    [Fact]
    public void A_foreign_name_that_resolves_to_this_machine_may_not_write()
    {
        HttpRequest request = TestRequests.Of("POST").With("Origin", "http://rebound.example:7071");
        request.Host = new HostString("rebound.example", 7071);

        Assert.Equal(403, Refusal(request)?.Status);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Origin", "https://localhost:7071.elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public void A_page_of_another_origin_may_not_write(string header, string value) =>
        Assert.Equal(403, Refusal(TestRequests.Of("POST").With(header, value))?.Status);

    [Theory]
    [InlineData("Origin", "http://localhost:7071")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public void A_page_of_our_own_may_write(string header, string value) =>
        Assert.Null(Refusal(TestRequests.Of("POST").With(header, value)));

    [Fact]
    public void A_sign_in_with_the_role_may_write_where_the_settings_trust_it() =>
        Assert.Null(Refusal(SignedIn("Archive.Write"), trustPlatformSignIn: true, onAzure: true));

    [Fact]
    public void A_sign_in_without_the_role_may_not_write() =>
        Assert.Equal(403, Refusal(SignedIn("Archive.Read"), trustPlatformSignIn: true, onAzure: true)?.Status);

    [Fact]
    public void A_sign_in_that_a_foreign_page_makes_use_of_may_not_write() =>
        Assert.Equal(
            403,
            Refusal(SignedIn("Archive.Write").With("Origin", "https://elsewhere.example"), trustPlatformSignIn: true, onAzure: true)?.Status);

    [Fact]
    public void A_sign_in_counts_for_nothing_unless_the_settings_trust_it()
    {
        Assert.Equal(403, Refusal(SignedIn("Archive.Write"), onAzure: true)?.Status);
        Assert.Equal(401, Refusal(SignedIn("Archive.Write"), KeyHash, onAzure: true)?.Status);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("bm8ganNvbg==")]
    [InlineData("W10=")]
    [InlineData("eyJjbGFpbXMiOjF9")]
    public void A_header_that_is_no_principal_is_not_let_in(string header) =>
        Assert.Equal(401, Refusal(TestRequests.Of("POST").With("x-ms-client-principal", header), trustPlatformSignIn: true)?.Status);

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF", true)]
    [InlineData("secret", false)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg", false)]
    public void A_setting_that_is_no_hash_stops_the_start(string? hash, bool legal) =>
        Assert.Equal(legal, new AccessOptionsValidator().Validate(null, new AccessOptions { WriteKeyHash = hash }).Succeeded);

    private static HttpRequest SignedIn(string role) => TestRequests.Of("POST").With(
        "x-ms-client-principal",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"auth_typ":"aad","claims":[{"typ":"name","val":"Archive.Write"},{"typ":"roles","val":"{{role}}"}]}""")));

    private static Problem? Refusal(HttpRequest request, string? keyHash = null, bool trustPlatformSignIn = false, bool onAzure = false) =>
        new WriteAccess(
            Options.Create(new AccessOptions { WriteKeyHash = keyHash, TrustPlatformSignIn = trustPlatformSignIn }),
            new RunningPlace(onAzure)).Refusal(request);
}
