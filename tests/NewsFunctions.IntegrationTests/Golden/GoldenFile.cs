using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Packs and unpacks the committed golden archive. <c>NEWS_REWRITE_GOLDENS=1</c> rewrites it, except where <c>CI</c> is
/// set.
/// </summary>
internal static class GoldenFile
{
    private const string Switch = "NEWS_REWRITE_GOLDENS";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static bool IsRewritten => Environment.GetEnvironmentVariable(Switch) == "1"
        ? Environment.GetEnvironmentVariable("CI") is null or "" ? true : throw new InvalidOperationException($"{Switch} is refused in CI: goldens are reviewed before they are committed.")
        : false;

    public static string Names => PathOf("names.txt");

    private static string Archive => PathOf("archive.zip");

    private static string Answers => PathOf("answers.json.br");

    /// <summary>Backs up an account into the committed file.</summary>
    public static async Task PackAsync(string connection)
    {
        using var folder = new TempFolder();
        string backup = Path.Combine(folder.Path, "backup");
        await using Archive archive = await OpenNowAsync(connection);
        BackupManifest manifest = await archive.Get<ArchiveBackups>().BackUpAsync(backup, new BackupCounter(), Token);
        Assert.Equal(0, manifest.Changed);
        File.Delete(Archive);
        await ZipFile.CreateFromDirectoryAsync(backup, Archive, CompressionLevel.SmallestSize, includeBaseDirectory: false, Token);
    }

    /// <summary>Fills an empty account from the committed file.</summary>
    public static async Task RestoreAsync(string connection)
    {
        using var folder = new TempFolder();
        await ZipFile.ExtractToDirectoryAsync(Archive, folder.Path, Token);
        BackupManifest manifest = await ArchiveBackups.ReadAsync(folder.Path, Token);
        Assert.Empty(await ArchiveBackups.FindDamagedAsync(folder.Path, manifest, new BackupCounter(), Token).ToListAsync(Token));
        await using Archive archive = await OpenNowAsync(connection);
        await archive.Get<ArchiveBackups>().RestoreAsync(folder.Path, manifest, new HashSet<string>(), new BackupCounter(), Token);
    }

    public static async Task<SortedDictionary<string, string>> ReadAnswersAsync()
    {
        await using var file = new BrotliStream(File.OpenRead(Answers), CompressionMode.Decompress);
        return await JsonSerializer.DeserializeAsync<SortedDictionary<string, string>>(file, cancellationToken: Token) ?? [];
    }

    public static async Task WriteAnswersAsync(SortedDictionary<string, string> answers)
    {
        await using var file = new BrotliStream(File.Create(Answers), CompressionLevel.SmallestSize);
        await JsonSerializer.SerializeAsync(file, answers, Readable, Token);
    }

    /// <summary>
    /// Opens the archive at the current time. The storage stamps rows with real time, and a backup compares these times
    /// with its clock.
    /// </summary>
    private static Task<Archive> OpenNowAsync(string connection) =>
        IntegrationTests.Archive.OpenAsync(connection, new FakeTimeProvider(TimeProvider.System.GetUtcNow()), []);

    private static string PathOf(string name) => Repository.PathOf("tests", "NewsFunctions.IntegrationTests", "TestData", "Golden", name);
}
