using NewsFunctions.Archive.Captures;
using NewsFunctions.Core.Captures;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using SkiaSharp;

namespace NewsFunctions.IntegrationTests.Captures;

public sealed class ThumbnailTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thumbnail_of_a_capture_costs_one_operation()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11]);
        site.Answer(DumpText.Picture(11), context => context.Response.Body.WriteAsync(Picture()).AsTask());
        await archive.CaptureAsync();
        string sha256 = (await archive.PictureAsync(11)).Capture!.File!.Sha256;
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        byte[] thumbnail = (await archive.Get<CaptureThumbnails>().GetAsync(sha256, Token))!;

        using var small = SKBitmap.Decode(thumbnail);
        Assert.Equal((320, 240, 1L), (small.Width, small.Height, counter.Blobs));
        Assert.Equal(1, (await archive.Get<CaptureStore>().MeasureAsync(archive.Time.GetUtcNow(), Token)).Files);
    }

    [Fact]
    public async Task Undecodable_file_is_captured_and_its_thumbnail_tried_once()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11]);
        await archive.CaptureAsync();
        string sha256 = (await archive.PictureAsync(11)).Capture!.File!.Sha256;
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        Assert.Null(await archive.Get<CaptureThumbnails>().GetAsync(sha256, Token));
        Assert.Equal(1, counter.Blobs);
        Assert.Equal(CapturingArchive.Jpeg(11), await archive.BytesAsync(sha256));
    }

    [Fact]
    public async Task Thumbnail_of_an_older_capture_is_made_on_request()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11]);
        await archive.CaptureAsync();
        byte[] picture = Picture();
        CapturedFile file = (await archive.PictureAsync(11)).Capture!.File! with { Sha256 = new string('d', 64), Bytes = picture.Length };
        using var content = new MemoryStream(picture);
        await archive.Get<CaptureStore>().StoreAsync(file, content, Token);
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        byte[]? first = await archive.Get<CaptureThumbnails>().GetAsync(file.Sha256, Token);
        long made = counter.Blobs;
        byte[]? again = await archive.Get<CaptureThumbnails>().GetAsync(file.Sha256, Token);

        Assert.NotNull(first);
        Assert.Equal(first, again);
        Assert.Equal((5, 6), (made, counter.Blobs));
        Assert.Null(await archive.Get<CaptureThumbnails>().GetAsync(new string('e', 64), Token));
    }

    private static byte[] Picture()
    {
        using var surface = SKSurface.Create(new SKImageInfo(800, 600));
        surface.Canvas.Clear(SKColors.Green);
        using SKImage image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }
}
