using System.Text;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Rules;

public sealed class BotWallsTests
{
    [Theory]
    [InlineData("cf-mitigated", "challenge", "Cloudflare challenge")]
    [InlineData("x-amzn-waf-action", "captcha", "AWS WAF captcha")]
    [InlineData("x-datadome", "blocked", "DataDome challenge")]
    [InlineData("x-datadome", "protected", null)]
    [InlineData("cf-mitigated", "other", null)]
    [InlineData("server", "cloudflare", null)]
    public void Headers_name_the_wall(string header, string value, string? wall) =>
        Assert.Equal(wall, BotWalls.Detect(new Dictionary<string, string> { [header] = value }, null, []));

    [Theory]
    [InlineData("<html><script>window._cf_chl_opt={}</script>", "text/html", "Cloudflare challenge")]
    [InlineData("<html><script src='/cdn-cgi/challenge-platform/x.js'></script><p>News</p>", "text/html", null)]
    [InlineData("<HTML><TITLE>Access Denied</TITLE>Reference&#32;&#35;18&#46;4a2c", "text/html", "Akamai block")]
    [InlineData("<html><h1>Access Denied</h1><p>The minister was denied access. Reference #18", "text/html", null)]
    [InlineData("<html><script src='https://js.datadome.co/tags.js'></script><p>News", "text/html", null)]
    [InlineData("<html><iframe src='https://geo.captcha-delivery.com/captcha/?cid=1'></iframe>", "text/html", "DataDome challenge")]
    [InlineData("<html><div id=\"px-captcha\"></div>", "text/html", "PerimeterX challenge")]
    [InlineData("<html><script>window._pxAppId='PX1'</script><p>News", "text/html", null)]
    [InlineData("<!DOCTYPE html><title>DDoS-Guard</title>", "text/html", "DDoS-Guard challenge")]
    [InlineData("<html><script>document.cookie='__arcsjs='+x</script>", "text/html", "ArvanCloud challenge")]
    [InlineData("<html><p>Request unsuccessful. Incapsula incident ID: 1", "text/html", "Imperva block")]
    [InlineData("_cf_chl_opt", null, null)]
    public void Page_is_a_wall_only_with_wall_markers(string body, string? sniffed, string? wall) =>
        Assert.Equal(wall, BotWalls.Detect(new Dictionary<string, string>(), sniffed, Encoding.UTF8.GetBytes(body)));
}
