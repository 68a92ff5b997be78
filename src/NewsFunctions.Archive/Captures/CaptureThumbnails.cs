using NewsFunctions.Core.Captures;
using NewsFunctions.Storage.Captures;

namespace NewsFunctions.Archive.Captures;

/// <summary>Makes thumbnails of captures: with the capture, or on the first request for an older one.</summary>
/// <remarks>Safe to run twice, to stop anywhere and to run concurrently: the same capture has the same thumbnail.</remarks>
public sealed class CaptureThumbnails(CaptureStore captures, Thumbnailer thumbnailer)
{
    /// <summary>Makes the thumbnail of a file that is being stored: one operation. Does nothing for films and files that are too large.</summary>
    /// <param name="content">The content; seekable. It is read from the beginning.</param>
    public async Task MakeAsync(CapturedFile file, Stream content, CancellationToken cancellationToken)
    {
        if (Thumbnailer.Takes(file.Type, file.Bytes))
        {
            content.Position = 0;
            await MakeAsync(file.Sha256, content, file.Bytes, cancellationToken);
        }
    }

    /// <summary>Gets the thumbnail of a capture: one operation, or five if there is none yet.</summary>
    /// <returns>The thumbnail; null if there is no such capture, or if none can be made of it, which is tried once.</returns>
    public async Task<byte[]?> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        if (await captures.ReadThumbnailAsync(sha256, cancellationToken) is { } stored)
        {
            return stored.Length == 0 ? null : stored;
        }

        await using StoredCapture? capture = await captures.OpenAsync(sha256, cancellationToken);
        return capture is not null && Thumbnailer.Takes(capture.Type, capture.Bytes)
            ? await MakeAsync(sha256, capture.Content, capture.Bytes, cancellationToken)
            : null;
    }

    private async Task<byte[]?> MakeAsync(string sha256, Stream content, long bytes, CancellationToken cancellationToken)
    {
        byte[] picture = new byte[bytes];
        await content.ReadExactlyAsync(picture, cancellationToken);
        byte[]? thumbnail = await thumbnailer.MakeAsync(picture, cancellationToken);

        // An empty blob says that none can be made.
        await captures.StoreThumbnailAsync(sha256, thumbnail ?? [], Thumbnailer.MediaType, cancellationToken);
        return thumbnail;
    }
}
