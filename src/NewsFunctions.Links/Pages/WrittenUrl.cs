using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Pages;

/// <summary>Parses URLs as written in dumps and redirects. URLs that parsers read differently are refused: most bypasses of an address guard
/// start with a filter and a client that see different hosts (docs/bypasses.md).</summary>
internal static class WrittenUrl
{
    // Far more than servers accept, but a redirect may be as long as its header.
    private const int MaxUrlLength = 8 * 1024;

    /// <param name="basis">The base for relative references; null if only absolute URLs are allowed.</param>
    /// <param name="url">The URL, not yet checked by the <c>AddressGuard</c>.</param>
    /// <param name="refused">The reason why it is refused.</param>
    public static bool TryRead(string text, Uri? basis, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out FailureFacts? refused)
    {
        url = null;
        refused = Refusal(text, basis is null);
        if (refused is not null)
        {
            return false;
        }

        _ = basis is null ? Uri.TryCreate(text, UriKind.Absolute, out Uri? read) : Uri.TryCreate(basis, text, out read);
        if (read is not null && HttpUrl.HasReadableHost(read))
        {
            url = read;
            return true;
        }

        refused = Refused(FailureKind.BadUrl, "It is not a valid URL.");
        return false;
    }

    private static FailureFacts? Refusal(string text, bool absolute)
    {
        if (text.Length > MaxUrlLength)
        {
            return Refused(FailureKind.BadUrl, $"The URL is longer than {MaxUrlLength} characters.");
        }

        if (HttpUrl.HasControl(text) || text.Contains('\\', StringComparison.Ordinal))
        {
            return Refused(FailureKind.BadUrl, "The URL has control characters or backslashes, which parsers read differently.");
        }

        bool hasScheme = HttpUrl.HasScheme(text);
        string scheme = hasScheme ? text[..text.IndexOf(':', StringComparison.Ordinal)] : "";
        if (hasScheme && !IsHttp(scheme))
        {
            return Refused(FailureKind.UnsupportedScheme, $"The scheme {scheme} is neither http nor https.");
        }

        // Uri treats "/x" as an absolute file path.
        if (!hasScheme && absolute)
        {
            return Refused(FailureKind.BadUrl, "It is neither an absolute URL nor a path that a template of its site takes.");
        }

        ReadOnlySpan<char> rest = hasScheme ? text.AsSpan(scheme.Length + 1) : text;
        bool namesHost = rest.StartsWith("//");
        if ((hasScheme && !namesHost) || rest.StartsWith("///"))
        {
            return Refused(FailureKind.BadUrl, "The URL has no host.");
        }

        return namesHost && HttpUrl.NamesUser(text) ? Refused(FailureKind.CredentialsInUrl, "The URL carries credentials.") : null;
    }

    private static bool IsHttp(string scheme) =>
        scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    private static FailureFacts Refused(FailureKind kind, string detail) =>
        new() { Stage = FailureStage.Policy, Kind = kind, Detail = detail };
}
