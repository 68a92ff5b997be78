using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.Links;

namespace NewsFunctions.Tests.Links;

/// <summary>docs/verdicts.md says what the code does.</summary>
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
    public void The_page_lists_every_obstacle_to_judging_again() =>
        Assert.All(Enum.GetValues<RejudgementObstacle>(), obstacle => Assert.Contains($"| `{obstacle}` | ", Page(), StringComparison.Ordinal));

    private static string Page() => Repository.Read("docs", "verdicts.md");

    [GeneratedRegex(@"^\| `(\w+)` \| (\w+) \| \S.{10,} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
