using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.IntegrationTests.Visits;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Checks links for weeks against a faulty site that loses a fifth of its links, then for weeks without faults.</summary>
internal sealed class WebFaultRun : IAsyncDisposable
{
    private const int FaultyDays = 21;
    private const int CleanDays = 35;

    /// <summary>The day until which all links are alive, so that each has a check that says so.</summary>
    private const int DayOfRot = 8;

    private const int LongFile = 200_000;
    private const int FirstItem = 800_000;
    private const int Items = 100;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RealTick = TimeSpan.FromMilliseconds(5);

    private readonly FaultyWeb _web;
    private readonly TestSite _site;
    private readonly Archive _archive;

    private WebFaultRun(FaultyWeb web, TestSite site, Archive archive) => (_web, _site, _archive) = (web, site, archive);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<int> Gone => Enumerable.Range(FirstItem, Items).Where(item => item % 5 == 0);

    public static async Task<WebFaultRunResult> RunAsync(AzuriteFixture azurite, FaultPlan plan)
    {
        var time = Stopwatch.StartNew();
        await using TestSite site = await TestSite.StartAsync();
        await using FaultyWeb web = await FaultyWeb.StartAsync(site, plan);
        await using Archive archive = await Archive.CreateAsync(azurite, site: null, beside: null, Settings(web));
        await using var run = new WebFaultRun(web, site, archive);
        AnswerWithLongFiles(site);
        await archive.UploadAsync("items.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", [.. Enumerable.Range(FirstItem, Items)]));
        await archive.IngestAsync("items.txt");
        await run.CheckAsync(0, FaultyDays);
        WebFaultLink[] disturbed = await run.LinksAsync();
        int requests = web.Requests;
        web.Mend();
        await run.CheckAsync(FaultyDays, FaultyDays + CleanDays);
        TestContext.Current.TestOutputHelper?.WriteLine($"{web}, {requests} of them while there were faults; {time.Elapsed.TotalSeconds:0.0} s");
        return new WebFaultRunResult(disturbed, await run.LinksAsync(), requests, web.Requests, web.Faults);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static KeyValuePair<string, string?>[] Settings(FaultyWeb web) =>
    [
        new($"Sites:{Archive.Site}:MediaUrls:0", web.Url + "/{pic}"),
        new($"Sites:{Archive.Site}:PageUrls:0", web.Url + "/news/{id}"),
        new("LinkChecks:AllowedPorts:0", web.Port.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Makes every third picture large enough for two range requests.</summary>
    private static void AnswerWithLongFiles(TestSite site)
    {
        foreach (string path in Enumerable.Range(FirstItem, Items).Where(item => item % 3 == 0).Select(DumpText.Picture))
        {
            site.Answer(path, context => RottenSite.FileAsync(context, RottenSite.Picture(path, LongFile)));
        }
    }

    /// <summary>Runs one round of checks a day.</summary>
    private async Task CheckAsync(int firstDay, int endDay)
    {
        for (int day = firstDay; day < endDay; day++)
        {
            if (day == DayOfRot)
            {
                foreach (int item in Gone)
                {
                    _site.Answer(DumpText.Picture(item), HttpStatusCode.NotFound);
                    _site.Answer($"/news/{item}", HttpStatusCode.NotFound);
                }
            }

            Task checks = _archive.CheckDueLinksAsync();
            await PassTimeAsync(_archive.Time, checks);
            await checks;
            _archive.Time.Advance(TimeSpan.FromDays(1));
        }
    }

    /// <summary>Advances the fake clock whenever the checks wait for nothing else.</summary>
    private async Task PassTimeAsync(FakeTimeProvider time, Task until)
    {
        while (!until.IsCompleted)
        {
            await Task.WhenAny(until, Task.Delay(RealTick, TimeProvider.System, Token));
            if (_web.UnderWay == 0)
            {
                time.Advance(Tick);
            }
        }
    }

    private async Task<WebFaultLink[]> LinksAsync()
    {
        List<WebFaultLink> links = [];
        foreach (Link link in await _archive.LinksAsync())
        {
            links.Add(new WebFaultLink(link, IsGone(link), await _archive.ChecksAsync(link.Id)));
        }

        return [.. links.OrderBy(link => link.Link.Path, StringComparer.Ordinal)];
    }

    private static bool IsGone(Link link) =>
        Gone.Any(item => link.Path == (link.Kind == LinkKind.Page ? item.ToString(CultureInfo.InvariantCulture) : DumpText.Picture(item)));
}

/// <param name="Disturbed">The links at the end of the faults.</param>
/// <param name="Final">The links some weeks later.</param>
/// <param name="DisturbedRequests">The requests while there were faults.</param>
internal sealed record WebFaultRunResult(
    IReadOnlyList<WebFaultLink> Disturbed, IReadOnlyList<WebFaultLink> Final, int DisturbedRequests, int Requests, IReadOnlyDictionary<Fault, int> Faults);

/// <param name="IsGone">True if the site has lost the link.</param>
internal sealed record WebFaultLink(Link Link, bool IsGone, IReadOnlyList<LinkCheck> Checks)
{
    private static readonly TimeSpan Gap = new LinkStateOptions().StrikeGap;

    /// <summary>Counts the strikes since the last alive check from the history, only those far enough apart.</summary>
    public int StrikesInHistory
    {
        get
        {
            int strikes = 0;
            DateTimeOffset? last = null;
            foreach (LinkCheck check in Checks.OrderBy(check => check.CheckedAt))
            {
                VerdictEffect effect = VerdictEffects.Of(check.Verdict);
                if (effect == VerdictEffect.Alive)
                {
                    (strikes, last) = (0, null);
                }
                else if (effect == VerdictEffect.Strike && (last is null || check.CheckedAt - last >= Gap))
                {
                    (strikes, last) = (strikes + 1, check.CheckedAt);
                }
            }

            return strikes;
        }
    }

    /// <summary>Returns what is independent of the times of the checks.</summary>
    public (string Path, LinkState State, int Strikes) Outcome => (Link.Path, Link.State, Link.Strikes);
}
