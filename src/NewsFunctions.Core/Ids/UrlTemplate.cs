using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NewsFunctions.Core.Ids;

/// <summary>Represents a URL with one placeholder in its path: <c>https://media.example.org/original/{pic}</c>. A <c>{pic}</c> may follow the
/// host without a slash, since a <c>pic</c> begins with one.</summary>
/// <remarks>Values come from dumps and are untrusted: they can change neither scheme nor host, nor leave the template's folder.</remarks>
public sealed record UrlTemplate
{
    public const string Pic = "{pic}";
    public const string Id = "{id}";

    private const int MaxUrlLength = 8 * 1024;

    // RFC 3986 pchar without the percent sign; '/' divides segments.
    private static readonly SearchValues<byte> PathBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&()*+,;=:@/"u8);

    private readonly string _before;
    private readonly string _after;

    private UrlTemplate(string text, string before, string after, Uri sample)
    {
        Text = text;
        _before = before;
        _after = after;
        Host = sample.IdnHost;
        PathBefore = Uri.TryCreate(_before, UriKind.Absolute, out Uri? start) ? start.AbsolutePath : "/";
    }

    /// <summary>The template as configured.</summary>
    public string Text { get; }

    private string Host { get; }

    private string PathBefore { get; }

    /// <summary>Describes a valid template, for messages.</summary>
    public static string Rule(string placeholder) => $"an absolute http or https URL with {placeholder} once, in its path";

    /// <param name="placeholder"><see cref="Pic"/> or <see cref="Id"/>.</param>
    public static bool TryParse(string? text, string placeholder, [NotNullWhen(true)] out UrlTemplate? template)
    {
        template = null;
        if (text is null || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\'))
        {
            return false;
        }

        const string Sample = "0sample0";
        string[] parts = text.Split(placeholder);
        if (placeholder == Pic && IsOriginAlone(parts[0]))
        {
            parts[0] += '/';
        }

        if (parts.Length != 2
            || parts[0].AsSpan().ContainsAny("{}?#") || parts[1].AsSpan().ContainsAny("{}")
            || !HttpUrl.TryParse(parts[0] + Sample + parts[1], out Uri? sample)
            || !sample.AbsolutePath.Contains(Sample, StringComparison.Ordinal))
        {
            return false;
        }

        template = new UrlTemplate(text, parts[0], parts[1], sample);
        return true;
    }

    /// <summary>Returns the URL for a path or id, or null if none can be built safely (dot segments, control characters, or an empty
    /// value).</summary>
    public Uri? Fill(string value)
    {
        string path = _before.EndsWith('/') ? value.TrimStart('/') : value;
        if (path.Length == 0 || HasDotSegment(path) || HttpUrl.HasControl(path))
        {
            return null;
        }

        string url = _before + Escape(path, keepQuery: _after.Length == 0) + _after;
        return url.Length <= MaxUrlLength && HttpUrl.TryParse(url, out Uri? uri)
            && uri.IdnHost == Host && uri.AbsolutePath.StartsWith(PathBefore, StringComparison.Ordinal)
            ? uri
            : null;
    }

    /// <summary>Extracts the id from a URL made from this template. Anything after the id's segment is treated as a slug.</summary>
    public bool TryMatch(Uri uri, out ArticleId id)
    {
        id = default;
        return string.Equals(uri.IdnHost, Host, StringComparison.OrdinalIgnoreCase)
            && uri.AbsolutePath.StartsWith(PathBefore, StringComparison.Ordinal)
            && PageId.TryRead(uri.AbsolutePath.AsSpan(PathBefore.Length), out id);
    }

    /// <summary>Extracts the value from a URL made from this template, with a leading slash like a <c>pic</c>.</summary>
    public bool TryMatch(Uri uri, [NotNullWhen(true)] out string? value)
    {
        value = null;
        string url = uri.AbsoluteUri;
        string start = _before.TrimEnd('/') + "/";
        if (!url.StartsWith(start, StringComparison.OrdinalIgnoreCase) || !url.EndsWith(_after, StringComparison.Ordinal) || url.Length <= start.Length + _after.Length)
        {
            return false;
        }

        // The value from the dump may be escaped in the URL, or may have been escaped in the dump.
        string escaped = url[(start.Length - 1)..^_after.Length];
        value = ((string[])[escaped, Uri.UnescapeDataString(escaped)]).LastOrDefault(candidate => Fill(candidate)?.AbsoluteUri == url);
        return value is not null;
    }

    public override string ToString() => Text;

    /// <summary>Returns whether a path has a <c>.</c> or <c>..</c> segment, percent-encoded or not.</summary>
    internal static bool HasDotSegment(string path) =>
        Uri.UnescapeDataString(path).Split('/', '\\', '?').Any(segment => segment is "." or "..");

    /// <summary>Returns whether a text is only a scheme and a host, with or without a port.</summary>
    private static bool IsOriginAlone(string text) =>
        text.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && text.Length > scheme + 3 && text.IndexOf('/', scheme + 3) < 0;

    private static string Escape(string path, bool keepQuery)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        var escaped = new StringBuilder(bytes.Length + 16);
        bool inQuery = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte b = bytes[i];
            bool isEscape = b == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            bool beginsQuery = b == '?' && keepQuery && !inQuery;
            if (PathBytes.Contains(b) || isEscape || beginsQuery)
            {
                escaped.Append((char)b);
                inQuery |= beginsQuery;
            }
            else
            {
                escaped.Append('%').Append(Convert.ToHexString([b]));
            }
        }

        return escaped.ToString();
    }
}
