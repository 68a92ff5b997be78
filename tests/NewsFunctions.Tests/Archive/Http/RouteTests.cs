using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Template;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.Tests.Archive.Http;

/// <summary>Checks that routes do not overlap. The Functions host uses the first matching template in the order of
/// function names, not the most specific one.</summary>
public sealed partial class RouteTests
{
    /// <summary>The template of the root URL. Its constraint matches nothing else.</summary>
    private const string EmptyPath = "{root:regex(^$)?}";

    private static readonly IReadOnlyList<HttpFunction> Functions = HttpFunction.Read();

    public static TheoryData<string, string> Calls => new(
        Functions.SelectMany(function => function.Methods.Select(method => (method, Fill(function.Route)))));

    [Theory]
    [MemberData(nameof(Calls))]
    public void Exactly_one_function_answers_a_call(string method, string path) =>
        Assert.Single(Functions, function => function.Methods.Contains(method) && function.Fits(path));

    [Theory]
    [InlineData("GET", "/api/articles", "ListArticles")]
    [InlineData("GET", "/api/articles/alalam/1797706", "GetArticle")]
    [InlineData("GET", "/api/articles/alalam/1797706/versions", "ListArticleVersions")]
    [InlineData("GET", "/api/articles/alalam/1797706/versions/0123456789abcdef", "GetArticleVersion")]
    [InlineData("GET", "/api/articles/alalam/1797706/raw", "GetArticleBytes")]
    [InlineData("DELETE", "/api/articles/alalam/1797706", "RemoveArticle")]
    [InlineData("DELETE", "/api/dumps/20160311125323-0123456789abcdef", "RemoveDump")]
    [InlineData("GET", "/api/links", "ListLinks")]
    [InlineData("GET", "/api/links/alalam/p1797706", "GetLink")]
    [InlineData("GET", "/api/links/alalam/p1797706/checks", "ListLinkChecks")]
    [InlineData("GET", "/api/links/alalam/p1797706/articles", "ListLinkArticles")]
    [InlineData("POST", "/api/link-checks", "RequestLinkChecks")]
    [InlineData("POST", "/api/vantage/checks", "CheckForVantage")]
    [InlineData("GET", "/api/dumps", "ListDumps")]
    [InlineData("POST", "/api/dumps", "UploadDump")]
    [InlineData("GET", "/api/dumps/20160311125323-0123456789abcdef", "GetDump")]
    [InlineData("POST", "/api/dumps/20160311125323-0123456789abcdef/ingest", "RetryDump")]
    [InlineData("GET", "/api/operations", "ListMeasurements")]
    [InlineData("GET", "/api/hosts", "ListHosts")]
    [InlineData("GET", "/api/events", "ListEvents")]
    [InlineData("GET", "/api/feeds/events.xml", "GetEventFeed")]
    [InlineData("GET", "/api/export/articles.csv", "ExportArticlesCsv")]
    [InlineData("GET", "/api/export/articles.ndjson", "ExportArticlesNdjson")]
    [InlineData("GET", "/api/export/links.csv", "ExportLinksCsv")]
    [InlineData("GET", "/api/export/links.ndjson", "ExportLinksNdjson")]
    [InlineData("GET", "/api/export/checks.csv", "ExportChecksCsv")]
    [InlineData("GET", "/api/export/checks.ndjson", "ExportChecksNdjson")]
    [InlineData("GET", "/api/export/fixes.csv", "ExportFixesCsv")]
    [InlineData("GET", "/api/export/fixes.ndjson", "ExportFixesNdjson")]
    [InlineData("GET", "/api/captures/0123456789abcdef/thumbnail", "GetThumbnail")]
    [InlineData("GET", "/api/mentions", "ListMentions")]
    [InlineData("GET", "/api/report", "GetReport")]
    [InlineData("GET", "/api/captures/0123456789abcdef", "GetCapture")]
    [InlineData("GET", "/api/stats", "GetStats")]
    [InlineData("GET", "/api/summary", "GetSummary")]
    [InlineData("GET", "/api/health", "GetHealth")]
    [InlineData("GET", "/api/session", "GetSession")]
    [InlineData("POST", "/api/session", "StartSession")]
    [InlineData("GET", "/api", "GetApi")]
    [InlineData("GET", "/api/openapi.json", "GetOpenApi")]
    [InlineData("GET", "/api/docs", "GetApiDocs")]
    [InlineData("HEAD", "/api/articles/alalam/1797706/raw", "GetArticleBytes")]
    [InlineData("HEAD", "/api/export/checks.csv", "ExportChecksCsv")]
    [InlineData("GET", "/dashboard", "GetDashboard")]
    [InlineData("GET", "/assets/app-0123456789abcdef.js", "GetPageFile")]
    [InlineData("GET", "/", "RedirectToDashboard")]
    public void Each_documented_call_has_its_function(string method, string path, string function) =>
        Assert.Equal(function, Assert.Single(Functions, candidate => candidate.Methods.Contains(method) && candidate.Fits(path)).Name);

    [Fact]
    public void No_route_collides_with_a_route_of_the_host() => Assert.DoesNotContain(
        Functions,
        function => function.Route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || function.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase));

    /// <summary>Any other level would make the platform require a second key before our gate checks ours.</summary>
    [Fact]
    public void Authorization_of_every_call_is_left_to_the_gate() => Assert.All(Functions, function => Assert.Equal("Anonymous", function.Level));

    [Fact]
    public void Every_call_is_described_in_the_documentation()
    {
        string page = Repository.Read("docs", "api.md");

        Assert.All(
            Functions.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal)),
            function => Assert.All(function.Methods.Except(["HEAD"]), method => Assert.Contains($"{method} /{function.Route}", page, StringComparison.Ordinal)));
    }

    /// <summary>Makes a path that matches the template.</summary>
    private static string Fill(string route) => "/" + Parameter().Replace(route, match => match.Value == EmptyPath ? "" : "x1");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record HttpFunction(string Name, string Route, string Level, IReadOnlyList<string> Methods)
    {
        /// <summary>Reads the functions from the metadata that the Functions SDK wrote during the build.</summary>
        public static IReadOnlyList<HttpFunction> Read() =>
        [
            .. from function in JsonNode.Parse(File.ReadAllText(Path.Combine(FunctionApp.Folder, "functions.metadata")))!.AsArray()
               from binding in function["bindings"]!.AsArray()
               where (string?)binding!["type"] == "httpTrigger"
               select new HttpFunction(
                   (string)function["name"]!,
                   (string?)binding["route"] ?? (string)function["name"]!,
                   (string)binding["authLevel"]!,
                   [.. binding["methods"]!.AsArray().Select(verb => ((string)verb!).ToUpperInvariant())]),
        ];

        public bool Fits(string path) => Route == EmptyPath ? path == "/" : new TemplateMatcher(TemplateParser.Parse(Route), []).TryMatch(path, []);
    }
}
