namespace NewsFunctions.Links.Rules;

/// <summary>Interprets an HTTP status by itself (RFC 9110 and common practice).</summary>
internal static class StatusRules
{
    /// <summary>Returns whether the status means blocked. 999 is not standardised: some large sites send it to suspected robots.</summary>
    public static bool IsBlocked(int status) => status is 401 or 402 or 403 or 407 or 429 or 451 or 999;

    /// <summary>Returns whether the error may be caused by Range or conditions. Other errors concern the client, its rate, or the
    /// connection.</summary>
    public static bool MayBlameRange(int status) =>
        status >= 400 && status is not (401 or 402 or 407 or 408 or 421 or 425 or 429 or 451 or 503 or 999);

    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    public static bool IsPermanentRedirect(int status) => status is 301 or 308;
}
