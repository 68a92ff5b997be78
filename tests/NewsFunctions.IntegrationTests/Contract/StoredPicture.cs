using System.Security.Cryptography;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.Storage.Captures;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>Stores a picture as a capture would.</summary>
internal static class StoredPicture
{
    /// <returns>The name of the capture.</returns>
    public static async Task<string> StoreAsync(ApiHost api, LinkId link, byte[] picture, CancellationToken cancellationToken)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(picture));
        var file = new CapturedFile
        {
            Sha256 = sha256,
            Sha1 = new string('A', 32),
            At = TimeProvider.System.GetUtcNow(),
            Bytes = picture.Length,
            Type = "image/jpeg",
            Url = $"https://127.0.0.1/media{ExampleDumps.Hall}",
        };
        using var content = new MemoryStream(picture);
        CaptureStore captures = api.Service<CaptureStore>();
        await captures.StoreAsync(file, content, cancellationToken);
        await captures.WriteAsync(
            new LinkShard(ApiHost.Site, link.Kind, link.Bucket), link, new LinkCapture { TriedAt = file.At, File = file }, cancellationToken);
        return sha256;
    }
}
