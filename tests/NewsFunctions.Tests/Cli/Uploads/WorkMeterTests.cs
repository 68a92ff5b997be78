using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Cli.Uploads;

namespace NewsFunctions.Tests.Cli.Uploads;

public sealed class WorkMeterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _progress = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("news-meter-").FullName;

    public void Dispose()
    {
        _progress.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Long_work_prints_files_and_bytes_once_a_minute_when_piped()
    {
        DumpFile small = Write("a.txt", 500_000);
        DumpFile large = Write("b.txt", 2_000_000);
        var meter = new WorkMeter("Read", [small, large], new Terminal(TextWriter.Null, _progress), _time);

        await meter.RunAsync(async () =>
        {
            await ReadAsync(meter.Open(small), 500_000);
            meter.FileDone();
            _time.Advance(TimeSpan.FromMinutes(1));

            // The first half of the file is read twice and counts once.
            await using Stream content = meter.Open(large);
            await ReadAsync(content, 1_000_000);
            content.Position = 0;
            await ReadAsync(content, 1_000_000);
            _time.Advance(TimeSpan.FromMinutes(1));
            _time.Advance(TimeSpan.FromMinutes(1));
        });
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(
            ["Read 1 of 2 dumps, 0.5 of 2.5 MB.", "Read 1 of 2 dumps, 1.5 of 2.5 MB."],
            _progress.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Short_work_prints_nothing()
    {
        var meter = new WorkMeter("Read", [], new Terminal(TextWriter.Null, _progress), _time);

        await meter.RunAsync(() => Task.CompletedTask);

        Assert.Equal("", _progress.ToString());
    }

    private DumpFile Write(string name, int bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, new byte[bytes]);
        return new DumpFile(name, path);
    }

    private static async Task ReadAsync(Stream content, int bytes) =>
        await content.ReadExactlyAsync(new byte[bytes], TestContext.Current.CancellationToken);
}
