using System.Collections.Concurrent;
using NewsFunctions.Articles;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Dumps;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Run;

/// <summary>A file that is among the uploads, and what is in it.</summary>
internal sealed record UploadedFile(DumpBlob Blob, DumpInventory Inventory);

/// <summary>Brings the files of a folder to the container of the dumps, and sees what is in them on the way; what is there unchanged stays
/// as it is.</summary>
internal sealed class DumpUploads(DumpBlobs blobs, ArticleReader reader, Terminal terminal, TimeProvider time)
{
    private const int AtOnce = 8;

    /// <summary>How often the upload of a large file is tried: the file may change while it is read, or somebody else may upload the same name.</summary>
    private const int Attempts = 5;

    /// <returns>In the order of <paramref name="files"/>.</returns>
    public async Task<IReadOnlyList<UploadedFile>> UploadAsync(
        IReadOnlyList<DumpFile> files,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        var uploaded = new UploadedFile[files.Count];
        var outcomes = new ConcurrentBag<UploadOutcome>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var meter = new WorkMeter("Uploaded", files, terminal, time);
        await meter.TellAsync(() => Parallel.ForAsync(0, files.Count, parallel, async (i, token) =>
        {
            await using Stream content = meter.Open(files[i]);
            (UploadResult result, DumpInventory inventory) = content.Length <= DumpUpload.BlockBytes
                ? await UploadSmallAsync(files[i], content, metadata, token)
                : await UploadLargeAsync(files[i], content, metadata, token);
            uploaded[i] = new UploadedFile(result.Dump, inventory);
            outcomes.Add(result.Outcome);
            meter.FileDone();
        }));
        int unchanged = outcomes.Count(outcome => outcome == UploadOutcome.Unchanged);
        terminal.Progress($"Uploaded {files.Count - unchanged} of {Show.Counted(files.Count, "dump")}; {unchanged} {(unchanged == 1 ? "was" : "were")} there already.");
        return uploaded;
    }

    private async Task<(UploadResult Result, DumpInventory Inventory)> UploadSmallAsync(
        DumpFile file, Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream((int)content.Length);
        await content.CopyToAsync(memory, cancellationToken);
        memory.Position = 0;
        DumpInventory inventory = await DumpInventory.ReadAsync(reader, file, memory, metadata, cancellationToken);
        memory.Position = 0;
        return (await blobs.UploadAsync(file.Name, memory, metadata, UploadMode.Overwrite, cancellationToken), inventory);
    }

    private async Task<(UploadResult Result, DumpInventory Inventory)> UploadLargeAsync(
        DumpFile file, Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        DumpInventory? inventory = null;
        if (await IsReadInPlaceAsync(content, cancellationToken))
        {
            inventory = await DumpInventory.ReadAsync(reader, file, content, metadata, cancellationToken);
        }

        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            content.Position = 0;
            using DumpUpload upload = await blobs.BeginUploadAsync(file.Name, attempt == 1 ? content.Length : null, metadata, UploadMode.Overwrite, cancellationToken);
            await using var read = new UploadingStream(content, upload, cancellationToken);
            inventory ??= await DumpInventory.ReadAsync(reader, file, read, metadata, cancellationToken);
            await read.FinishAsync();
            if (await upload.CompleteAsync(cancellationToken) is { } result)
            {
                return (result, inventory);
            }
        }

        throw new IOException($"{file.Path} was not uploaded: it, or the dump of that name in the storage, changes all the time. Try again.");
    }

    /// <summary>A zip is read from its end.</summary>
    private static async Task<bool> IsReadInPlaceAsync(Stream content, CancellationToken cancellationToken)
    {
        byte[] head = new byte[DumpReader.HeadOfZip];
        int read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        content.Position = 0;
        return DumpReader.IsZip(head.AsSpan(0, read));
    }
}
