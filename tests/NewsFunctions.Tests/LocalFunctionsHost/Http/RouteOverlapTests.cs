using LocalFunctionsHost.Http;

namespace NewsFunctions.Tests.LocalFunctionsHost.Http;

public sealed class RouteOverlapTests
{
    [Theory]
    [InlineData("api/articles", "API/Articles")]
    [InlineData("api/articles/{id}", "api/articles/latest")]
    [InlineData("api/{what}/{id}", "api/links/{site}")]
    [InlineData("api/articles/{id?}", "api/articles")]
    [InlineData("api/articles/{id=1}", "api/articles")]
    [InlineData("assets/{*path}", "assets")]
    [InlineData("assets/{*path}", "assets/a/b")]
    [InlineData("{*path}", "api/{id:int}")]
    [InlineData("{root:regex(^$)?}", "{*path}")]
    [InlineData("{a:int}", "{b:long}")]
    [InlineData("{a:int}", "17")]
    [InlineData("files/{name}.{ext}", "files/a.txt")]
    [InlineData("files/{name}.{ext?}", "files/readme")]
    [InlineData("{a:regex(^x)}", "xyz")]
    public void Some_path_matches_both(string one, string other)
    {
        Assert.True(RouteOverlap.Exists(one, other));
        Assert.True(RouteOverlap.Exists(other, one));
    }

    [Theory]
    [InlineData("api/articles", "api/links")]
    [InlineData("api/articles/{id}", "api/articles")]
    [InlineData("api/articles/{id}", "api/articles/{id}/checks")]
    [InlineData("api/links/{site}/{id}", "api/links/{site}/{id}/checks")]
    [InlineData("{root:regex(^$)?}", "dashboard")]
    [InlineData("{root:regex(^$)?}", "{id}")]
    [InlineData("assets/{*path}", "api/{id}")]
    [InlineData("{a:int}", "x")]
    [InlineData("{a:int}", "{b:alpha}")]
    [InlineData("files/{name}.{ext}", "files/readme")]
    [InlineData("{a:regex(^x)}", "abc")]
    public void No_path_matches_both(string one, string other)
    {
        Assert.False(RouteOverlap.Exists(one, other));
        Assert.False(RouteOverlap.Exists(other, one));
    }
}
