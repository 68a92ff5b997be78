using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

/// <summary>
/// Compares the figures of the first view with the API's at the same <c>asOf</c>. The tests compute them again from the
/// response.
/// </summary>
[Collection(typeof(SharedPage))]
public sealed class FirstViewFiguresTests(PageFixture fixture)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public Task Headline_and_bar_have_the_counts_of_the_summary() => OpenAsync(async (summary, page) =>
    {
        JsonNode links = summary["links"]!;
        string lost = (int)links["dead"]! == 0 ? "" : $"{N(links["dead"])} are lost";
        int unclear = (int)links["blocked"]! + (int)links["unknown"]!;
        int died = (int)summary["week"]!["dead"]!;

        ILocator headline = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(headline).ToContainTextAsync($"Of {N(links["total"])} ");
        await Expect(headline).ToContainTextAsync($" in {N(summary["articles"]!["total"])} articles, {N(links["alive"])} are there, {lost}");
        await Expect(headline).ToContainTextAsync($" {N(unclear)} cannot be told");
        await Expect(headline).ToContainTextAsync(died == 0 ? "Nothing died" : $"{N(died)} died");
        (string Member, string Word, string? Copies)[] parts =
            [("alive", "there", null), ("suspect", "in doubt", "suspectWithCopy"), ("dead", "lost", "deadWithCopy"), ("blocked", "blocked", null), ("unknown", "unknown", null)];
        await Expect(page.Locator(".bar-words li")).ToHaveTextAsync([.. parts.Select(part =>
            $"{N(links[part.Member])} {part.Word}{(part.Copies is { } copies && (part.Member == "dead" || (int)links[copies]! > 0) ? $" {N(links[copies])} with a copy" : "")}")]);
        await Expect(page.Locator("section[aria-label='Over time'] > p time")).ToHaveAttributeAsync("datetime", (string)summary["asOf"]!);
    });

    [Fact]
    public Task Sentences_have_the_figures_of_history_hosts_and_damage() => OpenAsync(async (summary, page) =>
    {
        JsonNode[] history = [.. summary["history"]!.AsArray()!];
        int now = Dead(history, 0);
        int month = now - Dead(history, 30);
        int before = Dead(history, 30) - Dead(history, 60);
        Assert.True(month > 0, "Expected losses in the last month of the demo.");

        await Expect(page.Locator(".trend")).ToContainTextAsync($": {N(month)} more lost in the last 30 days, after {(before > 0 ? N(before) : "none")} in the 30 before.");
        await Expect(page.Locator(".trend")).ToContainTextAsync(month > before ? "Getting worse" : month < before ? "Slower than before" : "As fast as before");
        JsonNode host = summary["hosts"]![0]!;
        await Expect(page.Locator(".answers")).ToContainTextAsync($"Most was lost on {host["host"]}: {N(host["dead"])} of {N(host["total"])} links.");
        await Expect(page.Locator(".step-line figcaption span")).ToHaveTextAsync([$"{Day(history[0])}: {N(history[0]["dead"])} lost", $"{Day(history[^1])}: {N(summary["links"]!["dead"])} lost"]);
        JsonNode damage = summary["damage"]!;
        int items = (int)damage["itemsKept"]! + (int)damage["itemsLost"]!;
        await Expect(page.Locator("section[aria-label='Dumps and reports'] a").First).ToContainTextAsync(
            (int)damage["itemsLost"]! == 0 ? $"Damage took no item of {N(damage["dumps"])} dumps." : $"Damage took {N(damage["itemsLost"])} of {items.ToString("N0", English)} related items");
    });

    [Fact]
    public Task Calendar_has_the_counts_of_each_day_and_year() => OpenAsync(async (summary, page) =>
    {
        JsonNode[] days = [.. summary["days"]!.AsArray()!];

        await Expect(page.Locator(".day")).ToHaveCountAsync(days.Length);
        string[] labels = await page.Locator(".day").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('aria-label'))");

        Assert.Equal(days.Select(Label).Order(), labels.Order());
        await Expect(page.Locator(".year-words")).ToHaveTextAsync([.. days.GroupBy(day => ((string)day["date"]!)[..4]).OrderByDescending(year => year.Key).Select(year =>
            $"{year.Key}{Count(year.Sum(day => (int)day["articles"]!), "article")}{Percent(year, "dead")} lost{(year.Any(day => (int)day["suspect"]! > 0) ? $"{Percent(year, "suspect")} in doubt" : "")}")]);
    });

    [Fact]
    public Task Hosts_in_trouble_have_the_counts_of_the_summary() => OpenAsync(async (summary, page) =>
    {
        JsonNode[] hosts = [.. summary["hosts"]!.AsArray().Where(host => (int)host!["dead"]! + (int)host["suspect"]! > 0).Take(8)!];

        ILocator rows = page.Locator("section[aria-labelledby='hosts-in-trouble'] .hosts tbody tr");
        await Expect(rows.Locator("a")).ToHaveTextAsync([.. hosts.Select(host => (string)host["host"]!)]);
        await Expect(rows.Locator("td.n")).ToHaveTextAsync([.. hosts.SelectMany(host => new[] { N(host["dead"]), N(host["suspect"]), N(host["total"]) })]);
    });

    [Fact]
    public Task Lost_lately_has_the_newest_deaths() => OpenAsync(async (summary, page) =>
    {
        JsonNode[] events = [.. (await (await fixture.StartDemoAsync()).GetAsync("api/events?what=dead&limit=24"))["items"]!.AsArray()!];
        JsonNode[] newest = [.. events.DistinctBy(one => $"{one["site"]}/{one["subject"]}").Take(8)];

        ILocator rows = page.Locator(".lost-row");
        await Expect(rows).ToHaveCountAsync(newest.Length);
        Assert.Equal(
            newest.Select(one => $"#/links/{one["site"]}/{one["subject"]}"),
            await rows.Locator("a[data-item]").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))"));
        Assert.Equal(newest.Select(one => (string)one["at"]!), await rows.Locator("time").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('datetime'))"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"All {N(summary["links"]!["dead"])} that are lost" })).ToBeVisibleAsync();
    });

    private async Task OpenAsync(Func<JsonNode, IPage, Task> test)
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        JsonNode summary = await demo.GetAsync("api/summary");
        await fixture.OpenAtAsync(new Uri(demo.Http.BaseAddress!, "dashboard"), page => test(summary, page));
        Assert.Equal((string)summary["asOf"]!, (string)(await demo.GetAsync("api/summary"))["asOf"]!);
    }

    /// <summary>Gets the number of dead links some days before the last day.</summary>
    private static int Dead(JsonNode[] history, int daysBefore)
    {
        DateOnly date = DateOnly.Parse((string)history[^1]["date"]!, CultureInfo.InvariantCulture).AddDays(-daysBefore);
        return (int)history.Last(day => DateOnly.Parse((string)day["date"]!, CultureInfo.InvariantCulture) <= date)["dead"]!;
    }

    private static string Label(JsonNode day)
    {
        string doubt = (int)day["suspect"]! > 0 ? $", {N(day["suspect"])} in doubt" : "";
        string media = (int)day["media"]! == 0 ? "no media" : $"{N(day["dead"])} of {N(day["media"])} media lost{doubt}";
        return $"{Day(day)}: {Count((int)day["articles"]!, "article")}, {media}";
    }

    private static string Percent(IEnumerable<JsonNode> days, string member)
    {
        int part = days.Sum(day => (int)day[member]!);
        int total = days.Sum(day => (int)day["media"]!);
        double share = 100.0 * part / total;
        return part == 0 ? "none" : part == total ? "all" : share < 1 ? "under 1 %" : share > 99 ? "over 99 %" : $"{(int)Math.Floor(share + 0.5)} %";
    }

    private static string Day(JsonNode day) => DateOnly.Parse((string)day["date"]!, CultureInfo.InvariantCulture).ToString("d MMMM yyyy", English);

    private static string Count(int number, string what) => $"{number.ToString("N0", English)} {what}{(number == 1 ? "" : "s")}";

    private static string N(JsonNode? number) => ((int)number!).ToString("N0", English);
}
