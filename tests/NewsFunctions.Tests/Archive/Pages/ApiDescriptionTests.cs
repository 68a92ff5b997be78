using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Tests.Archive.Pages;

public sealed partial class ApiDescriptionTests
{
    private static readonly ApiDescription Api = new(new PageAssets());

    [Fact]
    public async Task Page_has_no_script_and_loads_nothing_but_its_style()
    {
        (HttpResponse response, string page) = await AskAsync(Api.Docs);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            response.Headers.ContentSecurityPolicy);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.All(Loaded().Matches(page).Select(match => match.Groups["url"].Value), url => Assert.StartsWith("/assets/", url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_has_a_curl_line_for_each_call()
    {
        (_, string page) = await AskAsync(Api.Docs);
        string[] lines = [.. Curl().Matches(page).Select(match => match.Value)];
        using var document = JsonDocument.Parse(Repository.Read("docs", "openapi.json"));
        string[] calls =
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Name != "head"
               select operation.Value.GetProperty("operationId").GetString(),
        ];

        Assert.Equal(calls.Length, lines.Length);
        Assert.All(calls, call => Assert.Contains($"id=\"{call}\"", page, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains("http://localhost:7071/api", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains('{', StringComparison.Ordinal) && !line.Contains("--json", StringComparison.Ordinal));
    }

    private static async Task<(HttpResponse Response, string Body)> AskAsync(Func<HttpRequest, IResult> answer)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await answer(context.Request).ExecuteAsync(context);
        return (context.Response, Encoding.UTF8.GetString(body.ToArray()));
    }

    [GeneratedRegex("<(link|img|iframe)[^>]* (href|src)=\"(?<url>[^\"]*)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("<pre>curl [^<]*</pre>")]
    private static partial Regex Curl();
}
