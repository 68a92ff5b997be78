using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Archive.Api;

public sealed class RecheckBodyTests
{
    [Fact]
    public void Links_can_be_selected_by_kind_and_state()
    {
        RecheckBody body = Parse("""{"site":"alalam","kind":"image","state":"Dead"}""");

        Assert.True(body.TryRead(out string? site, out IReadOnlyList<LinkId>? links, out _));
        Assert.Equal(("alalam", LinkKind.Image, LinkState.Dead, null), (site, body.Kind, body.State, links));
    }

    [Fact]
    public void Link_named_twice_is_rechecked_once()
    {
        Assert.True(Parse("""{"site":"alalam","linkIds":["p1","p1","p2"]}""").TryRead(out _, out IReadOnlyList<LinkId>? links, out _));

        Assert.Equal(["p1", "p2"], links!.Select(link => link.Value));
    }

    [Theory]
    [InlineData("""{"linkIds":["p1"]}""", "site")]
    [InlineData("""{"site":"Al Alam"}""", "site")]
    [InlineData("""{"site":"alalam","linkIds":[]}""", "linkIds")]
    [InlineData("""{"site":"alalam","linkIds":["x"]}""", "linkIds")]
    [InlineData("""{"site":"alalam","linkIds":[null]}""", "linkIds")]
    [InlineData("""{"site":"alalam","linkIds":["p1"],"kind":"page"}""", "linkIds")]
    public void Body_without_any_links_is_rejected(string json, string member)
    {
        Assert.False(Parse(json).TryRead(out _, out _, out Problem? problem));

        Assert.Equal([member], problem.Errors!.Keys);
    }

    [Fact]
    public void More_than_100_links_are_rejected()
    {
        var body = new RecheckBody { Site = "alalam", LinkIds = [.. Enumerable.Range(1, 101).Select(number => $"p{number}")] };

        Assert.False(body.TryRead(out _, out _, out _));
    }

    [Theory]
    [InlineData("""{"site":"alalam","state":3}""")]
    [InlineData("""{"site":"alalam","kind":"picture"}""")]
    [InlineData("""{"site":"alalam","sates":"Dead"}""")]
    [InlineData("""["alalam"]""")]
    public void Body_of_another_shape_is_not_a_request(string json) => Assert.Throws<JsonException>(() => Parse(json));

    private static RecheckBody Parse(string json) => JsonSerializer.Deserialize(json, ApiJson.Web.RecheckBody)!;
}
