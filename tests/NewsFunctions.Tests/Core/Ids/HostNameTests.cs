using NewsFunctions.Core.Ids;

namespace NewsFunctions.Tests.Core.Ids;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("https://media.example/2016/03/07/a.jpg", "media.example")]
    [InlineData("https://MEDIA.example/a.jpg", "media.example")]
    [InlineData("https://media.example:443/a.jpg", "media.example")]
    [InlineData("http://media.example:443/a.jpg", "media.example:443")]
    [InlineData("http://media.example", "media.example")]
    [InlineData("http://media.example?a=/b", "media.example")]
    [InlineData("http://127.1:8080/a.jpg", "127.0.0.1:8080")]
    [InlineData("http://[::1]:81/a.jpg", "[::1]:81")]
    [InlineData("http://[2001:DB8::1]/a.jpg", "[2001:db8::1]")]
    [InlineData("http://bücher.example/a.jpg", "xn--bcher-kva.example")]
    [InlineData("http://user@media.example/a.jpg", "media.example")]
    [InlineData("http://media.example:99999/a.jpg", null)]
    [InlineData("http:///a.jpg", null)]
    [InlineData("/2016/03/07/a.jpg", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Host_name_is_the_same_on_every_lookup(string? location, string? name)
    {
        // The second lookup may come from the cache, and so may one with another path.
        Assert.Equal(name, Named(location));
        Assert.Equal(name, Named(location));
        Assert.Equal(name, Named(location?.Replace("a.jpg", "b/c.jpg?d=https://other.example/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Hosts_beyond_the_cache_are_still_named() => Assert.All(
        Enumerable.Range(0, 3000),
        number => Assert.Equal($"{number % 1500}.example", HostName.TryOf($"https://{number % 1500}.example/a.jpg")));

    // Uri reads an absolute path as a file URL with an empty host.
    private static string? Named(string? location) => HostName.TryOf(location) is { Length: > 0 } name ? name : null;
}
