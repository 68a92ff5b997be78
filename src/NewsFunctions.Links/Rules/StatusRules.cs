namespace NewsFunctions.Links.Rules;

/// <summary>What an HTTP status alone says (RFC 9110, and what servers do beside it).</summary>
internal static class StatusRules
{
    /// <summary>999 is not of any standard: some large sites answer it to clients they take for robots.</summary>
    public static bool IsBlocked(int status) => status is 401 or 402 or 403 or 407 or 429 or 451 or 999;

    /// <summary>An error that may be about the Range or the conditions of our request. Others are about who asks, how often, or the connection.</summary>
    public static bool MayBlameRange(int status) =>
        status >= 400 && status is not (401 or 402 or 407 or 408 or 421 or 425 or 429 or 451 or 503 or 999);

    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    public static bool IsPermanentRedirect(int status) => status is 301 or 308;
}
