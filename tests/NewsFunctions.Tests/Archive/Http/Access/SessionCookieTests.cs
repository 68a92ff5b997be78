using System.Security.Cryptography;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;

namespace NewsFunctions.Tests.Archive.Http.Access;

public sealed class SessionCookieTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Editor = new(AccessScope.Write, "editor", AccessKey.HashOf("open sesame"));
    private static readonly byte[] SigningKey = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Cookie_round_trips()
    {
        SessionClaim? claim = SessionCookie.Read(SessionCookie.Write(Editor, End, SigningKey));

        Assert.Equal(("editor", End.ToUnixTimeSeconds()), (claim?.KeyName, claim?.EndSeconds));
        Assert.True(SessionCookie.IsSigned(claim!, Editor, SigningKey));
    }

    [Fact]
    public void Cookie_is_invalid_for_another_key_hash_scope_name_or_signing_key()
    {
        SessionClaim claim = SessionCookie.Read(SessionCookie.Write(Editor, End, SigningKey))!;

        Assert.False(SessionCookie.IsSigned(claim, Editor with { Hash = AccessKey.HashOf("a new key") }, SigningKey));
        Assert.False(SessionCookie.IsSigned(claim, Editor with { Scope = AccessScope.Read }, SigningKey));
        Assert.False(SessionCookie.IsSigned(claim, Editor with { Name = "writer" }, SigningKey));
        Assert.False(SessionCookie.IsSigned(claim, Editor, RandomNumberGenerator.GetBytes(32)));
    }

    [Fact]
    public void Cookie_with_a_forged_later_expiry_is_invalid()
    {
        string cookie = SessionCookie.Write(Editor, End, SigningKey);
        string seconds = cookie.Split('.')[1];

        SessionClaim claim = SessionCookie.Read(cookie.Replace(seconds, $"{long.Parse(seconds, null) + 1}", StringComparison.Ordinal))!;

        Assert.False(SessionCookie.IsSigned(claim, Editor, SigningKey));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("editor")]
    [InlineData("editor.1.00")]
    [InlineData("editor.-1.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("editor.99999999999999999999.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("edi tor.1.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("editor.1.zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("editor.1.0000000000000000000000000000000000000000000000000000000000000000.x")]
    public void Malformed_cookie_is_ignored(string? cookie) => Assert.Null(SessionCookie.Read(cookie));

    [Fact]
    public void New_key_is_long_random_and_URL_safe()
    {
        string key = AccessKey.NewText();

        Assert.Equal(43, key.Length);
        Assert.Equal(key, Uri.EscapeDataString(key));
        Assert.NotEqual(key, AccessKey.NewText());
    }
}
