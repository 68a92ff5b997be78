using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>One line of docs/bypasses.md.</summary>
/// <param name="Written">The URL as written on the page.</param>
/// <param name="Addresses">The addresses that its host name resolves to. Empty for a public address.</param>
public sealed partial record Bypass(string Group, string Written, FailureKind Kind, IReadOnlyList<string> Addresses)
{
    /// <summary>All lines of the page, in order.</summary>
    public static IReadOnlyList<Bypass> All { get; } = [.. Read()];

    public string Url => Times().Replace(
        Escapes().Replace(Written, escape => escape.Value[1] switch
        {
            't' => "\t",
            'r' => "\r",
            'n' => "\n",
            '0' => "\0",
            'u' => ((char)int.Parse(escape.Value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
            _ => "\\",
        }),
        times => new string('a', int.Parse(times.Groups[1].Value, CultureInfo.InvariantCulture)));

    public IPAddress[] Resolved => Addresses.Count == 0 ? [StubNetwork.PublicAddress] : [.. Addresses.Select(IPAddress.Parse)];

    public override string ToString() => Written;

    private static IEnumerable<Bypass> Read()
    {
        string group = "";
        foreach (string line in Repository.Read("docs", "bypasses.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                group = line[3..];
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                yield return new Bypass(
                    group,
                    row.Groups[1].Value,
                    Enum.Parse<FailureKind>(row.Groups[2].Value),
                    group == "Names" ? row.Groups[3].Value.Split(' ') : []);
            }
        }
    }

    [GeneratedRegex(@"^\| `(.+)` \| (\w+) \| (?:(.+) )?\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\\(?:[trn0\\]|u[0-9a-f]{4})")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"a\{(\d+)\}")]
    private static partial Regex Times();
}
