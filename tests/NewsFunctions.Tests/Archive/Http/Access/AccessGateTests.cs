using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Http.Access;

namespace NewsFunctions.Tests.Archive.Http.Access;

public sealed class AccessGateTests
{
    private const string KeyHeader = "x-news-key";
    private const string Azure = "WEBSITE_SITE_NAME";

    private static readonly (string, string)[] Keys =
    [
        ("Access:Keys:Feed:reader", AccessKey.HashOf("feed me")),
        ("Access:Keys:Read:press", AccessKey.HashOf("old press")),
        ("Access:Keys:Read:press2", AccessKey.HashOf("new press")),
        ("Access:Keys:Write:editor", AccessKey.HashOf("open sesame").ToUpperInvariant()),
    ];

    [Theory]
    [InlineData("feed me", 0, 403, 403)]
    [InlineData("old press", 0, 0, 403)]
    [InlineData("new press", 0, 0, 403)]
    [InlineData("open sesame", 0, 0, 0)]
    [InlineData("open barley", 401, 401, 401)]
    [InlineData("", 401, 401, 401)]
    [InlineData(null, 401, 401, 401)]
    public async Task Key_grants_its_scope_and_lower_ones(string? key, int feed, int read, int write)
    {
        (string, string)[] settings = [(Azure, "func-news"), .. Keys];

        Assert.Equal(feed, await StatusAsync(WithKey("GET", key), AccessScope.Feed, settings));
        Assert.Equal(read, await StatusAsync(WithKey("GET", key), AccessScope.Read, settings));
        Assert.Equal(write, await StatusAsync(WithKey("POST", key), AccessScope.Write, settings));
    }

    [Fact]
    public async Task Call_is_logged_with_the_name_of_its_key_or_machine()
    {
        HttpRequest keyed = WithKey("POST", "open sesame");
        HttpRequest local = TestRequests.Of("POST");
        await RefusalAsync(keyed, AccessScope.Write, [(Azure, "func-news"), .. Keys]);
        await RefusalAsync(local, AccessScope.Write);

        Assert.Equal(("editor", "this machine"), (Caller.Of(keyed), Caller.Of(local)));
    }

