namespace NewsFunctions.Links.Rules;

/// <summary>Detects pages that services show to suspected robots, by marks that the pages behind them do not have.</summary>
internal static class BotWalls
{
    private static readonly (string Header, string Value, string Wall)[] HeaderMarks =
    [
        ("cf-mitigated", "challenge", "Cloudflare challenge"),
        ("x-amzn-waf-action", "challenge", "AWS WAF challenge"),
        ("x-amzn-waf-action", "captcha", "AWS WAF captcha"),
        ("x-datadome", "blocked", "DataDome challenge"),
    ];

    // "/cdn-cgi/challenge-platform/", "_Incapsula_Resource", "js.datadome.co" and "_pxAppId" alone do not count: such scripts are also on
    // pages that are let through. Akamai writes characters as entities, which no page written by people does.
    private static readonly (byte[] Mark, string Wall)[] BodyMarks =
    [
        ("_cf_chl_opt"u8.ToArray(), "Cloudflare challenge"),
        ("id=\"main-iframe\" src=\"/_Incapsula_Resource"u8.ToArray(), "Imperva challenge"),
        ("Request unsuccessful. Incapsula incident ID"u8.ToArray(), "Imperva block"),
        ("Reference&#32;&#35;"u8.ToArray(), "Akamai block"),
        ("captcha-delivery.com/captcha/"u8.ToArray(), "DataDome challenge"),
        ("'host':'geo.captcha-delivery.com'"u8.ToArray(), "DataDome challenge"),
        ("id=\"px-captcha\""u8.ToArray(), "PerimeterX challenge"),
        ("window._pxBlockedUrl"u8.ToArray(), "PerimeterX challenge"),
        ("<title>DDoS-Guard</title>"u8.ToArray(), "DDoS-Guard challenge"),
        ("<title>Sucuri WebSite Firewall"u8.ToArray(), "Sucuri block"),
        ("sucuri_cloudproxy_js"u8.ToArray(), "Sucuri challenge"),
        ("__arcsjs"u8.ToArray(), "ArvanCloud challenge"),
        ("window.gokuProps"u8.ToArray(), "AWS WAF challenge"),
    ];

    /// <summary>Returns the name of the bot wall, or null if none is recognised.</summary>
    public static string? Detect(IReadOnlyDictionary<string, string> headers, string? sniffedType, ReadOnlySpan<byte> body)
    {
        foreach ((string header, string value, string wall) in HeaderMarks)
        {
            if (headers.TryGetValue(header, out string? sent) && sent.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return wall;
            }
        }

        if (sniffedType != "text/html")
        {
            return null;
        }

        foreach ((byte[] mark, string wall) in BodyMarks)
        {
            if (body.IndexOf(mark) >= 0)
            {
                return wall;
            }
        }

        return null;
    }
}
