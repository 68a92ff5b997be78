namespace NewsFunctions.Links.Vantages;

/// <summary>Configures another place to check from: one entry of <c>LinkChecks:Vantages</c>, either a proxy or another deployment.</summary>
/// <remarks>It is not a record, because its text would contain the secrets.</remarks>
public sealed class VantageOptions
{
    /// <summary>Describes a valid name, for messages.</summary>
    internal const string NameRule = "1 to 32 characters of A-Z, a-z, 0-9, '.', '_' and '-'";

    /// <summary>The name of the vantage in the evidence.</summary>
    public string Name { get; set; } = "";

    /// <summary>An HTTP proxy, <c>http://[user:password@]host:port</c>, that allows CONNECT to the ports of links.</summary>
    public string? Proxy { get; set; }

    /// <summary>The full URL of <c>POST /api/vantage/checks</c> of another deployment.</summary>
    public string? CheckUrl { get; set; }

    /// <summary>A key of that deployment with the scope <c>write</c>.</summary>
    public string? Key { get; set; }

    /// <summary>Returns why the entry cannot be used, or null if it can. It does not mention the values, which may be secrets.</summary>
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