    [Theory]
    [InlineData(AccessScope.Feed)]
    [InlineData(AccessScope.Read)]
    [InlineData(AccessScope.Write)]
    public async Task Without_keys_Azure_denies_every_call_and_names_the_setting(AccessScope needed)
    {
        Problem? refusal = await RefusalAsync(TestRequests.Of("GET"), needed, (Azure, "func-news"));

        Assert.Equal(401, refusal?.Status);
        Assert.Contains($"Access__Keys__{needed}__NAME", refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_feed_accepts_its_key_in_the_URL()
    {
        Assert.Equal(0, await StatusAsync(TestRequests.Get("?key=feed+me"), AccessScope.Feed, [(Azure, "a"), .. Keys]));
        Assert.Equal(401, await StatusAsync(TestRequests.Get("?key=another"), AccessScope.Feed, [(Azure, "a"), .. Keys]));
        Assert.Equal(401, await StatusAsync(TestRequests.Get("?key=old+press"), AccessScope.Read, [(Azure, "a"), .. Keys]));
        Assert.Equal(401, await StatusAsync(TestRequests.Get("?key=open+sesame"), AccessScope.Write, [(Azure, "a"), .. Keys]));
    }

    [Theory]
    [InlineData(AccessScope.Read)]
    [InlineData(AccessScope.Write)]
    public async Task Without_settings_this_machine_has_full_access(AccessScope needed) =>
        Assert.Equal(0, await StatusAsync(TestRequests.Of("POST"), needed));

    [Fact]
    public async Task With_keys_this_machine_needs_a_key_only_to_write()
    {
        Assert.Equal(0, await StatusAsync(TestRequests.Get(), AccessScope.Read, Keys));
        Assert.Equal(401, await StatusAsync(TestRequests.Of("POST"), AccessScope.Write, Keys));
    }

    [Theory]
    [InlineData(AccessScope.Read)]
    [InlineData(AccessScope.Write)]
    public async Task Setting_to_require_keys_applies_to_this_machine_too(AccessScope needed) =>
        Assert.Equal(401, await StatusAsync(TestRequests.Of("POST"), needed, ("Access:Read", "keys")));

    [Theory]
    [InlineData(AccessScope.Read)]
    [InlineData(AccessScope.Write)]
    public async Task Another_machine_needs_a_key(AccessScope needed)
    {
        HttpRequest request = TestRequests.Of("POST");
        request.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");

        Assert.Equal(401, await StatusAsync(request, needed));
    }

    [Fact]
    public async Task Foreign_host_name_that_resolves_to_this_machine_needs_a_key()
    {
        HttpRequest request = TestRequests.Get();
        request.Host = new HostString("rebound.example", 7071);

        Assert.Equal(401, await StatusAsync(request, AccessScope.Read));
        Assert.Equal(403, await StatusAsync(request.With("Origin", "http://rebound.example:8080"), AccessScope.Write));
    }

    [Fact]
    public async Task Open_archive_needs_a_key_only_to_write()
    {
        (string, string)[] settings = [(Azure, "a"), ("Access:Read", "Open"), .. Keys];

        Assert.Equal(0, await StatusAsync(TestRequests.Get(), AccessScope.Read, settings));
        Assert.Equal(0, await StatusAsync(TestRequests.Get(), AccessScope.Feed, settings));
        Assert.Equal(401, await StatusAsync(TestRequests.Of("POST"), AccessScope.Write, settings));
        Assert.Equal(0, await StatusAsync(WithKey("POST", "open sesame"), AccessScope.Write, settings));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "http://localhost:8080")]
    [InlineData("Origin", "https://localhost:7071.elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Page_of_another_origin_needs_a_key_to_write(string header, string value)
    {
        Assert.Equal(403, await StatusAsync(TestRequests.Of("POST").With(header, value), AccessScope.Write));
        Assert.Equal(0, await StatusAsync(WithKey("POST", "open sesame").With(header, value), AccessScope.Write, Keys));
    }

    [Theory]
    [InlineData("Origin", "http://localhost:7071")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task Page_of_our_own_origin_may_write(string header, string value) =>
        Assert.Equal(0, await StatusAsync(TestRequests.Of("POST").With(header, value), AccessScope.Write));

    [Theory]
    [InlineData("Archive.Write", "Keys", 0, 0)]
    [InlineData("Archive.Read", "Keys", 0, 403)]
    [InlineData("Other.Role", "Keys", 403, 403)]
    [InlineData("Other.Role", "SignIn", 0, 403)]
    public async Task Sign_in_has_the_scope_of_its_role(string role, string readAccess, int read, int write)
    {
        (string, string)[] settings = [(Azure, "a"), ("Access:Read", readAccess), ("Access:TrustPlatformSignIn", "true")];

        Assert.Equal(read, await StatusAsync(SignedIn("GET", role), AccessScope.Read, settings));
        Assert.Equal(write, await StatusAsync(SignedIn("POST", role), AccessScope.Write, settings));
    }

    [Fact]
    public async Task Sign_in_used_by_a_foreign_page_may_not_write() => Assert.Equal(
        403,
        await StatusAsync(
            SignedIn("POST", "Archive.Write").With("Origin", "https://elsewhere.example"), AccessScope.Write, (Azure, "a"), ("Access:TrustPlatformSignIn", "true")));

    [Theory]
    [InlineData(AccessScope.Read)]
    [InlineData(AccessScope.Write)]
    public async Task Sign_in_is_ignored_unless_the_settings_trust_it(AccessScope needed) =>
        Assert.Equal(401, await StatusAsync(SignedIn("GET", "Archive.Write"), needed, [(Azure, "a"), .. Keys]));

    /// <summary>The platform does not require sign-in for the feed's path, so anyone can send the header there.</summary>
    [Fact]
    public async Task Sign_in_is_ignored_on_a_feed() =>
        Assert.Equal(401, await StatusAsync(SignedIn("GET", "Archive.Write"), AccessScope.Feed, (Azure, "a"), ("Access:TrustPlatformSignIn", "true")));

    [Fact]
    public async Task Denial_mentions_sign_in_if_it_is_configured()
    {
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=/dashboard", (await RefusalAsync(
            TestRequests.Get(), AccessScope.Read, (Azure, "a"), ("Access:TrustPlatformSignIn", "true")))?.SignIn);
        Assert.Null((await RefusalAsync(TestRequests.Get(), AccessScope.Read, (Azure, "a")))?.SignIn);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("bm8ganNvbg==")]
    [InlineData("W10=")]
    [InlineData("eyJjbGFpbXMiOjF9")]
    public async Task Malformed_principal_header_is_rejected(string header) => Assert.Equal(
        401,
        await StatusAsync(TestRequests.Of("POST").With("x-ms-client-principal", header), AccessScope.Write, ("Access:TrustPlatformSignIn", "true")));

    [Theory]
    [InlineData("Access:Keys:Write:editor", "open sesame", "Access:Keys:Write:editor")]
    [InlineData("Access:Keys:Write:editor", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg", "64 hexadecimal digits")]
    [InlineData("Access:Keys:Admin:editor", "", "Feed, Read, Write")]
    [InlineData("Access:Keys:Write:the editor", "", "illegal name")]
    [InlineData("Access:Keys:Write", "open sesame", "Access:Keys:Write")]
    [InlineData("Access:Keys:Feed:EDITOR", "", "two keys with the name")]
    [InlineData("Access:WriteKeyHash", "", "WriteKeyHash")]
    [InlineData("Access:Read", "Nobody", "Keys, SignIn, Open")]
    [InlineData("Access:Read", "1", "Keys, SignIn, Open")]
    [InlineData("Access:Read", "SignIn", "Access:TrustPlatformSignIn")]
    public void Invalid_setting_fails_startup_and_is_named(string setting, string value, string named)
    {
        using ServiceProvider services = Services([("Access:Keys:Write:editor", ""), (setting, value)]);

        Exception e = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IOptions<AccessOptions>>().Value);
        Assert.True(e is OptionsValidationException or InvalidOperationException, e.ToString());
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", e.ToString(), StringComparison.Ordinal);
    }

    private static HttpRequest WithKey(string method, string? key) =>
        key is null ? TestRequests.Of(method) : TestRequests.Of(method).With(KeyHeader, key);

    private static HttpRequest SignedIn(string method, string role) => TestRequests.Of(method).With(
        "x-ms-client-principal",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"auth_typ":"aad","claims":[{"typ":"name","val":"Archive.Write"},{"typ":"roles","val":"{{role}}"}]}""")));

    /// <summary>Returns the status code of the denial, or 0 if the request is allowed.</summary>
    private static async Task<int> StatusAsync(HttpRequest request, AccessScope needed, params (string Key, string Value)[] settings) =>
        (await RefusalAsync(request, needed, settings))?.Status ?? 0;

    private static async Task<Problem?> RefusalAsync(HttpRequest request, AccessScope needed, params (string Key, string Value)[] settings)
    {
        using ServiceProvider services = Services(settings);
        return await services.GetRequiredService<AccessGate>().RefusalAsync(request, needed, TestContext.Current.CancellationToken);
    }

    private static ServiceProvider Services(IEnumerable<(string Key, string Value)> settings)
    {
        var values = new Dictionary<string, string?> { ["ArchiveStorage"] = "UseDevelopmentStorage=true" };
        foreach ((string key, string value) in settings)
        {
            values[key] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddSingleton(configuration).AddLogging().AddArchive(configuration).BuildServiceProvider();
    }
}
