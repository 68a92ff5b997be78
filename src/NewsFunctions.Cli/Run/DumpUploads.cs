using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Cli.Uploads;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Run;

/// <summary>Describes an uploaded file and its content.</summary>
internal sealed record UploadedFile(UploadResult Upload, DumpInventory Inventory);

/// <summary>Uploads the files of a folder to the container of the dumps, and reads what is in them on the way; what is there unchanged stays
/// as it is.</summary>
internal sealed class DumpUploads(DumpBlobs blobs, ArticleReader reader, Terminal terminal, TimeProvider time)
{
    /// <returns>The uploads in the order of <paramref name="files"/>, without the files that were skipped.</returns>
    public async Task<(IReadOnlyList<UploadedFile> Uploaded, IReadOnlyCollection<SkippedFile> Skipped)> UploadAsync(
        IReadOnlyList<DumpFile> files,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        var byNumber = new UploadedFile?[files.Count];
        IReadOnlyCollection<SkippedFile> skipped = await new UploadLanes(files, terminal, time).RunAsync(
            async (i, content, token) =>
            {
                (UploadResult result, DumpInventory inventory) = content.Length <= DumpUpload.BlockBytes
                    ? await UploadSmallAsync(files[i], content, metadata, token)
                    : await UploadLargeAsync(files[i], content, metadata, token);
                byNumber[i] = new UploadedFile(result, inventory);
            },
            cancellationToken);
        UploadedFile[] uploaded = [.. byNumber.OfType<UploadedFile>()];
        int unchanged = uploaded.Count(file => file.Upload.Outcome == UploadOutcome.Unchanged);
        terminal.Progress($"Uploaded {uploaded.Length - unchanged} of {Show.Counted(files.Count, "dump")}; {unchanged} {(unchanged == 1 ? "was" : "were")} there already.");
        return (uploaded, skipped);
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

        UploadResult result = await blobs.UploadLargeAsync(file, content, metadata, UploadMode.Overwrite, SendAsync, cancellationToken);
        return (result, inventory!);

        async Task SendAsync(DumpUpload upload, CancellationToken stop)
        {
            await using var read = new UploadingStream(content, upload, stop);
            inventory ??= await DumpInventory.ReadAsync(reader, file, read, metadata, stop);
            await read.FinishAsync();
        }
    }

    /// <summary>Returns whether the content is read in place, because a zip is read from its end.</summary>
    private static async Task<bool> IsReadInPlaceAsync(Stream content, CancellationToken cancellationToken)
    {
        byte[] head = new byte[DumpReader.HeadOfZip];
        int read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        content.Position = 0;
        return DumpReader.IsZip(head.AsSpan(0, read));
    }
}
