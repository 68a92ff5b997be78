using System.Collections.Concurrent;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Uploads many files at once: as many small ones as keep a storage busy, and fewer large ones, which are buffered.</summary>
/// <param name="vanished">Takes the files that are not there any more; null: such a file ends the work.</param>
internal sealed class UploadLanes(IReadOnlyList<DumpFile> files, ConcurrentBag<SkippedFile>? vanished, Terminal terminal, TimeProvider time)
{
    private const int AtOnce = 32;
    private const int LargeAtOnce = 8;
    private const int LargeBytes = 1024 * 1024;

    /// <param name="upload">Uploads the content of the file with that number.</param>
    public async Task RunAsync(Func<int, Stream, CancellationToken, Task> upload, CancellationToken cancellationToken)
    {
        using var large = new SemaphoreSlim(LargeAtOnce);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var meter = new WorkMeter("Uploaded", files, terminal, time);
        await meter.TellAsync(() => Parallel.ForAsync(0, files.Count, parallel, async (i, token) =>
        {
            if (vanished is not null && !File.Exists(files[i].Path))
            {
                vanished.Add(new SkippedFile(files[i].Name, "it is not there any more"));
                return;
            }

            await using Stream content = meter.Open(files[i]);
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
    }
}
