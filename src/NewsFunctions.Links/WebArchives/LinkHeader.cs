namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds one link of a <c>Link</c> header (RFC 8288).</summary>
/// <param name="Relations">The relations in lower case.</param>
/// <param name="DateTime">The attribute <c>datetime</c> of RFC 7089; null without one.</param>
internal sealed record LinkHeader(string Target, IReadOnlyList<string> Relations, DateTimeOffset? DateTime)
{
    // Lists of mementos come as documents; a header with more links is not meant to be read.
    private const int Most = 1_000;

    /// <summary>Parses all links up to the first invalid one, in linear time.</summary>
    public static IReadOnlyList<LinkHeader> Parse(string? header)
    {
        List<LinkHeader> links = [];
        ReadOnlySpan<char> rest = header;
        while (links.Count < Most)
        {
            rest = rest.TrimStart(" \t,");
            int end = rest.IndexOf('>');
            if (rest.Length == 0 || rest[0] != '<' || end < 0)
            {
                return links;
            }

            string target = rest[1..end].Trim().ToString();
            rest = rest[(end + 1)..];
            string relations = "";
            string? datetime = null;
            while (TryReadAttribute(ref rest, out string name, out string value))
            {
                // The first of each attribute counts (RFC 8288 section 3.3).
                relations = name == "rel" && relations.Length == 0 ? value : relations;
                datetime ??= name == "datetime" ? value : null;
            }

            links.Add(new LinkHeader(target, relations.ToLowerInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), WebArchiveTime.ParseHttp(datetime)));
        }

        return links;
    }

    private static bool TryReadAttribute(ref ReadOnlySpan<char> rest, out string name, out string value)
    {
        name = "";
        value = "";
        rest = rest.TrimStart(" \t");
        if (rest.Length == 0 || rest[0] != ';')
        {
            return false;
        }

        rest = rest[1..].TrimStart(" \t");
        int length = rest.IndexOfAny("=;,");
        name = rest[..(length < 0 ? rest.Length : length)].Trim().ToString().ToLowerInvariant();
        rest = length < 0 ? [] : rest[length..];
        if (rest.Length == 0 || rest[0] != '=')
        {
            return true;
        }

        rest = rest[1..].TrimStart(" \t");
        value = rest.Length > 0 && rest[0] == '"' ? Quoted(ref rest) : Token(ref rest);
        return true;
    }

    private static string Token(ref ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAny(";,");
        ReadOnlySpan<char> token = length < 0 ? rest : rest[..length];
        rest = rest[token.Length..];
        return token.Trim().ToString();
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var text = new System.Text.StringBuilder();
        for (int at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '"')
            {
                rest = rest[(at + 1)..];
                return text.ToString();
            }

            at += rest[at] == '\\' && at + 1 < rest.Length ? 1 : 0;
            text.Append(rest[at]);
        }

        rest = [];
        return text.ToString();
    }
}
