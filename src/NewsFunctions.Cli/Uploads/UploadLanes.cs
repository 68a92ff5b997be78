using System.Collections.Concurrent;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Uploads many files at once: as many small ones as keep a storage busy, and fewer large ones, which are buffered.</summary>
internal sealed class UploadLanes(IReadOnlyList<DumpFile> files, Terminal terminal, TimeProvider time)
{
    private const int AtOnce = 32;
    private const int LargeAtOnce = 8;
    private const int LargeBytes = 1024 * 1024;

    private readonly ConcurrentBag<SkippedFile> _skipped = [];

    /// <param name="upload">Uploads the content of the file with that number.</param>
    /// <returns>The files that vanished, or could not be opened, since they were listed.</returns>
    public async Task<IReadOnlyCollection<SkippedFile>> RunAsync(Func<int, Stream, CancellationToken, Task> upload, CancellationToken cancellationToken)
    {
        using var large = new SemaphoreSlim(LargeAtOnce);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var meter = new WorkMeter("Uploaded", files, terminal, time);
        await meter.RunAsync(() => Parallel.ForAsync(0, files.Count, parallel, async (i, token) =>
        {
            if (Open(meter, files[i]) is not { } opened)
            {
                return;
            }

            await using Stream content = opened;
            if (content.Length < LargeBytes)
            {
                await upload(i, content, token);
            }
            else
            {
                await large.WaitAsync(token);
                try
                {
                    await upload(i, content, token);
                }
                finally
                {
                    large.Release();
                }
            }

            meter.FileDone();
        }));
        return _skipped;
    }

    private Stream? Open(WorkMeter meter, DumpFile file)
    {
        try
        {
            return meter.Open(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            SkippedFile skipped = new(file.Name, e is UnauthorizedAccessException ? "it cannot be read" : "it is not there any more");
            terminal.Progress($"Skipped {skipped}.");
            _skipped.Add(skipped);
            return null;
        }
    }
}
