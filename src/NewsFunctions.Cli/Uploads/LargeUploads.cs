using NewsFunctions.Cli.Dumps;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Uploads files that are sent in blocks.</summary>
internal static class LargeUploads
{
    /// <summary>Limits the attempts of an upload: the file may change while it is read, or somebody else may upload the same name.</summary>
    private const int Attempts = 5;

    /// <summary>Distinguishes one content of a file from another.</summary>
    private readonly record struct FileVersion(long Length, DateTime Written)
    {
        public static FileVersion Of(DumpFile file) => new FileInfo(file.Path) is { Exists: true } info ? new(info.Length, info.LastWriteTimeUtc) : default;
    }

    /// <param name="send">Sends the content, whose position is at its start.</param>
    /// <exception cref="IOException">The file, or the dump of that name in the storage, changes all the time.</exception>
    public static async Task<UploadResult> UploadLargeAsync(
        this DumpBlobs blobs,
        DumpFile file,
        Stream content,
        IReadOnlyDictionary<string, string> metadata,
        UploadMode mode,
        Func<DumpUpload, CancellationToken, Task> send,
        CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            content.Position = 0;
            var before = FileVersion.Of(file);
            using DumpUpload upload = await blobs.BeginUploadAsync(file.Name, attempt == 1 ? content.Length : null, metadata, mode, cancellationToken);
            await send(upload, cancellationToken);

            // If a file changed meanwhile, what was sent is neither its old content nor its new one.
            if (FileVersion.Of(file) == before && await upload.CompleteAsync(cancellationToken) is { } result)
            {
                return result;
            }
        }

        throw new IOException($"{file.Path} was not uploaded: it, or the dump of that name in the storage, changes all the time. Try again.");
    }
}
