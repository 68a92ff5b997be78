using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Runs two processes of the app over one storage. Both check links of one host until one of them is killed.
/// </summary>
/// <remarks>
/// The lease is a tenth of the default. <c>HostLeaseTests</c> computes that the default values keep within 90 seconds.
/// </remarks>
public sealed class TwoInstancesTests(AzuriteFixture azurite)
{
    private const int Concurrency = 3;
    private const int LinksPerShard = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_instances_share_the_limits_and_survive_a_kill()
    {
        string account = azurite.NewAccount();
        var seen = new Observed();
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        string connection = archive.Connection;
        (string, string)[] settings = Settings(site);
        await RegisterAsync(archive, site, seen, months: [1, 2, 3, 4, 5, 6]);

        using AppProcess one = AppProcess.Start(connection, account, [.. settings, ("LinkChecks__UserAgent", "one")]);
        using AppProcess two = AppProcess.Start(connection, azurite.NewAccount(), [.. settings, ("LinkChecks__UserAgent", "two")]);
        await Eventually.HoldsAsync("both serve", () => one.Log.Contains("http://", StringComparison.Ordinal) && two.Log.Contains("http://", StringComparison.Ordinal));
        await archive.PlanAsync();
        await Eventually.HoldsAsync("the host is asked", () => seen.Requests.Count >= 2 * LinksPerShard);

        // Kill the process that holds the host's lease. The shards are planned for both, so the other one checks the
        // rest.
        string owner = seen.Requests.Last().Agent;
        (AppProcess killed, string other) = owner == "one" ? (one, "two") : (two, "one");
        await killed.KillAsync();
        DateTimeOffset killedAt = TimeProvider.System.GetUtcNow();
        await RegisterAsync(archive, site, seen, months: [7, 8]);
        await archive.PlanAsync();
        await Eventually.HoldsAsync("the other one asks", () => seen.Requests.Any(request => request.Agent == other && request.At > killedAt));

        Request[] requests = [.. seen.Requests.OrderBy(request => request.At)];
        DateTimeOffset resumed = requests.First(request => request.Agent == other && request.At > killedAt).At;
        DateTimeOffset last = requests.Last(request => request.Agent == owner).At;
        TimeSpan bound = Lease + BusyDelay + TimeSpan.FromSeconds(1 + 5);
        TestContext.Current.TestOutputHelper?.WriteLine($"{requests.Length} requests, taken over after {resumed - killedAt}, at most {seen.Max} at once");

        // The last renewal is at most one renewal interval before the last request. The upper bound allows for a busy
        // machine.
        Assert.InRange(resumed - last, (Lease / 2) - TimeSpan.FromSeconds(1), bound + TimeSpan.FromSeconds(3));
        Assert.InRange(seen.Max, 1, Concurrency);
        Assert.All(Windows(requests), count => Assert.InRange(count, 0, (int)(TimeSpan.FromSeconds(2) / Interval * 1.15) + Concurrency));
    }

    private static (string, string)[] Settings(TestSite site) =>
    [
        ("Sites__testsite__MediaUrls__0", site.Url + "/{pic}"),
        ("DefaultSite", Archive.Site),
        ("LinkCheckSchedule", "0 0 0 1 1 *"),
        ("LinkChecks__AllowedNetworks__0", "127.0.0.0/8"),
        ("LinkChecks__AllowedPorts__0", site.Port.ToString(CultureInfo.InvariantCulture)),
        ("LinkChecks__PerHost__Concurrency", Concurrency.ToString(CultureInfo.InvariantCulture)),
        ("LinkChecks__PerHost__Interval", Interval.ToString()),
        ("LinkChecks__PerHost__Lease", Lease.ToString()),
        ("LinkChecks__PerHost__LeaseRenewal", (Lease / 3).ToString()),
        ("LinkChecks__Timeout", (Lease / 3).ToString()),
        ("LinkChecks__PerHost__BusyDelay", BusyDelay.ToString()),
        ("LinkChecks__VisitBudget", "00:00:05"),
    ];

    private static async Task RegisterAsync(Archive archive, TestSite site, Observed seen, int[] months)
    {
        LinkMention[] mentions =
        [
            .. from month in months
               from number in Enumerable.Range(0, LinksPerShard)
               let path = string.Create(CultureInfo.InvariantCulture, $"/2016/{month:00}/07/{number}.jpg")
               select new LinkMention
               {
                   Site = Archive.Site,
                   Id = LinkId.ForMedia(LinkKind.Image, path),
                   Path = path,
                   Title = null,
                   MentionedBy = ArticleId.Parse("1797706"),
               },
        ];
        foreach (LinkMention mention in mentions)
        {
            site.Answer(mention.Path, seen.AnswerAsync);
        }

        await archive.Links.RegisterAsync(mentions, "dump.txt", Token);
        await archive.Shards.MarkAsync([.. mentions.Select(mention => new LinkShard(mention.Site, mention.Id.Kind, mention.Id.Bucket)).Distinct()], Token);
    }

    /// <summary>Counts, for each request, the requests that began within two seconds of it.</summary>
    private static IEnumerable<int> Windows(Request[] requests) =>
        requests.Select(first => requests.Count(request => request.At >= first.At && request.At < first.At.AddSeconds(2)));

    private sealed record Request(DateTimeOffset At, string Agent);

    private sealed class Observed
    {
        private int _now;
        private int _max;

        public ConcurrentQueue<Request> Requests { get; } = new();

        public int Max => Volatile.Read(ref _max);

        public async Task AnswerAsync(HttpContext context)
        {
            int now = Interlocked.Increment(ref _now);
            InterlockedMax(now);
            Requests.Enqueue(new Request(TimeProvider.System.GetUtcNow(), context.Request.Headers.UserAgent.ToString()));
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, context.RequestAborted);
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }

        private void InterlockedMax(int value)
        {
            int max = Max;
            while (value > max && Interlocked.CompareExchange(ref _max, value, max) is var found && found != max)
            {
                max = found;
            }
        }
    }
}
