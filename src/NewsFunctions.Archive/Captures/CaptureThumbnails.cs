using NewsFunctions.Core.Captures;
using NewsFunctions.Storage.Captures;

namespace NewsFunctions.Archive.Captures;

/// <summary>Thumbnails of our own copies: made with the copy, or when somebody first asks for that of an older one.</summary>
/// <remarks>Safe to run twice, to die anywhere and to run beside itself: the same copy has the same thumbnail.</remarks>
public sealed class CaptureThumbnails(CaptureStore captures, Thumbnailer thumbnailer)
{
    /// <summary>Makes the thumbnail of a file that is being stored: one operation. Nothing for films and for what is too large.</summary>
    /// <param name="content">Seekable; read from its beginning.</param>
    public async Task MakeAsync(CapturedFile file, Stream content, CancellationToken cancellationToken)
    {
        if (Thumbnailer.Takes(file.Type, file.Bytes))
        {
            content.Position = 0;
            await MakeAsync(file.Sha256, content, file.Bytes, cancellationToken);
        }
    }

    /// <summary>The thumbnail of a copy: one operation; of one that has none yet five.</summary>
    /// <returns>Null where there is no such copy, or no thumbnail can be made of it, which is tried once.</returns>
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

        // An empty blob says that there can be none.
        await captures.StoreThumbnailAsync(sha256, thumbnail ?? [], Thumbnailer.MediaType, cancellationToken);
        return thumbnail;
    }
}
