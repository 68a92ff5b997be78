using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.IntegrationTests.Takedowns;
using NewsFunctions.Storage.Backups;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Backups;

/// <summary>Tests that a restored archive equals the archive that was backed up.</summary>
public sealed class BackupTests(AzuriteFixture azurite)
{
    private const string LargeDump = $"{ApiHost.Site}/large.txt";

    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restored_archive_answers_alike_and_reconciles_nothing()
    {
        await using var archive = new ReadableArchive(azurite);
        await archive.StartAsync();
        await AddAsync(archive);
        SortedDictionary<string, string> expected = await ApiAnswers.ReadAsync(archive.Http);
        using var folder = new TempFolder();
        BackupManifest backup = await archive.Service<ArchiveBackups>().BackUpAsync(Backup(folder), new BackupCounter(), Token);
        Assert.Equal((1L, 0L), (backup.Blobs["articles"], backup.Changed));

        await using var restored = new RestoredArchive(azurite.NewAccount());
        await restored.StartAsync();
        await restored.Service<ArchiveBackups>().RestoreAsync(Backup(folder), backup, Nothing, new BackupCounter(), Token);

        SortedDictionary<string, string> actual = await ApiAnswers.ReadAsync(restored.Http);
        Assert.True(expected.Count > 50 && expected.Values.Count(answer => answer.StartsWith("200 ", StringComparison.Ordinal)) > 40);
        Assert.Equal(expected, actual);
        Assert.Equal(0, await ReconcileAsync(restored));
        await foreach (DumpBlob dump in restored.Service<DumpBlobs>().ListAsync(prefix: null, Token))
        {
            Assert.Null(await restored.Service<DumpIngest>().IngestAsync(dump.Name, Token));
        }
    }

    [Fact]
    public async Task Restored_dump_is_known_by_its_bytes_and_can_be_taken_down()
    {
        await using Archive archive = await FilledAsync();
        using var folder = new TempFolder();
        BackupManifest backup = await BackUpAsync(archive, folder);
        await using Archive restored = await Archive.CreateAsync(azurite);
        await RestoreAsync(restored, folder, backup);
        DumpBlob before = (await archive.Blobs.FindAsync("800501.txt", Token))!;

        DumpBlob again = await restored.UploadAsync("800501.txt", TakenDownNews.Text, new Dictionary<string, string> { ["site"] = Archive.Site });
        Assert.Equal((before.Id, before.LastModified), (again.Id, again.LastModified));
        Assert.NotEqual(before.ETag, again.StoredETag);

        Assert.True((await restored.Get<Takedown>().RemoveDumpAsync(before.Id, isRehearsal: false, Token))?.Done);
        Assert.Null(await restored.Blobs.FindAsync("800501.txt", Token));
    }

    [Fact]
    public async Task Restored_dump_is_ingested_again_on_request()
    {
        await using Archive archive = await FilledAsync();
        using var folder = new TempFolder();
        await using Archive restored = await Archive.CreateAsync(azurite);
        await RestoreAsync(restored, folder, await BackUpAsync(archive, folder));
        DumpId id = (await restored.Blobs.FindAsync("800501.txt", Token))!.Id;

        // First what the restore's blob event triggers, then what a retry sends.
        Assert.Null(await restored.Get<DumpIngest>().IngestAsync("800501.txt", Token));
        DumpOutcome? again = await restored.Get<DumpIngest>().IngestAsync(new IngestMessage("800501.txt") { DumpId = id.ToString() }, Token);

        Assert.Equal(DumpStatus.Ingested, again?.Status);
    }

    [Fact]
    public async Task Restored_dump_with_new_content_is_another_dump()
    {
        await using Archive archive = await FilledAsync();
        using var folder = new TempFolder();
        await using Archive restored = await Archive.CreateAsync(azurite);
        await RestoreAsync(restored, folder, await BackUpAsync(archive, folder));

        DumpBlob replaced = await restored.UploadAsync("800501.txt", TakenDownNews.LaterText);

        Assert.NotEqual((await archive.Blobs.FindAsync("800501.txt", Token))!.Id, replaced.Id);
        Assert.Equal(DumpStatus.Ingested, (await restored.IngestAsync("800501.txt")).Status);
    }

