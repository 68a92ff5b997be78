using System.Text;

namespace NewsFunctions.Links;

/// <summary>Pages that services put between a site and what they take for robots, by marks that ordinary pages behind them do not carry.</summary>
internal static class BotWalls
{
    private static readonly (string Header, string Value, string Wall)[] HeaderMarks =
    [
        ("cf-mitigated", "challenge", "Cloudflare challenge"),
        ("x-amzn-waf-action", "challenge", "AWS WAF challenge"),
        ("x-amzn-waf-action", "captcha", "AWS WAF captcha"),
    ];

    // Not "/cdn-cgi/challenge-platform/" or "_Incapsula_Resource" alone: such scripts are added to pages that are let through.
    private static readonly (string Mark, string Wall)[] BodyMarks =
    [
        ("_cf_chl_opt", "Cloudflare challenge"),
        ("id=\"main-iframe\" src=\"/_Incapsula_Resource", "Imperva challenge"),
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

        string text = Encoding.Latin1.GetString(body);
        return BodyMarks.FirstOrDefault(mark => text.Contains(mark.Mark, StringComparison.Ordinal)).Wall;
    }
}
