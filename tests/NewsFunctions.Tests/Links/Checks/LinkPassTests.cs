using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;

namespace NewsFunctions.Tests.Links.Checks;

public sealed class LinkPassTests
{
    private const string Old = "https://old.example/a.jpg";
    private const string Mirror = "https://mirror.example/a.jpg";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HostOptions _options = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly ProcessMemories _memories = new();

    [Fact]
    public async Task One_link_is_the_half_open_trial_while_others_wait()
    {
        HostOutcomes hosts = await DownAsync();
        using LinkPass trial = Pass(hosts);
        Assert.Null(await trial.ClosedAsync(Vetted(Old), Token));
        Task<LocationFacts?>[] others = [.. Enumerable.Range(0, 5).Select(_ => Pass(hosts).ClosedAsync(Vetted(Old), Token))];
        Assert.DoesNotContain(others, other => other.IsCompleted);

        Judge(trial, Verdict.Alive, Old);
        trial.Dispose();

        Assert.All(await Task.WhenAll(others), Assert.Null);
        Assert.False(hosts.IsFrozen([Old]));
    }

    [Fact]
    public async Task Failed_trial_leaves_the_waiting_links_unchecked()
    {
        HostOutcomes hosts = await DownAsync();
        using LinkPass trial = Pass(hosts);
        await trial.ClosedAsync(Vetted(Old), Token);
        Task<LocationFacts?> other = Pass(hosts).ClosedAsync(Vetted(Old), Token);

        Judge(trial, Verdict.Timeout, Old, Failed(FailureKind.Timeout));
        trial.Dispose();

        Assert.Equal(FailureKind.HostOutage, (await other)!.Failure!.Kind);
        Assert.Empty((await other)!.Hops);
        Assert.True(hosts.IsFrozen([Mirror, Old]));
        Assert.False(hosts.IsFrozen([Mirror]));
    }

    [Fact]
    public async Task Unfinished_trial_is_released_for_the_next_link()
    {
        HostOutcomes hosts = await DownAsync();
        LinkPass stopped = Pass(hosts);
        await stopped.ClosedAsync(Vetted(Old), Token);
        Task<LocationFacts?> next = Pass(hosts).ClosedAsync(Vetted(Old), Token);
        _time.Advance(TimeSpan.FromMinutes(1));

        stopped.Dispose();

        Assert.Null(await next);
    }

    [Fact]
    public async Task Trials_on_two_hosts_do_not_wait_for_each_other()
    {
        HostOutcomes hosts = await DownAsync();
        await BreakAsync(hosts, Mirror);
        _time.Advance(TimeSpan.FromMinutes(1));
        using LinkPass one = Pass(hosts);
        using LinkPass other = new(LinkAt(Mirror), hosts, _options, _time);
        Assert.Null(await one.ClosedAsync(Vetted(Old), Token));
        Assert.Null(await other.ClosedAsync(Vetted(Mirror), Token));

        Assert.NotNull(await one.ClosedAsync(Vetted(Mirror), Token));
        Assert.NotNull(await other.ClosedAsync(Vetted(Old), Token));
    }

    [Fact]
    public async Task Link_never_alive_on_a_host_is_no_trial()
    {
        HostOutcomes hosts = await DownAsync();
        using LinkPass pass = new(LinkAt(Old) with { State = LinkState.Suspect }, hosts, _options, _time);

        Assert.NotNull(await pass.ClosedAsync(Vetted(Old), Token));

        using LinkPass alive = Pass(hosts);
        Assert.Null(await alive.ClosedAsync(Vetted(Old), Token));
    }

    [Fact]
    public async Task Link_found_elsewhere_counts_against_the_host_that_lost_it()
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        for (int i = 0; i < 5; i++)
        {
            using LinkPass pass = Pass(hosts);
            await pass.ClosedAsync(Vetted(Old), Token);
            await pass.ClosedAsync(Vetted(Mirror), Token);
            Judge(pass, Verdict.Alive, Mirror, Answered(Old, Old, 404), Answered(Mirror, Mirror, 200));
        }

