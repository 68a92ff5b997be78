using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Functions.Http;

namespace NewsFunctions.Tests.Http;

/// <summary>The Functions host takes the first template that fits, in the order of the functions' names, not the most specific one.</summary>
public sealed partial class RouteTests
{
    private static readonly IReadOnlyList<HttpFunction> Functions =
    [
        .. typeof(GetHealth).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(HttpFunction.Of),
    ];

    public static TheoryData<string, string> Calls => new(
        Functions.SelectMany(function => function.Methods.Select(method => (method, Fill(function.Route)))));

    [Theory]
    [MemberData(nameof(Calls))]
    public void Exactly_one_function_answers_a_call(string method, string path) =>
        Assert.Single(Functions, function => function.Methods.Contains(method) && function.Fits(path));

    [Theory]
    [InlineData("GET", "/api/articles", nameof(ListArticles))]
    [InlineData("GET", "/api/articles/alalam/1797706", nameof(GetArticle))]
    [InlineData("GET", "/api/articles/alalam/1797706/versions", nameof(ListArticleVersions))]
    [InlineData("GET", "/api/articles/alalam/1797706/versions/0123456789abcdef", nameof(GetArticleVersion))]
    [InlineData("GET", "/api/articles/alalam/1797706/raw", nameof(GetArticleBytes))]
    [InlineData("GET", "/api/links", nameof(ListLinks))]
    [InlineData("GET", "/api/links/alalam/p1797706", nameof(GetLink))]
    [InlineData("GET", "/api/links/alalam/p1797706/checks", nameof(ListLinkChecks))]
    [InlineData("POST", "/api/link-checks", nameof(RequestLinkChecks))]
    [InlineData("POST", "/api/vantage/checks", nameof(CheckForVantage))]
    [InlineData("GET", "/api/dumps", nameof(ListDumps))]
    [InlineData("POST", "/api/dumps", nameof(UploadDump))]
    [InlineData("GET", "/api/dumps/20160311125323-0123456789abcdef", nameof(GetDump))]
    [InlineData("GET", "/api/hosts", nameof(ListHosts))]
    [InlineData("GET", "/api/events", nameof(ListEvents))]
    [InlineData("GET", "/api/feeds/events.xml", nameof(GetEventFeed))]
    [InlineData("GET", "/api/captures/0123456789abcdef", nameof(GetCapture))]
    [InlineData("GET", "/api/stats", nameof(GetStats))]
    [InlineData("GET", "/api/health", nameof(GetHealth))]
    public void Each_call_of_the_design_has_its_function(string method, string path, string function) =>
        Assert.Equal(function, Assert.Single(Functions, candidate => candidate.Methods.Contains(method) && candidate.Fits(path)).Name);

    [Fact]
    public void No_route_lies_where_the_host_has_its_own() => Assert.DoesNotContain(
        Functions,
        function => function.Route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || function.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Only_health_is_open_to_everyone() => Assert.Equal(
        [nameof(GetHealth)],
        Functions.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal) && function.Level == AuthorizationLevel.Anonymous)
            .Select(function => function.Name));

    [Fact]
    public void Every_call_is_described_in_the_documentation()
    {
        string page = Repository.Read("docs", "api.md");

        Assert.All(
            Functions.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal)),
            function => Assert.All(function.Methods, method => Assert.Contains($"{method} /{function.Route}", page, StringComparison.Ordinal)));
    }

    /// <summary>A path that the template fits; parameters with a constraint are the dashboard's and tested there.</summary>
    private static string Fill(string route) => "/" + Parameter().Replace(route, "x1");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record HttpFunction(string Name, string Route, AuthorizationLevel Level, IReadOnlyList<string> Methods)
    {
        public static IEnumerable<HttpFunction> Of(MethodInfo method)
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function)
            {
                yield break;
            }

            foreach (HttpTriggerAttribute trigger in method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>())
            {
                yield return new HttpFunction(
                    function.Name,
                    trigger.Route ?? function.Name,
                    trigger.AuthLevel,
                    [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())]);
            }
        }

        public bool Fits(string path) => new TemplateMatcher(TemplateParser.Parse(Route), []).TryMatch(path, []);
    }
}
