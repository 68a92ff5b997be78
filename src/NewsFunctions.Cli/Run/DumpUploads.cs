using System.Collections.Concurrent;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Dumps;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Run;

/// <summary>Brings the files of a folder to the container of the dumps; what is there unchanged stays as it is.</summary>
internal sealed class DumpUploads(DumpBlobs blobs, Terminal terminal)
{
    private const int AtOnce = 8;

    /// <returns>Each file with its blob, in the order of <paramref name="files"/>.</returns>
    public async Task<IReadOnlyList<DumpBlob>> UploadAsync(
        IReadOnlyList<DumpFile> files,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        var uploaded = new DumpBlob[files.Count];
        var outcomes = new ConcurrentBag<UploadOutcome>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, parallel, async (i, token) =>
        {
            await using Stream content = files[i].Open();
            UploadResult result = await blobs.UploadAsync(files[i].Name, content, metadata, UploadMode.Overwrite, token);
            uploaded[i] = result.Dump;
            outcomes.Add(result.Outcome);
        });
        int unchanged = outcomes.Count(outcome => outcome == UploadOutcome.Unchanged);
        terminal.Progress($"Uploaded {files.Count - unchanged} of {files.Count} dumps; {unchanged} were there already.");
        return uploaded;
    }
}