        Assert.Equal(HostTrouble.Change, hosts.Memories.Single(memory => memory.Host == "old.example").Health.Snapshot().Trouble);
        Assert.True(hosts.IsFrozen([Old]));
        Assert.False(hosts.IsFrozen([Mirror]));
    }

    [Theory]
    [InlineData("https://parked.example/", true)]
    [InlineData("https://new.example/a.jpg", false)]
    [InlineData("https://old.example/b.jpg", false)]
    public async Task Links_that_all_redirect_to_a_foreign_page_open_the_circuit(string end, bool changed)
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        for (int i = 0; i < 5; i++)
        {
            using LinkPass pass = Pass(hosts);
            await pass.ClosedAsync(Vetted(Old), Token);
            Judge(pass, Verdict.Drifted, Old, Answered(Old, end, 200));
        }

        Assert.Equal(changed, hosts.IsFrozen([Old]));
    }

    [Theory]
    [InlineData(Verdict.Blocked, Old)]
    [InlineData(Verdict.Alive, Mirror)]
    public async Task Unreadable_answers_of_a_host_open_no_circuit(Verdict verdict, string location)
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        LocationFacts unreadable = FactsOf.Failure(FailureKind.UnreadableAnswer, FailureStage.Headers, location: Old);
        for (int i = 0; i < 10; i++)
        {
            using LinkPass pass = Pass(hosts);
            await pass.ClosedAsync(Vetted(Old), Token);
            Judge(pass, verdict, location, unreadable, Answered(Mirror, Mirror, 200));
        }

        Assert.False(hosts.IsFrozen([Old]));
        Assert.Null((await hosts.OpenAsync("old.example", Token)).Health.Snapshot().DownSince);
    }

    [Fact]
    public async Task Host_that_sent_Retry_After_is_not_down()
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        for (int i = 0; i < 10; i++)
        {
            using LinkPass pass = Pass(hosts);
            await pass.ClosedAsync(Vetted(Old), Token);
            Judge(pass, Verdict.HostOutage, Old, Failed(FailureKind.HostOutage));
        }

        Assert.False(hosts.IsFrozen([Old]));
    }

    [Fact]
    public async Task Refused_location_loads_no_host_memory()
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        using LinkPass pass = Pass(hosts);

        Assert.Null(await pass.ClosedAsync(Vetted("http://127.0.0.1/a.jpg"), Token));
        Assert.Null(await pass.ClosedAsync(Vetted("no url"), Token));

        Assert.Empty(hosts.Memories);
    }

    [Theory]
    [InlineData("https://someone@old.example/a.jpg")]
    [InlineData(@"https://old.example\a.jpg")]
    public async Task Refused_URL_is_no_trial_of_an_open_circuit(string location)
    {
        HostOutcomes hosts = await DownAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        using LinkPass refused = Pass(hosts);
        using LinkPass good = Pass(hosts);

        Assert.Null(await refused.ClosedAsync(Vetted(location), Token));
        Assert.Null(await good.ClosedAsync(Vetted(Old), Token));

        // While a trial of the open circuit runs, a refused URL is reported as refused and not as a host outage.
        Assert.Null(await refused.ClosedAsync(Vetted(location), Token));
    }

    [Fact]
    public async Task Timeouts_count_only_while_another_host_answers()
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        await SilentAsync(hosts);
        Assert.Null(hosts.Memories.Single().Health.Snapshot().SilentSince);

        _memories.Network.Answered("other.example", _time.GetUtcNow());
        _time.Advance(TimeSpan.FromHours(25));
        await SilentAsync(hosts);
        Assert.Null(hosts.Memories.Single().Health.Snapshot().SilentSince);

        _memories.Network.Answered("other.example", _time.GetUtcNow());
        await SilentAsync(hosts);
        Assert.Equal(_time.GetUtcNow(), hosts.Memories.Single().Health.Snapshot().SilentSince);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task SilentAsync(HostOutcomes hosts)
    {
        using LinkPass pass = new(LinkAt(Old) with { State = LinkState.Unknown }, hosts, _options, _time);
        await pass.ClosedAsync(Vetted(Old), Token);
        Judge(pass, Verdict.Timeout, Old, Failed(FailureKind.Timeout));
    }

    private async Task<HostOutcomes> DownAsync()
    {
        HostOutcomes hosts = new(_options, _memories, _time);
        await BreakAsync(hosts, Old);
        _time.Advance(TimeSpan.FromMinutes(1));
        return hosts;
    }

    private async Task BreakAsync(HostOutcomes hosts, string location)
    {
        for (int i = 0; i < 5; i++)
        {
            using LinkPass pass = new(LinkAt(location), hosts, _options, _time);
            await pass.ClosedAsync(Vetted(location), Token);
            Judge(pass, Verdict.Timeout, location, Failed(FailureKind.Timeout) with { Location = location });
        }

        Assert.True(hosts.IsFrozen([location]));
    }

    private static void Judge(LinkPass pass, Verdict verdict, string location, params LocationFacts[] seen) => pass.Judged(
        new Judgement { Verdict = verdict, Reason = "So it is.", Location = location },
        seen.Length == 0 ? [Answered(location, location, 200)] : seen);

    private static LocationFacts Failed(FailureKind kind) =>
        FactsOf.Failure(kind, kind == FailureKind.HostOutage ? FailureStage.Policy : FailureStage.Connect, location: Old);

    private static LocationFacts Answered(string location, string end, int status) => new()
    {
        Location = location,
        Hops = [new HopFacts { Method = "GET", Url = end, Response = FactsOf.Response(status) }],
    };

    private static Link LinkAt(string location) =>
        LinkCheckerFixture.LinkOf(LinkKind.Image) with { State = LinkState.Alive, Location = location };

    private LinkPass Pass(HostOutcomes hosts) => new(LinkAt(Old), hosts, _options, _time);

    private static VettedUrl Vetted(string location) => VettedUrl.Of(location, basis: null, new AddressGuard(Options.Create(new AddressGuardOptions())));
}
