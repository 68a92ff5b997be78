using System.Collections.Concurrent;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Uploads files without looking into them, several at once. What an interrupted upload has sent is not sent again.</summary>
internal sealed class FileUploads(DumpBlobs blobs, UploadMode mode, Terminal terminal, TimeProvider time)
{
    /// <param name="vanished">Takes the files that are not there any more.</param>
    /// <returns>In the order of <paramref name="files"/>, without those that vanished.</returns>
    public async Task<IReadOnlyList<UploadResult>> UploadAsync(
        IReadOnlyList<DumpFile> files, IReadOnlyDictionary<string, string> metadata, ConcurrentBag<SkippedFile> vanished, CancellationToken cancellationToken)
    {
        var results = new UploadResult?[files.Count];
        int done = 0;
        try
        {
            await new UploadLanes(files, vanished, terminal, time).RunAsync(
                async (i, content, token) =>
                {
                    results[i] = content.Length <= DumpUpload.BlockBytes
                        ? await blobs.UploadAsync(files[i].Name, content, metadata, mode, token)
                        : await blobs.UploadLargeAsync(files[i], content, metadata, mode, (upload, stop) => upload.WriteAsync(content, stop), token);
                    Interlocked.Increment(ref done);
                },
                cancellationToken);
        }
        catch (Exception) when (done < files.Count)
        {
            terminal.Progress($"{done} of {Show.Counted(files.Count, "file")} were uploaded or there already. Run the same command again for the others.");
            throw;
        }

        return [.. results.OfType<UploadResult>()];
    }
}
