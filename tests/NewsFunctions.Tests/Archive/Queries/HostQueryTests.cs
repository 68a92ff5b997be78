using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Tests.Archive.Queries;

public sealed class HostQueryTests
{
    [Theory]
    [InlineData("media.example", "https://media.example/a.jpg", true)]
    [InlineData("MEDIA.example", "https://media.example:8443/a.jpg", true)]
    [InlineData("media.example:8443", "https://media.example:8443/a.jpg", true)]
    [InlineData("media.example:443", "https://media.example/a.jpg", true)]
    [InlineData("media.example:80", "https://media.example/a.jpg", false)]
    [InlineData("media.example", "https://other.example/a.jpg", false)]
    [InlineData("[::1]:8080", "http://[::1]:8080/a.jpg", true)]
    [InlineData("media.example", "not a URL", false)]
    public void Location_matches_only_its_own_host(string host, string location, bool isOn)
    {
        Assert.True(HostQuery.TryParse(host, out HostQuery? query));
        Assert.Equal(isOn, query.Has(location));
    }

    [Theory]
    [InlineData("https://media.example")]
    [InlineData("media.example/path")]
    [InlineData("media.example:")]
    [InlineData("media.example:-1")]
    [InlineData(":80")]
    public void Malformed_host_is_rejected(string text) => Assert.False(HostQuery.TryParse(text, out _));
}
