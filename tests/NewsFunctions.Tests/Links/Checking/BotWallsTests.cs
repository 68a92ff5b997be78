using System.Text;
using NewsFunctions.Links;

namespace NewsFunctions.Tests.Links;

public sealed class BotWallsTests
{
    [Theory]
    [InlineData("cf-mitigated", "challenge", "Cloudflare challenge")]
    [InlineData("x-amzn-waf-action", "captcha", "AWS WAF captcha")]
    [InlineData("cf-mitigated", "other", null)]
    [InlineData("server", "cloudflare", null)]
    public void Headers_name_the_wall(string header, string value, string? wall) =>
        Assert.Equal(wall, BotWalls.Detect(new Dictionary<string, string> { [header] = value }, null, []));

    [Theory]
    [InlineData("<html><script>window._cf_chl_opt={}</script>", "text/html", "Cloudflare challenge")]
    [InlineData("<html><script src='/cdn-cgi/challenge-platform/x.js'></script><p>News</p>", "text/html", null)]
    [InlineData("_cf_chl_opt", null, null)]
    public void A_page_is_a_wall_only_by_marks_that_pages_behind_it_do_not_carry(string body, string? sniffed, string? wall) =>
        Assert.Equal(wall, BotWalls.Detect(new Dictionary<string, string>(), sniffed, Encoding.UTF8.GetBytes(body)));
}
