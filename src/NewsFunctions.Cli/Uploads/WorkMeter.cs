using System.Globalization;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Counts the files and bytes that are done, and shows the progress.</summary>
/// <param name="verb">The work, in the past tense: <c>Read</c>.</param>
internal sealed class WorkMeter(string verb, IReadOnlyCollection<DumpFile> files, Terminal terminal, TimeProvider time)
{
    private const double Megabyte = 1_000_000;

    private readonly SlowWork _slow = new(terminal, time);
    private readonly long _allBytes = files.Sum(file => new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0);
    private int _files;
    private long _bytes;

    /// <summary>Opens the content of a file, whose bytes count as they are read.</summary>
    public Stream Open(DumpFile file) => new MeteredStream(file.Open(), bytes => Interlocked.Add(ref _bytes, bytes));

    /// <summary>Counts a file that is done.</summary>
    public void FileDone() => Interlocked.Increment(ref _files);

    /// <summary>Does the work, and reports it if it takes longer than a moment.</summary>
    public Task RunAsync(Func<Task> work) => _slow.RunAsync(Says, Done, ProgressBar.Megabytes, async () =>
    {
        await work();
        return true;
    });

    private WorkDone Done() => new(Interlocked.Read(ref _bytes), _allBytes);

    private string Says() => string.Create(
        CultureInfo.InvariantCulture,
        $"{verb} {Volatile.Read(ref _files)} of {Show.Counted(files.Count, "dump")}, {Interlocked.Read(ref _bytes) / Megabyte:N1} of {_allBytes / Megabyte:N1} MB.");
}
