using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Compares docs/verdicts.md with the code.</summary>
public sealed partial class VerdictsPageTests
{
    [Fact]
    public void The_page_lists_every_verdict_in_order_with_its_effect()
    {
        string[] documented = [.. Row().Matches(Page()).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")];

        Assert.Equal(Enum.GetValues<Verdict>().Select(verdict => $"{verdict} {VerdictEffects.Of(verdict)}"), documented);
    }

    [Fact]
    public void The_page_names_the_version_of_the_rules() =>
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Rules version: {VerdictRules.Version}\n"), Page(), StringComparison.Ordinal);

    [Fact]
    public void The_page_lists_every_obstacle_to_rejudgement() =>
        Assert.All(Enum.GetValues<RejudgementObstacle>(), obstacle => Assert.Contains($"| `{obstacle}` | ", Page(), StringComparison.Ordinal));

    [Fact]
    public void Every_worked_example_is_judged_and_rejudged_as_documented()
    {
        Dictionary<string, string> documented = Examples().ToDictionary(
            example => example.Groups[1].Value, example => $"{example.Groups[2].Value}: {example.Groups[3].Value}");

        Assert.Equal(VerdictExamples.All.Select(example => KeyValuePair.Create(example.Key, Judged(example.Value.Kind, example.Value.Facts))).Order(ByKey), documented.Order(ByKey));
        Assert.All(VerdictExamples.All.Values, example => Assert.Equal(
            Judged(example.Kind, example.Facts),
            Judged(example.Kind, Evidence.Read(Evidence.Of(example.Facts, example.Facts.Locations[0].Location)))));
    }

    [Fact]
    public void Every_verdict_has_a_worked_example() =>
        Assert.Equal(
            Enum.GetValues<Verdict>().Select(verdict => verdict.ToString()).Order(StringComparer.Ordinal),
            Examples().Select(example => example.Groups[3].Value).Distinct().Order(StringComparer.Ordinal));

    private static readonly Comparer<KeyValuePair<string, string>> ByKey =
        Comparer<KeyValuePair<string, string>>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

    private static string Judged(LinkKind kind, LinkFacts facts) => $"{LinkKinds.Name(kind)}: {VerdictRules.Judge(kind, facts).Verdict}";

    private static MatchCollection Examples() => Example().Matches(Page());

    private static string Page() => Repository.Read("docs", "verdicts.md");

    [GeneratedRegex(@"^\| `(\w+)` \| ([A-Z]\w+) \| \S.{10,} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (\w+) \| \S.+ \| `(\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
