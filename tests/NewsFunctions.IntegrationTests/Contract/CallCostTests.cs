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
    public async Task Call_asks_the_storage_for_what_the_table_says(string call)
    {
        // The first call of a worker may look up data that later calls have cached.
        await Api.CountAsync(HttpMethod.Get, call);

        Assert.Equal(Costs[call], await Api.CountAsync(HttpMethod.Get, call));
    }

    [Theory]
    [MemberData(nameof(CallsWithHead))]
    public async Task HEAD_asks_for_what_GET_does_where_nothing_else_is_said(string call)
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
