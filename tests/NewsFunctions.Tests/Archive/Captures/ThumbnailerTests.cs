using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Archive.Captures;
using SkiaSharp;

namespace NewsFunctions.Tests.Archive.Captures;

public sealed class ThumbnailerTests : IDisposable
{
    private readonly Thumbnailer _thumbnailer = new(TimeProvider.System, NullLogger<Thumbnailer>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _thumbnailer.Dispose();

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 1200, 600, 320, 160)]
    [InlineData(SKEncodedImageFormat.Png, 300, 900, 106, 320)]
    [InlineData(SKEncodedImageFormat.Webp, 64, 48, 64, 48)]
    [InlineData(SKEncodedImageFormat.Png, 4000, 2, 320, 1)]
    public async Task Thumbnail_is_small_and_keeps_the_aspect_ratio(SKEncodedImageFormat format, int width, int height, int smallWidth, int smallHeight)
    {
        byte[] thumbnail = (await _thumbnailer.MakeAsync(Picture(format, width, height), Token))!;

        using var small = SKBitmap.Decode(thumbnail);
        Assert.Equal((smallWidth, smallHeight), (small.Width, small.Height));
        Assert.Equal("RIFF"u8, thumbnail.AsSpan(0, 4));
        Assert.Equal("WEBP"u8, thumbnail.AsSpan(8, 4));
    }

    // The last four numbers say where the red left edge and the blue right edge must appear, as fractions of width and height.
    [Theory]
    [InlineData(1, 200, 100, 0.1, 0.5, 0.9, 0.5)]
    [InlineData(3, 200, 100, 0.9, 0.5, 0.1, 0.5)]
    [InlineData(6, 100, 200, 0.5, 0.1, 0.5, 0.9)]
    [InlineData(8, 100, 200, 0.5, 0.9, 0.5, 0.1)]
    public async Task Thumbnail_is_rotated_by_its_EXIF_orientation(byte orientation, int width, int height, double redX, double redY, double blueX, double blueY)
    {
        byte[] thumbnail = (await _thumbnailer.MakeAsync(WithOrientation(Picture(SKEncodedImageFormat.Jpeg, 200, 100), orientation), Token))!;

        using var small = SKBitmap.Decode(thumbnail);
        Assert.Equal((width, height), (small.Width, small.Height));
        Assert.True(small.GetPixel((int)(redX * width), (int)(redY * height)) is { Red: > 200, Blue: < 60 });
        Assert.True(small.GetPixel((int)(blueX * width), (int)(blueY * height)) is { Red: < 60, Blue: > 200 });
    }

    [Fact]
    public async Task File_that_is_not_an_image_has_no_thumbnail()
    {
        Assert.Null(await _thumbnailer.MakeAsync([1, 2, 3], Token));
        Assert.Null(await _thumbnailer.MakeAsync([.. Picture(SKEncodedImageFormat.Jpeg, 400, 400).Take(20)], Token));
    }

    [Fact]
    public async Task Picture_with_too_many_pixels_is_not_decoded()
    {
        byte[] bomb = Picture(SKEncodedImageFormat.Png, 16, 16);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 30_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 30_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), System.IO.Hashing.Crc32.HashToUInt32(bomb.AsSpan(12, 17)));

        Assert.Null(await _thumbnailer.MakeAsync(bomb, Token));
    }

    [Theory]
    [InlineData("video/mp4", 1000, false)]
    [InlineData("image/png", Thumbnailer.MaxBytes + 1, false)]
    [InlineData("image/png", 0, false)]
    [InlineData("image/gif", 1000, true)]
    public void Videos_and_large_files_get_no_thumbnail(string type, long bytes, bool takes) => Assert.Equal(takes, Thumbnailer.Takes(type, bytes));

    /// <summary>Makes an image with a red left half and a blue right half.</summary>
    private static byte[] Picture(SKEncodedImageFormat format, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        using var red = new SKPaint();
        red.Color = SKColors.Red;
        surface.Canvas.DrawRect(0, 0, width / 2f, height, red);
        using SKImage image = surface.Snapshot();
        return image.Encode(format, 90).ToArray();
    }

    /// <summary>Inserts the EXIF tag Orientation after the first marker of a JPEG.</summary>
    private static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8,
        .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg.AsSpan(2),
    ];
}
