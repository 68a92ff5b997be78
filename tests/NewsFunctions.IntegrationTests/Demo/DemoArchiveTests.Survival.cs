using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.Demo.Past;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Demo;

/// <summary>Tests the survival figures of the demo archive against its script.</summary>
public sealed partial class DemoArchiveTests
{
    [Fact]
    public async Task Survival_counts_the_links_that_the_script_says()
    {
        SurvivalResponse answer = await SurvivalAsync(new SurvivalQuery { Kind = LinkKind.Image });

        PastLink[] pictures = [.. demo.Past.Links.Where(past => past.Link.Kind == LinkKind.Image && LinkLife.Of(past.Link, past.Born).Birth is not null)];
        Assert.Equal(pictures.Count(past => past.Link.State == LinkState.Dead), answer.Deaths);
        Assert.Equal(pictures.Length, answer.Links + answer.Silent);
        Assert.Equal(answer.Links, answer.Years.Sum(year => year.Links));
        Assert.Equal(answer.Deaths, answer.Hosts.Sum(host => host.Deaths));
    }

    [Fact]
    public async Task Survival_without_deaths_of_hosts_has_fewer_deaths()
    {
        SurvivalResponse all = await SurvivalAsync(new SurvivalQuery());
        SurvivalResponse without = await SurvivalAsync(new SurvivalQuery { HostDeaths = false });

        int withHost = demo.Past.Links.Count(past => past.Link.HostDead is not null && LinkLife.Of(past.Link, past.Born).Birth is not null);
        Assert.True(withHost > 0);
        Assert.Equal(all.Deaths - withHost, without.Deaths);
        Assert.All(all.Points.Zip(without.Points).Take(60), point => Assert.True(point.First.Alive <= point.Second.Alive + 0.02));
    }

    [Fact]
    public async Task Curve_of_a_site_is_that_of_its_script()
    {
        const int Years = 10;
        DemoSite site = DemoSite.All[0];

        SurvivalResponse answer = await SurvivalAsync(new SurvivalQuery { Site = site.Name, Kind = LinkKind.Image, HostDeaths = false });

        SurvivalPoint point = answer.Points[12 * Years];
        Assert.InRange(Math.Pow(0.5, Years / site.MedianLife), point.Low - 0.03, point.High + 0.03);
        Assert.Equal(ResampledUnit.Links, answer.Band!.Over);
    }

    [Fact]
    public async Task Summary_gives_the_survival_of_pictures_in_one_figure()
    {
        ArchiveSummary summary = (await demo.Get<SummaryQueries>().GetAsync(site: null, Token))!;
        SurvivalHeadline headline = summary.Survival!;

        SurvivalResponse answer = await SurvivalAsync(new SurvivalQuery { Kind = headline.Kind, Born = headline.Born });
        Assert.Equal((LinkKind.Image, answer.Links, answer.Deaths, answer.Half), (headline.Kind, headline.Links, headline.Deaths, headline.Half));
        Assert.Equal((answer.Points[^1].Months, answer.Points[^1].Alive), (headline.Months, headline.Alive));
    }

    [Fact]
    public async Task Summary_has_two_years_of_history_that_match_the_script()
    {
        ArchiveSummary summary = (await demo.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary;

        Assert.InRange(summary.History.Count, 725, 735);
        Assert.Equal(summary.History.Select(day => day.Date).Distinct().Order(), summary.History.Select(day => day.Date));
        HistoryEntry last = summary.History[^1];
        Assert.Equal(
            (Count(LinkState.Alive), Count(LinkState.Suspect), Count(LinkState.Dead)),
            (last.Alive, last.Suspect, last.Dead));
        Assert.True(summary.History[30].Dead < summary.History[400].Dead && summary.History[400].Dead < last.Dead);
        Assert.Equal(summary.History.Count, (await demo.Get<SummaryStore>().ReadAsync(summary.Sites[0], Token))!.Summary.History.Count);

        long Count(LinkState state) => demo.Past.Links.Count(past => past.Link.State == state);
    }

    [Fact]
    public async Task Hosts_have_ninety_days_of_history_that_match_the_summary()
    {
        ArchiveSummary summary = (await demo.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary;
        var today = DateOnly.FromDateTime(summary.AsOf.UtcDateTime);

        Assert.All(summary.Hosts, host => Assert.Equal((host.Suspect, host.Dead), (host.History[^1].Suspect, host.History[^1].Dead)));
        Assert.All(summary.Hosts, host => Assert.True(host.History.Count < 2 || host.History[1].Date > today.AddDays(1 - HostHistory.Days)));
        Assert.Contains(summary.Hosts, host => host.History.Count > 2);
    }

    [Fact]
    public async Task Survival_costs_one_operation_once_there_is_a_table()
    {
        await SurvivalAsync(new SurvivalQuery());
        OperationCounter counter = demo.Get<OperationCounter>();
        counter.Reset();

        await SurvivalAsync(new SurvivalQuery { Kind = LinkKind.Page });

        Assert.Equal((0, 1, 0), (counter.Tables, counter.Blobs, counter.Queues));
    }

    private async Task<SurvivalResponse> SurvivalAsync(SurvivalQuery query) => (await demo.Get<SurvivalQueries>().GetAsync(query, Token))!;
}
