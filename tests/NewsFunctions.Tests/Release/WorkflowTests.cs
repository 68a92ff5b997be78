using System.Text.RegularExpressions;

namespace NewsFunctions.Tests.Release;

public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows { get; } =
        [.. Directory.GetFiles(Repository.PathOf(".github/workflows")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_by_commit(string workflow)
    {
        MatchCollection uses = Uses().Matches(Read(workflow));

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Matches("^[a-z-]+/[a-z-]+(/[a-z-]+)?@[0-9a-f]{40} # v[0-9.]+$", use.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Jobs_have_read_permission_unless_they_declare_more(string workflow) =>
        Assert.Contains("\npermissions:\n  contents: read\njobs:\n", Read(workflow), StringComparison.Ordinal);

    [Fact]
    public void Job_that_builds_a_release_may_not_write() =>
        Assert.DoesNotContain("write", Read("release.yml").Split("\n  release:\n")[0], StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Scripts_contain_no_event_expressions(string workflow) =>
        Assert.DoesNotMatch(@"run: .*\$\{\{", Read(workflow));

    private static string Read(string workflow) => File.ReadAllText(Repository.PathOf($".github/workflows/{workflow}"));

    [GeneratedRegex("uses: (.+)")]
    private static partial Regex Uses();
}
