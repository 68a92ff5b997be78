using System.Text;
using System.Text.RegularExpressions;
using LocalFunctionsHost.Settings;

namespace LocalFunctionsHost.Discovery;

/// <summary>Parses a trigger's <c>container/pattern</c>. <c>{x}</c> captures, <c>{{</c> and <c>}}</c> are braces, no pattern means all.</summary>
internal sealed record BlobPath
{
    public required string Container { get; init; }

    /// <summary>The text that every matching name begins with.</summary>
    public required string Prefix { get; init; }

    public required Regex Pattern { get; init; }

    public static BlobPath Parse(string path)
    {
        (string? container, string? rest) = path.Split('/', 2) is [var c, var r] ? (c, r) : (path, "{name}");
        if (container.Contains('{', StringComparison.Ordinal))
        {
            throw new LocalHostException($"The container of {path} cannot be a pattern.");
        }
        (StringBuilder? pattern, string? prefix) = (new StringBuilder("^"), (string?)null);
        var literal = new StringBuilder();
        for (int i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '{' && !rest.AsSpan(i).StartsWith("{{"))
            {
                int end = rest.IndexOf('}', i);
                prefix ??= literal.ToString();
                pattern.Append(Regex.Escape(literal.ToString())).Append("(?<").Append(rest, i + 1, end - i - 1).Append(">.+)");
                literal.Clear();
                i = end;
                continue;
            }
            i += rest[i] is '{' or '}' ? 1 : 0;
            literal.Append(rest[i]);
        }
        pattern.Append(Regex.Escape(literal.ToString())).Append('$');
        return new BlobPath
        {
            Container = container,
            Prefix = prefix ?? literal.ToString(),
            Pattern = new Regex(pattern.ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant),
        };
    }

    /// <summary>Returns what the pattern captures of <c>container/name</c>; null where it does not match.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path) =>
        path.StartsWith($"{Container}/", StringComparison.Ordinal) && Pattern.Match(path[(Container.Length + 1)..]) is { Success: true } match
            ? match.Groups.Cast<Group>().Skip(1).ToDictionary(g => g.Name, g => g.Value, StringComparer.OrdinalIgnoreCase)
            : null;
}