    [Fact]
    public async Task Repeatedly_killed_backup_and_restore_give_the_same_archive()
    {
        await using Archive archive = await FilledAsync();
        using var folder = new TempFolder();
        int killed = await RepeatAsync(archive, firstStep: 1, copies => copies.BackUpAsync(Backup(folder), new BackupCounter(), Token));
        Assert.InRange(killed, 3, 100);
        BackupManifest backup = await ArchiveBackups.ReadAsync(Backup(folder), Token);
        Assert.Equal((0L, 2L), (backup.Changed, backup.Blobs["dumps"]));
        Assert.Empty(await ArchiveBackups.FindDamagedAsync(Backup(folder), backup, new BackupCounter(), Token).ToListAsync(Token));
        Assert.Empty(Directory.EnumerateFiles(Backup(folder), "*.part", SearchOption.AllDirectories));

        await using Archive restored = await Archive.CreateAsync(azurite);
        restored.Time.AutoAdvanceAmount = TimeSpan.FromMinutes(1);
        killed = await RepeatAsync(restored, firstStep: 20, copies => copies.RestoreAsync(Backup(folder), backup, Nothing, new BackupCounter(), Token));

        Assert.InRange(killed, 5, 100);
        Assert.Equal(await ContentAsync(archive), await ContentAsync(restored));
    }

