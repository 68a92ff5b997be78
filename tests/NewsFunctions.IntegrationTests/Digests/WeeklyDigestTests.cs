using NewsFunctions.Archive.Digests;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Events;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Digests;

public sealed class WeeklyDigestTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_week_has_one_digest_however_often_it_is_written()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));
        await archive.CheckDueLinksAsync();
        await archive.DieAsync(site, 11);
        ArchiveEvent death = Assert.Single(await archive.EventsAsync(), published => published.What == EventWhat.Dead);
        var week = IsoWeek.Of(death.At);
        await ToAsync(archive, week.End.AddHours(4));

        await archive.Get<WeeklyDigests>().WriteAsync(Token);
        archive.Get<OperationCounter>().Reset();
        await archive.Get<WeeklyDigests>().WriteAsync(Token);

        // Two reads of the digest: once to skip writing it again, once to see whether it was delivered.
        Assert.Equal(2, archive.Get<OperationCounter>().Tables);
        ArchiveEvent digest = Assert.Single(await archive.EventsAsync(), published => published.What == EventWhat.Digest);
        Assert.Equal((week.ToString(), week.End, "1 lost, 0 replaceable, 0 hosts in trouble."), (digest.Subject, digest.At, digest.Reason));
        Assert.Equal((1, 0, week.Start), (digest.Digest!.Lost, digest.Digest.Replaceable, digest.Digest.From));

        await ToAsync(archive, week.Next.End.AddHours(4));
        await archive.Get<WeeklyDigests>().WriteAsync(Token);
        Assert.Equal(
            ["1 lost, 0 replaceable, 0 hosts in trouble.", "0 lost, 0 replaceable, 0 hosts in trouble."],
            (await archive.EventsAsync()).Where(published => published.What == EventWhat.Digest).Select(published => published.Reason).Reverse());
    }

    [Fact]
    public async Task A_week_before_the_first_check_has_no_digest()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.Get<WeeklyDigests>().WriteAsync(Token);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "A picture.", 11));
        await archive.CheckDueLinksAsync();
        await archive.Get<Summarizing>().MakeAsync(Token);

        await archive.Get<WeeklyDigests>().WriteAsync(Token);

        Assert.Empty(await archive.EventsAsync());
    }

    /// <summary>Advances the clock and makes a summary, which exists for every day.</summary>
    private static async Task ToAsync(Archive archive, DateTimeOffset at)
    {
        archive.Time.Advance(at - archive.Time.GetUtcNow());
        await archive.Get<Summarizing>().MakeAsync(Token);
    }
}
