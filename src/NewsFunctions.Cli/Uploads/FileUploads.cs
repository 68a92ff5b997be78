using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Uploads files without looking into them, several at once. What an interrupted upload has sent is not sent again.</summary>
internal sealed class FileUploads(DumpBlobs blobs, UploadMode mode, Terminal terminal, TimeProvider time)
{
    private const int AtOnce = 8;

    /// <summary>How often the upload of a large file is tried: the file may change while it is read, or somebody else may upload the same name.</summary>
    private const int Attempts = 5;

    /// <returns>In the order of <paramref name="files"/>.</returns>
    public async Task<IReadOnlyList<UploadResult>> UploadAsync(
        IReadOnlyList<DumpFile> files, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var results = new UploadResult[files.Count];
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var meter = new WorkMeter("Uploaded", files, terminal, time);
        try
        {
            await meter.TellAsync(() => Parallel.ForAsync(0, files.Count, parallel, async (i, token) =>
            {
                await using Stream content = meter.Open(files[i]);
                results[i] = content.Length <= DumpUpload.BlockBytes
                    ? await blobs.UploadAsync(files[i].Name, content, metadata, mode, token)
                    : await UploadLargeAsync(files[i], content, metadata, token);
                meter.FileDone();
                Interlocked.Increment(ref done);
            }));
        }
        catch (Exception) when (done < files.Count)
        {
            terminal.Progress($"{done} of {Show.Counted(files.Count, "file")} were uploaded or there already. Run the same command again for the others.");
            throw;
        }

        return results;
    }

    private async Task<UploadResult> UploadLargeAsync(
        DumpFile file, Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            content.Position = 0;
            using DumpUpload upload = await blobs.BeginUploadAsync(file.Name, attempt == 1 ? content.Length : null, metadata, mode, cancellationToken);
            await upload.WriteAsync(content, cancellationToken);
            if (await upload.CompleteAsync(cancellationToken) is { } result)
            {
                return result;
            }
        }

        throw new IOException($"{file.Path} was not uploaded: it, or the dump of that name in the storage, changes all the time. Try again.");
    }
}
