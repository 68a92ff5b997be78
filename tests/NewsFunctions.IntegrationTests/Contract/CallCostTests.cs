using System.Text.RegularExpressions;
using NewsFunctions.IntegrationTests.Api;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>
/// Compares the storage operations of each call with the table "What each call reads" in docs/questions.md.
/// </summary>
public sealed partial class CallCostTests(CountedArchive api) : ApiTests<CountedArchive>(api), IClassFixture<CountedArchive>
{
    private static readonly Dictionary<string, string> Costs = Row().Matches(Repository.Read("docs", "questions.md"))
        .ToDictionary(row => row.Groups["call"].Value, row => row.Groups["cost"].Value);

    public static TheoryData<string> Calls => [.. Costs.Keys];

    public static TheoryData<string> CallsWithHead =>
        [.. Costs.Keys.Where(call => OpenApiFile.Operations.Any(operation => operation.Method == "HEAD" && IsOf(call, operation)))];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_makes_the_documented_storage_operations(string call)
    {
        // The first call of a worker may look up data that later calls have cached.
        await Api.CountAsync(HttpMethod.Get, call);

        Assert.Equal(Costs[call], await Api.CountAsync(HttpMethod.Get, call));
    }

    [Theory]
    [MemberData(nameof(CallsWithHead))]
    public async Task HEAD_costs_the_same_as_GET_unless_documented_otherwise(string call)
    {
        string expected = call switch
        {
            "/api/captures/{sha256}" => "2 blob of captures",
            "/api/report" => "1 Events, 1 blob of reports",
            _ when call.StartsWith("/api/export/", StringComparison.Ordinal) => "none",
            _ => Costs[call],
        };
        await Api.CountAsync(HttpMethod.Head, call);

        Assert.Equal(expected, await Api.CountAsync(HttpMethod.Head, call));
    }

    [Fact]
    public void Every_operation_that_reads_has_a_row() => Assert.Empty(OpenApiFile.Operations
        .Where(operation => operation.Method == "GET" && !Costs.Keys.Any(call => IsOf(call, operation)))
        .Select(operation => operation.Id));

    private static bool IsOf(string call, DocumentedOperation operation) => call.Split('?')[0] == operation.Path;

    [GeneratedRegex(@"(?m)^\| `GET (?<call>[^`]+)` \| (?<cost>[^|]+?) \| [^|\n]+ \|\r?$")]
    private static partial Regex Row();
}
