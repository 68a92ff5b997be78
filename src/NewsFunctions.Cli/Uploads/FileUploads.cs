using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Uploads files without reading their content, several at once. What an interrupted upload has sent is not sent again.</summary>
internal sealed class FileUploads(DumpBlobs blobs, UploadMode mode, Terminal terminal, TimeProvider time)
{
    /// <returns>The results in the order of <paramref name="files"/>, without the files that were skipped.</returns>
    public async Task<(IReadOnlyList<UploadResult> Results, IReadOnlyCollection<SkippedFile> Skipped)> UploadAsync(
        IReadOnlyList<DumpFile> files, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var results = new UploadResult?[files.Count];
        int done = 0;
        try
        {
            IReadOnlyCollection<SkippedFile> skipped = await new UploadLanes(files, terminal, time).RunAsync(
                async (i, content, token) =>
                {
                    results[i] = content.Length <= DumpUpload.BlockBytes
                        ? await blobs.UploadAsync(files[i].Name, content, metadata, mode, token)
                        : await blobs.UploadLargeAsync(files[i], content, metadata, mode, (upload, stop) => upload.WriteAsync(content, stop), token);
                    Interlocked.Increment(ref done);
                },
                cancellationToken);
            return ([.. results.OfType<UploadResult>()], skipped);
        }
        catch (Exception) when (done < files.Count)
        {
            terminal.Progress($"{done} of {Show.Counted(files.Count, "file")} were uploaded or there already. Run the same command again for the others.");
            throw;
        }
    }
}
