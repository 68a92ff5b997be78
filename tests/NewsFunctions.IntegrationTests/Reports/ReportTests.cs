using System.Globalization;
using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.Exports;

namespace NewsFunctions.IntegrationTests.Reports;

/// <summary>Compares the report with the answers of the other calls.</summary>
[Collection<SharedExportableArchive>]
public sealed class ReportTests(ExportableArchive api) : ApiTests<ExportableArchive>(api)
{
    [Fact]
    public async Task Report_has_the_figures_of_the_summary_and_all_fixes()
    {
        JsonElement summary = await GetAsync("/api/summary?site=samples").JsonAsync();
        using HttpResponseMessage answer = await GetAsync("/api/report?site=samples");
        IDocument report = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Matches(@"^inline; filename=""?samples-report-\d{4}-\d\d-\d\d\.html""?$", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        foreach (string state in (string[])["alive", "suspect", "dead", "blocked", "unknown"])
        {
            Assert.Equal(
                summary.GetProperty("links").GetProperty(state).GetInt64().ToString(CultureInfo.InvariantCulture),
                report.QuerySelector($"#links-{state}")!.GetAttribute("value"));
        }

        string[] fixes = (await (await GetAsync("/api/export/fixes.ndjson?site=samples")).Content.ReadAsStringAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            fixes.Select(row => JsonDocument.Parse(row).RootElement).Select(row => row.Text("articleTitle") ?? $"Article {row.Text("articleId")}"),
            report.QuerySelectorAll("section[aria-labelledby='fixes'] .what").Select(what => what.TextContent));
        Assert.Equal($"{Api.Http.BaseAddress}api/captures/{new string('c', 64)}", report.QuerySelector("a[href*='captures']")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("2999-01-01", "must not lie in the future")]
    [InlineData("1999-01-01", "the history begins on")]
    [InlineData("soon", "'date' is an ISO 8601 date")]
    public async Task Date_without_data_is_rejected(string date, string why)
    {
        JsonElement problem = await GetAsync($"/api/report?date={date}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Contains(why, problem.GetProperty("errors").GetProperty("date")[0].GetString(), StringComparison.Ordinal);
    }
}
