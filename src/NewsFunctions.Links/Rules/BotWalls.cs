namespace NewsFunctions.Links.Rules;

/// <summary>Pages that services put between a site and what they take for robots, by marks that ordinary pages behind them do not carry.</summary>
internal static class BotWalls
{
    private static readonly (string Header, string Value, string Wall)[] HeaderMarks =
    [
        ("cf-mitigated", "challenge", "Cloudflare challenge"),
        ("x-amzn-waf-action", "challenge", "AWS WAF challenge"),
        ("x-amzn-waf-action", "captcha", "AWS WAF captcha"),
        ("x-datadome", "blocked", "DataDome challenge"),
    ];

    // Not "/cdn-cgi/challenge-platform/", "_Incapsula_Resource", "js.datadome.co" or "_pxAppId" alone: such scripts are added to pages
    // that are let through. Akamai writes its signs as entities, which no page that people write does.
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

    /// <summary>The name of the wall; null where none is recognised.</summary>
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
