using System.Reflection;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Tests.Archive.Api;

public sealed class ProblemsTests
{
    private static readonly IReadOnlyList<Problem> All =
    [
        Problems.InvalidRequest("limit", "Wrong."),
        Problems.InvalidContinuation(),
        Problems.BadRequest(400),
        Problems.Unauthorized("Send it.", signIn: null),
        Problems.Forbidden("No."),
        Problems.NotFound("Nothing."),
        Problems.Gone("Deleted."),
        Problems.DumpExists("a.txt", "/api/dumps/1"),
        Problems.BodyTooLarge(1, "Send less."),
        Problems.UnsupportedMediaType("Send JSON."),
        Problems.Busy(),
        Problems.Internal("trace"),
        Problems.Interrupted(),
        Problems.Maintenance(),
        Problems.NoSummary(),
        Problems.StorageUnavailable(),
    ];

    [Fact]
    public void Every_problem_is_in_the_documentation_with_its_status()
    {
        string page = Repository.Read("docs", "api.md");

        Assert.All(All, problem => Assert.Contains($"| `{problem.Type[Problems.TypePrefix.Length..]}` | {problem.Status} ", page, StringComparison.Ordinal));
    }

    [Fact]
    public void This_test_covers_every_problem()
    {
        int declared = typeof(Problems).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(Problem)).Select(method => method.Name).Distinct().Count();

        Assert.Equal(declared, All.Select(problem => problem.Type).Distinct().Count());
    }
}
