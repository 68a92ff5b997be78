using System.Diagnostics;
using System.Text.Json;
using NewsFunctions.IntegrationTests.Warc;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class ExportCommandTests(SmallArchive archive) : IClassFixture<SmallArchive>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_evidence_of_all_checks_is_written_into_one_file()
    {
        string file = Path.Combine(_folder.Path, "archive.warc.gz");

        CliRun run = await CliRun.InProcessAsync("export", "--warc", file, "--json", "--data", archive.Data);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        (IReadOnlyList<JsonElement> records, bool intact) = await IndependentReader.ReadAsync(file);
        Assert.True(intact);
        Assert.Equal("warcinfo", records[0].Text("type"));
        Assert.Equal(records.Count - 1, run.Json.GetProperty("checks").GetInt32());
        Assert.True(records.Count > 1);
        Assert.Equal(new FileInfo(file).Length, run.Json.GetProperty("bytes").GetInt64());
        Assert.Equal(["archive.warc.gz"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Plain_file_is_replaced_and_keeps_its_mode()
    {
        string file = _folder.Write("old.warc", "old");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
#pragma warning disable CA1416 // Skipped on Windows.
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        CliRun run = await CliRun.InProcessAsync("export", "--warc", file, "--data", archive.Data);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.StartsWith("WARC/1.1", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Folder_that_does_not_exist_is_named()
    {
        string folder = Path.Combine(_folder.Path, "nosuch");

        CliRun run = await CliRun.InProcessAsync("export", "--warc", Path.Combine(folder, "a.warc"), "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"news: there is no folder {folder}; make it first", run.Error.TrimEnd());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Symbolic_link_stays_and_its_target_is_written(bool exists)
    {
        string target = Path.Combine(_folder.Path, "target.warc");
        if (exists)
        {
            _folder.Write("target.warc", new string('x', 1_000_000));
        }

        string link = Path.Combine(_folder.Path, "link.warc");
        File.CreateSymbolicLink(link, target);

        CliRun run = await CliRun.InProcessAsync("export", "--warc", link, "--json", "--data", archive.Data);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        (_, bool intact) = await IndependentReader.ReadAsync(target);
        Assert.True(intact);
        Assert.Equal(new FileInfo(target).Length, run.Json.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Named_pipe_is_written_to_and_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", "mkfifo pipe.warc && cat pipe.warc > copy.warc && test -p pipe.warc"])
        {
            WorkingDirectory = _folder.Path,
        })!;
        string pipe = Path.Combine(_folder.Path, "pipe.warc");
        await Eventually.HoldsAsync("the pipe is there", () => File.Exists(pipe));

        CliRun run = await CliRun.InProcessAsync("export", "--warc", pipe, "--data", archive.Data);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        (_, bool intact) = await IndependentReader.ReadAsync(Path.Combine(_folder.Path, "copy.warc"));
        Assert.True(intact);
    }

    [Fact]
    public async Task Device_is_written_to_and_stays()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "This system has no /dev/null.");

        CliRun run = await CliRun.InProcessAsync("export", "--warc", "/dev/null", "--data", archive.Data);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Fact]
    public async Task Full_device_fails_in_one_sentence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");

        CliRun run = await CliRun.InProcessAsync("export", "--warc", "/dev/full", "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No space left on device", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_file_argument_is_reported()
    {
        CliRun run = await CliRun.InProcessAsync("export");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--warc", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_folder_fails_in_one_sentence()
    {
        CliRun run = await CliRun.InProcessAsync("export", "--warc", Path.Combine(_folder.Path, "nowhere", "a.warc"), "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
