using System.Globalization;
using NewsFunctions.Archive.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Captures;

/// <summary>
/// Creates an archive with captures enabled, whose site has distinct pictures that were each checked once.
/// </summary>
internal static class CapturingArchive
{
    public static readonly LinkShard Pictures = new(Archive.Site, LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Archive> CreateAsync(
        AzuriteFixture azurite, TestSite site, int[] ids, bool enabled = true)
    {
        Archive archive = await Archive.CreateAsync(azurite, site, settings:
        [
            new("Captures:Enabled", enabled ? "true" : "false"),
            new("LinkChecks:AllowedPorts:0", site.Port.ToString(CultureInfo.InvariantCulture)),
        ]);
        await archive.UploadAsync("a.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "An article.", ids));
        await archive.IngestAsync("a.txt");
        foreach (int id in ids)
        {
            site.Answer(DumpText.Picture(id), context => context.Response.Body.WriteAsync(Jpeg(id)).AsTask());
        }

        await archive.CheckDueLinksAsync();
        return archive;
    }

    /// <summary>Builds a picture with unique bytes: a comment segment holds the id.</summary>
    public static byte[] Jpeg(int id)
    {
        byte[] comment = System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"picture {id:00000000}"));
        return
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
            0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. comment, 0xFF, 0xD9,
        ];
    }

    public static Task CaptureAsync(this Archive archive) =>
        archive.Get<LinkCaptures>().CaptureAsync(ShardMessage.For(Pictures), Token);

    public static async Task<Link> PictureAsync(this Archive archive, int id) =>
        (await archive.Links.GetAsync(Archive.Site, LinkId.ForMedia(LinkKind.Image, DumpText.Picture(id)), Token))!.Link;

    public static async Task<byte[]?> BytesAsync(this Archive archive, string sha256)
    {
        await using StoredCapture? stored = await archive.Get<CaptureStore>().OpenAsync(sha256, Token);
        if (stored is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }
}
