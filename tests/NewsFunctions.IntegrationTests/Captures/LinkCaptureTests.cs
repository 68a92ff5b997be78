using System.Net;
using System.Security.Cryptography;
using Azure.Storage.Queues;
using NewsFunctions.Core.Captures;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Captures;

public sealed class LinkCaptureTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_media_are_captured_once_under_their_hash()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11, 12, 13]);
        site.Answer(DumpText.Picture(13), HttpStatusCode.NotFound);
        int checkedWith = site.Requests;
        Assert.Equal(1, await MessagesAsync(archive));

        await archive.CaptureAsync();

        CapturedFile file = (await archive.PictureAsync(11)).Capture!.File!;
        byte[] bytes = CapturingArchive.Jpeg(11);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
        Assert.Equal((PayloadDigestOf(bytes), bytes.Length, "image/jpeg"), (file.Sha1, file.Bytes, file.Type));
        Assert.Equal(site.Url + DumpText.Picture(11), file.Url);
        Assert.Equal(bytes, await archive.BytesAsync(file.Sha256));
        Assert.Equal(checkedWith + 3, site.Requests);

        // The picture that died in between has no capture. The next attempt is at its next check, not earlier.
        Assert.Null((await archive.PictureAsync(13)).Capture!.File);
        await archive.CaptureAsync();
        Assert.Equal(checkedWith + 3, site.Requests);
        site.Answer(DumpText.Picture(13), context => context.Response.Body.WriteAsync(CapturingArchive.Jpeg(13)).AsTask());
        archive.Time.Advance(TimeSpan.FromDays(10));
        await archive.CheckDueLinksAsync();
        Assert.Equal(2, await MessagesAsync(archive));
        await archive.CaptureAsync();
        Assert.Equal(CapturingArchive.Jpeg(13), await archive.BytesAsync((await archive.PictureAsync(13)).Capture!.File!.Sha256));
    }

    [Fact]
    public async Task Nothing_is_captured_without_the_setting()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11], enabled: false);
        int checkedWith = site.Requests;

        await archive.CaptureAsync();

        Assert.Equal((0, checkedWith), (await MessagesAsync(archive), site.Requests));
        Assert.Null((await archive.PictureAsync(11)).Capture);
    }

    [Fact]
    public async Task The_same_bytes_under_two_paths_are_one_file()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11, 12]);
        site.Answer(DumpText.Picture(12), context => context.Response.Body.WriteAsync(CapturingArchive.Jpeg(11)).AsTask());

        await archive.CaptureAsync();

        Assert.Equal((await archive.PictureAsync(11)).Capture!.File!.Sha256, (await archive.PictureAsync(12)).Capture!.File!.Sha256);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ingest_killed_at_any_step_ends_as_an_undisturbed_one(bool after)
    {
        for (int step = 0; ; step++)
        {
            await using TestSite site = await TestSite.StartAsync();
            await using Archive archive = await CapturingArchive.CreateAsync(azurite, site, [11, 12]);
            SteppedPolicy policy = SteppedPolicy.Killing(step, after);
            await using (Archive killed = archive.Beside(policy))
            {
                Assert.Equal(await Record.ExceptionAsync(killed.CaptureAsync) is not null, policy.HasActed);
            }

            await archive.ReleaseHostsAsync();
            await archive.CaptureAsync();

            Assert.Equal(CapturingArchive.Jpeg(11), await archive.BytesAsync((await archive.PictureAsync(11)).Capture!.File!.Sha256));
            Assert.Equal(CapturingArchive.Jpeg(12), await archive.BytesAsync((await archive.PictureAsync(12)).Capture!.File!.Sha256));
            if (!policy.HasActed)
            {
                Assert.InRange(step, 5, 15);
                return;
            }
        }
    }

    private static string PayloadDigestOf(byte[] bytes)
    {
        // WARC and CDX files use SHA-1.
#pragma warning disable CA5350
        byte[] hash = SHA1.HashData(bytes);
#pragma warning restore CA5350
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        return string.Concat(Enumerable.Range(0, 32).Select(i => Alphabet[(((hash[i * 5 / 8] << 8) | (i * 5 / 8 < 19 ? hash[(i * 5 / 8) + 1] : 0)) >> (11 - (i * 5 % 8))) & 31]));
    }

    private static async Task<int> MessagesAsync(Archive archive)
    {
        var queue = new QueueClient(
            archive.Connection, ArchiveNames.CapturesQueue, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06));
        return (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;
    }
}
