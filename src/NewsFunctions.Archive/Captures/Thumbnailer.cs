using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace NewsFunctions.Archive.Captures;

/// <summary>Makes thumbnails of untrusted files in bounded memory and time. It never throws for what a file holds.</summary>
/// <remarks>docs/decisions/0029 explains the choice of the library, and why it runs in this process.</remarks>
public sealed partial class Thumbnailer(TimeProvider time, ILogger<Thumbnailer> logger) : IDisposable
{
    /// <summary>The longer side of a thumbnail, in pixels.</summary>
    public const int MaxSide = 320;

    /// <summary>Bounds the size of files that get a thumbnail, in bytes.</summary>
    public const long MaxBytes = 20_000_000;

    /// <summary>The media type of thumbnails.</summary>
    public const string MediaType = "image/webp";

    // 64 MB of memory: 16 megapixels of 4 bytes. JPEG and WebP decode at a fraction of their size, so theirs may have more.
    private const long MaxPixels = 16_000_000;
    private const int Quality = 75;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    // Decodes one picture at a time to bound memory.
    private readonly SemaphoreSlim _decoding = new(1, 1);

    /// <summary>Returns whether files of this type get a thumbnail. Videos do not: nothing here decodes them.</summary>
    public static bool Takes(string type, long bytes) => type.StartsWith("image/", StringComparison.Ordinal) && bytes is > 0 and <= MaxBytes;

    /// <summary>Makes the thumbnail of a picture.</summary>
    /// <param name="picture">The whole file.</param>
    /// <returns>Null if the file cannot be decoded, has too many pixels, or takes too long.</returns>
    public async Task<byte[]?> MakeAsync(byte[] picture, CancellationToken cancellationToken)
    {
        try
        {
            // Decoding cannot be cancelled. It goes on in the background, and the next picture waits for it.
            return await DecodeInTurnAsync(picture).WaitAsync(MaxWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Log.TooSlow(logger, MaxWait);
            return null;
        }
    }

    public void Dispose() => _decoding.Dispose();

    private async Task<byte[]?> DecodeInTurnAsync(byte[] picture)
    {
        await _decoding.WaitAsync(CancellationToken.None);
        try
        {
            return await Task.Run(() => Make(picture));
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            Log.NoLibrary(logger, e);
            return null;
        }
        finally
        {
            _decoding.Release();
        }
    }

    private static byte[]? Make(byte[] picture)
    {
        using var data = SKData.CreateCopy(picture);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info is not { Width: > 0, Height: > 0 } info)
        {
            return null;
        }

        // JPEG decodes at eighths of its size. A smaller eighth than needed would be scaled up.
        float needed = Math.Min(1, (float)MaxSide / Math.Max(info.Width, info.Height));
        SKSizeI decoded = codec.GetScaledDimensions(MathF.Ceiling(8 * needed) / 8);
        if ((long)decoded.Width * decoded.Height > MaxPixels)
        {
            return null;
        }

        using SKBitmap bitmap = new();
        if (!bitmap.TryAllocPixels(new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Premul)))
        {
            return null;
        }

        // A file that is cut off in its last lines still gives a useful thumbnail.
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput
            ? Encode(bitmap, codec.EncodedOrigin)
            : null;
    }

    /// <summary>Scales the picture down and turns it upright: cameras only record their orientation.</summary>
    private static byte[]? Encode(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        bool isTurned = origin >= SKEncodedOrigin.LeftTop;
        float scale = Math.Min(1, (float)MaxSide / Math.Max(bitmap.Width, bitmap.Height));
        var size = new SKSizeI(Math.Max(1, (int)(bitmap.Width * scale)), Math.Max(1, (int)(bitmap.Height * scale)));
        using var surface = SKSurface.Create(new SKImageInfo(isTurned ? size.Height : size.Width, isTurned ? size.Width : size.Height));
        if (surface is null)
        {
            return null;
        }

        surface.Canvas.SetMatrix(Upright(origin, size));
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, SKRect.Create(size.Width, size.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using SKImage small = surface.Snapshot();
        using SKData? encoded = small.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded?.ToArray();
    }

    /// <summary>Maps the EXIF orientation (EXIF 2.32, tag Orientation) to a rotation.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, SKSizeI size) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, size.Width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, size.Width, 0, -1, size.Height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, size.Height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, size.Height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, size.Height, -1, 0, size.Width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, size.Width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static partial class Log
    {
        [LoggerMessage(2202, LogLevel.Warning, "Gave up on a picture that was not decoded within {MaxWait}. It has no thumbnail.")]
        public static partial void TooSlow(ILogger logger, TimeSpan maxWait);

        [LoggerMessage(2203, LogLevel.Error, "Could not load the native library of SkiaSharp. Pictures have no thumbnails.")]
        public static partial void NoLibrary(ILogger logger, Exception exception);
    }
}
