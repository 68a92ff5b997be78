namespace NewsFunctions.Links.Vantages;

/// <summary>Another place to look from: one entry of <c>LinkChecks:Vantages</c>. Either a proxy or another deployment.</summary>
/// <remarks>Not a record: its text would have the secrets in it.</remarks>
public sealed class VantageOptions
{
    /// <summary>The name of the vantage in messages.</summary>
    internal const string NameRule = "1 to 32 characters of A-Z, a-z, 0-9, '.', '_' and '-'";

    /// <summary>How evidence names it.</summary>
    public string Name { get; set; } = "";

    /// <summary>An HTTP proxy, <c>http://[user:password@]host:port</c>, that lets us CONNECT to the ports of links.</summary>
    public string? Proxy { get; set; }

    /// <summary>The call <c>POST /api/vantage/checks</c> of another deployment, as its whole address.</summary>
    public string? CheckUrl { get; set; }

    /// <summary>A key of that deployment with the scope <c>write</c>.</summary>
    public string? Key { get; set; }

    /// <summary>Why the entry cannot be used; null where it can. Says nothing of the values, which may be secrets.</summary>
    internal string? Defect()
    {
        if (Name.Length is 0 or > 32 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            return $"Name must be {NameRule}";
        }

        return (Proxy, CheckUrl) switch
        {
            ({ Length: > 0 } proxy, null or "") => IsProxy(proxy) ? null : "Proxy must be http://[user:password@]host:port",
            (null or "", { Length: > 0 } url) => IsCall(url)
                ? null
                : "CheckUrl must be the https URL of POST /api/vantage/checks of another deployment, without a user (http on loopback alone)",
            _ => "either Proxy or CheckUrl must be given",
        };
    }

    private static bool IsProxy(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? proxy) && proxy.Scheme == Uri.UriSchemeHttp && proxy.PathAndQuery == "/" && proxy.Fragment.Length == 0;

    private static bool IsCall(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