    [Fact]
    public async Task Account_can_only_be_copied_into_an_empty_one()
    {
        await using Archive archive = await FilledAsync();
        await using Archive copied = await Archive.CreateAsync(azurite);
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [ArchiveBackups.SourceConnection] = archive.Connection })
            .Build();

        BackupManifest manifest = await copied.Get<ArchiveBackups>().CopyFromAccountAsync(settings, new BackupCounter(), Token);

        Assert.Equal(await ContentAsync(archive), await ContentAsync(copied));
        Assert.DoesNotContain("AccountKey", manifest.Source, StringComparison.Ordinal);
        IOException again = await Assert.ThrowsAsync<IOException>(() => copied.Get<ArchiveBackups>().CopyFromAccountAsync(settings, new BackupCounter(), Token));
        Assert.Contains("already", again.Message, StringComparison.Ordinal);
        await using Archive other = await FilledAsync();
        IOException full = await Assert.ThrowsAsync<IOException>(() => other.Get<ArchiveBackups>().CopyFromAccountAsync(settings, new BackupCounter(), Token));
        Assert.Contains("the table Articles has rows", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_files_are_named_and_block_the_restore_unless_allowed()
    {
        await using Archive archive = await FilledAsync();
        await using Archive restored = await Archive.CreateAsync(azurite);
        using var folder = new TempFolder();
        CliRun made = await RunAsync(archive, folder, "backup", Backup(folder), "--json");
        Assert.Equal((0, 2L), (made.ExitCode, made.Json.GetProperty("blobs").GetProperty("dumps").GetInt64()));
        string part = Path.Combine(Backup(folder), "tables", "Events", "000001.ndjson");
        await File.AppendAllTextAsync(part, "x", Token);
        string capture = Directory.EnumerateFiles(Path.Combine(Backup(folder), "blobs", "captures"), "*-*", SearchOption.AllDirectories).First();
        File.Delete(capture);

        CliRun check = await RunAsync(restored, folder, "restore", Backup(folder), "--check", "--json");
        CliRun refused = await RunAsync(restored, folder, "restore", Backup(folder));

        Assert.Equal(1, check.ExitCode);
        Assert.Equal(
            [$"blobs/captures/{Path.GetFileName(Path.GetDirectoryName(capture))}/{Path.GetFileName(capture)}", "tables/Events/000001.ndjson"],
            check.Json.GetProperty("damaged").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("Damaged or missing: tables/Events/000001.ndjson", refused.Error, StringComparison.Ordinal);
        Assert.All(await ContentAsync(restored), row => Assert.StartsWith("Operations words", row, StringComparison.Ordinal));

        CliRun rest = await RunAsync(restored, folder, "restore", Backup(folder), "--skip-damaged", "--json");

        Assert.Equal(2, rest.ExitCode);
        Assert.False(rest.Json.GetProperty("rows").TryGetProperty("Events", out _));
        Assert.Equal(0, await RowsMissingAsync(archive, restored, except: "Events"));
    }

    [Fact]
    public async Task Backup_reports_changes_during_the_backup()
    {
        await using Archive archive = await FilledAsync();
        using var folder = new TempFolder();
        var pause = new SteppedPolicy(8, () => IngestAsync(archive, "800600.txt", TakenDownNews.Neighbour));
        await using Archive reading = archive.Beside(pause);

        BackupManifest backup = await BackUpAsync(reading, folder);

        Assert.True(pause.HasActed);
        Assert.True(backup.Changed > 0);
        await using Archive restored = await Archive.CreateAsync(azurite);
        await RestoreAsync(restored, folder, backup);
        restored.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await restored.Get<DumpReconciliation>().RunAsync(Token));
    }

    private static async Task IngestAsync(Archive archive, string name, string text)
    {
        await archive.UploadAsync(name, text);
        await archive.IngestAsync(name);
    }

    private static string Backup(TempFolder folder) => Path.Combine(folder.Path, "backup");

    private static Task<CliRun> RunAsync(Archive archive, TempFolder folder, params string[] args) =>
        CliRun.ProcessAsync(folder.Path, new() { [ArchiveNames.Connection] = archive.Connection }, args);

    private static Task<BackupManifest> BackUpAsync(Archive archive, TempFolder folder) =>
        archive.Get<ArchiveBackups>().BackUpAsync(Backup(folder), new BackupCounter(), Token);

    private static Task<BackupManifest> RestoreAsync(Archive archive, TempFolder folder, BackupManifest backup) =>
        archive.Get<ArchiveBackups>().RestoreAsync(Backup(folder), backup, Nothing, new BackupCounter(), Token);

    private static Task<int> ReconcileAsync(ApiHost archive) => new DumpReconciliation(
        archive.Service<DumpBlobs>(),
        archive.Service<DumpLedger>(),
        archive.Service<IngestQueue>(),
        new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)),
        NullLogger<DumpReconciliation>.Instance).RunAsync(Token);

    /// <summary>
    /// Runs an operation until it succeeds. Each attempt is killed before or after one request, a few requests later
    /// each time.
    /// </summary>
    /// <returns>How often it was killed.</returns>
    private static async Task<int> RepeatAsync(Archive archive, int firstStep, Func<ArchiveBackups, Task> run)
    {
        for (int killed = 0; ; killed++)
        {
            var kill = SteppedPolicy.Killing(firstStep + (3 * killed), after: killed % 2 == 1);
            await using Archive dying = archive.Beside(kill);
            Exception? failure = await Record.ExceptionAsync(() => run(dying.Get<ArchiveBackups>()));
            if (failure is null && !kill.HasActed)
            {
                return killed;
            }

            Assert.IsType<KilledException>(failure);
        }
    }

    /// <summary>Reads all rows and blobs, without the values that the storage service generates.</summary>
    private static async Task<IReadOnlyList<string>> ContentAsync(Archive archive)
    {
        List<string> content = await StorageSearch.EverythingAsync(archive.Connection)
            .Where(entry => !entry.Place.EndsWith(" odata.etag", StringComparison.Ordinal) && !entry.Place.EndsWith(" Timestamp", StringComparison.Ordinal))
            .Where(entry => !entry.Place.StartsWith("restores/", StringComparison.Ordinal) && !entry.Place.StartsWith("queue ", StringComparison.Ordinal))
            .Where(entry => !(entry.Place.StartsWith("dumps/", StringComparison.Ordinal) && entry.Content.StartsWith(entry.Place[6..].TrimEnd(), StringComparison.Ordinal)))
            .Select(entry => $"{entry.Place}: {entry.Content}")
            .ToListAsync(Token);
        content.AddRange(await archive.Blobs.ListAsync(prefix: null, Token)
            .Select(dump => $"{dump.Id} {dump.LastModified:O} {dump.Size} {string.Join(' ', dump.Metadata)}").ToListAsync(Token));
        return [.. content.Order(StringComparer.Ordinal)];
    }

    private static async Task<int> RowsMissingAsync(Archive from, Archive to, string except)
    {
        HashSet<string> there = [.. await ContentAsync(to)];
        return (await ContentAsync(from)).Count(one => !there.Contains(one)
            && !one.StartsWith(except, StringComparison.Ordinal) && !one.StartsWith("captures/", StringComparison.Ordinal));
    }

    private async Task<Archive> FilledAsync()
    {
        Archive archive = await Archive.CreateAsync(azurite);
        await archive.UploadAsync("800501.txt", TakenDownNews.Text, new Dictionary<string, string> { ["site"] = Archive.Site });
        await archive.IngestAsync("800501.txt");
        await TakenDownNews.AddPastAsync(archive);
        DumpBlob running = await archive.UploadAsync("later/800502.txt", TakenDownNews.LaterText);
        await archive.IngestAsync("later/800502.txt");

        // Adds an append blob and a blob of several blocks.
        await archive.Get<IngestLinks>().AppendAsync(running.Id, [1, 2, 3], Token);
        await StoreAsync(archive.Get<CaptureStore>(), RandomNumberGenerator.GetBytes(5 * 1024 * 1024));

        // The storage stamps rows with real time. They must be older than the backup, which uses the archive's clock.
        archive.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        return archive;
    }

    /// <summary>
    /// Adds content that the archive of the reading tests does not have: a row too large for a table, a capture, a
    /// second page of history.
    /// </summary>
    private static async Task AddAsync(ReadableArchive archive)
    {
        foreach (string name in ReadableArchive.WaitingDumps)
        {
            Assert.NotNull(await archive.Service<DumpIngest>().IngestAsync(name, Token));
        }

        string paragraph = string.Concat(Enumerable.Range(0, 120_000).Select(word => $"word{word} "));
        await archive.IngestAsync(LargeDump, TakenDownNews.Article("Sun Mar 13, 2016 08:00:00", "A Long Day", paragraph));
        LinkId id = ReadableArchive.DeadLink;
        var shard = new LinkShard(ApiHost.Site, id.Kind, id.Bucket);
        for (int check = 0; check < 20; check++)
        {
            StoredLink before = (await archive.Service<LinkStore>().GetAsync(ApiHost.Site, id, Token))!;
            await archive.Service<LinkStore>().RecordAsync(
                shard, [Made.Checked(before, Made.Noon.AddDays(30 + check), $"later visit {check}", LinkState.Dead)], Token);
        }

        CapturedFile file = await StoreAsync(archive.Service<CaptureStore>(), Encoding.UTF8.GetBytes("the bytes of a picture"));
        await archive.Service<CaptureStore>().WriteAsync(shard, id, new LinkCapture { TriedAt = Made.Noon, File = file }, Token);
    }

    private static async Task<CapturedFile> StoreAsync(CaptureStore captures, byte[] bytes)
    {
        var file = new CapturedFile
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Sha1 = new string('A', 32),
            At = Made.Noon,
            Bytes = bytes.Length,
            Type = "image/jpeg",
            Url = "https://media.example/picture.jpg",
        };
        using var content = new MemoryStream(bytes);
        await captures.StoreAsync(file, content, Token);
        return file;
    }
}
