using Azure.Core;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class DumpLedgerTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_runs_and_ends_with_one_operation_each()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = Made.Dump("folder/a.txt");
        DumpOutcome outcome = new(DumpStatus.Ingested, new DumpCounts(1, 12, 24, 1), null, [new("ND001", DiagnosticSeverity.Warning, 7, "Why.")]);

        LedgerRun run = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        Assert.Equal(DumpStatus.Running, (await archive.Ledger.GetAsync(dump.Id, Token))!.Status);
        Assert.True(await archive.Ledger.FinishAsync(run, outcome, Made.Noon.AddSeconds(2), Token));

        Assert.Equal(3, archive.Counter.Tables);
        DumpEntry entry = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equivalent(
            new DumpEntry
            {
                Id = dump.Id,
                Name = dump.Name,
                Status = DumpStatus.Ingested,
                Size = dump.Size,
                ETag = dump.ETag,
                LastModified = dump.LastModified,
                StartedAt = Made.Noon,
                FinishedAt = Made.Noon.AddSeconds(2),
                Counts = outcome.Counts,
                Progress = null,
                Error = null,
                Diagnostics = outcome.Diagnostics,
            },
            entry,
            strict: true);
        await archive.Ledger.EndAsync(dump, outcome, Made.Noon.AddSeconds(2), Token);
        Assert.Equivalent(entry, await archive.Ledger.GetAsync(dump.Id, Token), strict: true);
    }

    [Fact]
    public async Task Insert_that_conflicts_with_no_row_is_made_again()
    {
        string account = azurite.NewAccount();
        await TestArchive.CreateAsync(account);
        ConflictPolicy conflicts = new(409);
        TestArchive archive = new(account, options => options.AddPolicy(conflicts, HttpPipelinePosition.PerCall));
        DumpBlob dump = Made.Dump("a.txt");

        conflicts.FailNext(2);
        LedgerRun? run = await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token);

        Assert.NotNull(run);
        Assert.Equal(DumpStatus.Running, (await archive.Ledger.GetAsync(dump.Id, Token))!.Status);
    }

    [Fact]
    public async Task Takeover_that_conflicts_with_an_unchanged_row_is_made_again()
    {
        string account = azurite.NewAccount();
        TestArchive first = await TestArchive.CreateAsync(account);
        DumpBlob dump = Made.Dump("a.txt");
        LedgerRun dead = (await first.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        ConflictPolicy conflicts = new(412);
        TestArchive second = new(account, options => options.AddPolicy(conflicts, HttpPipelinePosition.PerCall));

        conflicts.FailNext(1);
        LedgerRun? run = await second.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token);

        Assert.NotNull(run);
        Assert.False(await first.Ledger.FinishAsync(dead, new DumpOutcome(DumpStatus.Ingested, DumpCounts.None, null, []), Made.Noon, Token));
    }

    [Fact]
    public async Task Dumps_of_one_run_are_read_with_one_operation_oldest_first()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob[] dumps = [.. Enumerable.Range(0, 5).Select(i => Made.Dump($"{i}.txt") with { LastModified = Made.Noon.AddSeconds(i) })];
        foreach (DumpBlob dump in dumps)
        {
            await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token);
        }

        archive.Counter.Reset();
        IReadOnlyList<DumpEntry> entries = await archive.Ledger.GetManyAsync([dumps[3].Id, dumps[1].Id, dumps[2].Id], Token);

        Assert.Equal(["1.txt", "2.txt", "3.txt"], entries.Select(entry => entry.Name));
        Assert.Equal(["GET Dumps"], archive.Counter.TableRequests);
        Assert.Empty(await archive.Ledger.GetManyAsync([], Token));
    }

    [Fact]
    public async Task A_failure_is_forgotten_by_the_attempt_that_succeeds()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = Made.Dump("a.txt");
        DumpDiagnostic[] many = [.. Enumerable.Range(0, 5000).Select(i => new DumpDiagnostic("ND001", DiagnosticSeverity.Error, i, new string('x', 100)))];
        await archive.Ledger.EndAsync(dump, new(DumpStatus.Failed, DumpCounts.None, "It broke.", many), Made.Noon, Token);
        DumpEntry failed = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equal("It broke.", failed.Error);
        Assert.InRange(failed.Diagnostics.Count, 100, 1000);

        await archive.Ledger.EndAsync(failed, new(DumpStatus.Ingested, DumpCounts.None, null, []), Made.Noon, Token);

        DumpEntry entry = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equal((DumpStatus.Ingested, null), (entry.Status, entry.Error));
        Assert.Empty(entry.Diagnostics);
    }

    [Fact]
    public async Task New_owner_of_a_row_continues_from_its_commit()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = Made.Dump("a.txt");
        LedgerRun first = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        Assert.True(await archive.Ledger.CommitAsync(first, Progress(leg: 1), new DumpCounts(7, 0, 0, 0), [], Token));

        LedgerRun second = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon.AddMinutes(1), Token))!;

        Assert.Equal(Progress(leg: 1) with { ResumedAt = Made.Noon.AddMinutes(1) }, second.Entry.Progress);
        Assert.Equal((Made.Noon, 7), (second.Entry.StartedAt, second.Entry.Counts.Articles));
        Assert.False(await archive.Ledger.CommitAsync(first, Progress(leg: 1), new DumpCounts(9, 0, 0, 0), [], Token));
        Assert.False(await archive.Ledger.FinishAsync(first, new(DumpStatus.Ingested, DumpCounts.None, null, []), Made.Noon, Token));
        Assert.True(await archive.Ledger.FinishAsync(second, new(DumpStatus.Ingested, new DumpCounts(8, 0, 0, 0), null, []), Made.Noon, Token));
        DumpEntry entry = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equal((DumpStatus.Ingested, 8, null), (entry.Status, entry.Counts.Articles, entry.Progress));
    }

    [Fact]
    public async Task Running_ingest_overwrites_an_end_written_by_others()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = Made.Dump("a.txt");
        LedgerRun run = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        await archive.Ledger.EndAsync(dump, new(DumpStatus.Failed, DumpCounts.None, "Given up.", []), Made.Noon, Token);

        Assert.True(await archive.Ledger.CommitAsync(run, Progress(leg: 1), DumpCounts.None, [], Token));

        DumpEntry entry = (await archive.Ledger.GetAsync(dump.Id, Token))!;
        Assert.Equal((DumpStatus.Running, null, null), (entry.Status, entry.Error, entry.FinishedAt));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Only_the_current_leg_or_the_next_runs(int? leg, bool isRun)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = Made.Dump("a.txt");
        LedgerRun run = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        await archive.Ledger.CommitAsync(run, Progress(leg: 2), DumpCounts.None, [], Token);

        Assert.Equal(isRun, await archive.Ledger.BeginAsync(dump, leg, Made.Noon, Token) is { } next && next.Leg == (leg ?? 2));
    }

    [Fact]
    public async Task A_leg_of_a_dump_that_has_ended_is_not_run()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        DumpBlob dump = Made.Dump("a.txt");
        Assert.Null(await archive.Ledger.BeginAsync(dump, leg: 2, Made.Noon, Token));
        LedgerRun run = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        await archive.Ledger.FinishAsync(run, new(DumpStatus.Ingested, DumpCounts.None, null, []), Made.Noon, Token);

        Assert.Null(await archive.Ledger.BeginAsync(dump, leg: 1, Made.Noon, Token));
    }

    private static DumpProgress Progress(int leg) => new()
    {
        Position = new DumpPosition { Entry = 3, InnerEntry = 1, Offset = 123_456_789_012, InText = true, AfterOpenArticle = true },
        BytesRead = 4000,
        Leg = leg,
        CommittedAt = Made.Noon,
        LinksBeyond = 5,
        DiagnosticsAreFull = true,
    };

    [Fact]
    public async Task Lists_are_newest_first_and_filtered_by_name_and_status()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        for (int i = 0; i < 6; i++)
        {
            DumpBlob dump = Made.Dump($"{(i < 4 ? "a" : "b")}/{i}.txt", Made.Noon.AddMinutes(i));
            await archive.Ledger.EndAsync(dump, new(i == 2 ? DumpStatus.Rejected : DumpStatus.Ingested, DumpCounts.None, null, []), Made.Noon, Token);
        }

        Assert.Equal("543210", await NamesAsync(archive, new DumpFilter(), 4));
        Assert.Equal("3210", await NamesAsync(archive, new DumpFilter { Name = "a/*" }, 2));
        Assert.Equal("4", await NamesAsync(archive, new DumpFilter { Name = "b/4.txt" }, 2));
        Assert.Equal("2", await NamesAsync(archive, new DumpFilter { Status = DumpStatus.Rejected }, 2));
        Assert.Equal("310", await NamesAsync(archive, new DumpFilter { Status = DumpStatus.Ingested, Name = "a/*" }, 2));
        Assert.Single(await archive.Ledger.FindAsync("b/5.txt", Token).ToListAsync(Token));
        string continuation = (await archive.Ledger.ListAsync(new DumpFilter(), 2, null, Token)).Continuation!;
        await Assert.ThrowsAsync<InvalidContinuationException>(() =>
            archive.Ledger.ListAsync(new DumpFilter { Name = "a/*" }, 2, continuation, Token));
    }

    private static async Task<string> NamesAsync(TestArchive archive, DumpFilter filter, int limit)
    {
        string names = "";
        string? continuation = null;
        do
        {
            ResultPage<DumpEntry> page = await archive.Ledger.ListAsync(filter, limit, continuation, Token);
            names += string.Concat(page.Items.Select(entry => entry.Name[2]));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return names;
    }
}
