using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Demo.Web;

/// <summary>Holds a file of the scripted web as an answer shows it. Only captured pictures have bytes. The others have invented
/// hashes and sizes.</summary>
internal sealed record WebFile
{
    public required string Type { get; init; }

    /// <summary>Gets the hash of the first bytes in lower-case hex.</summary>
    public required string FirstBytes { get; init; }

    public required long Size { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Gets the SHA-1 in base32; null if only the beginning is read.</summary>
    public required string? Sha1 { get; init; }

    public required MediaFacts? Media { get; init; }

    public string ETag => $"\"{Sha256[..12]}\"";

    /// <summary>Returns the file of a path. Another version of it has other bytes.</summary>
    public static WebFile Of(Link link, int version)
    {
        if (version == 0 && link.Path.EndsWith(ScriptedPictures.Ending, StringComparison.Ordinal))
        {
            return OfBytes(ScriptedPictures.Draw(link.Path));
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{link.Path}#{version}")));
        int size = 6_000 + BitConverter.ToUInt16(hash);
        WebFile image = new()
        {
            Type = "image/jpeg",
            FirstBytes = "ffd8ffe000104a46494600010100000100010000ffdb00430006040506050406",
            Size = Math.Min(size, 64 * 1024),
            Sha256 = Convert.ToHexStringLower(hash),
            Sha1 = Base32.Encode(hash.AsSpan(0, 20)),
            Media = new MediaFacts { Width = 855, Height = 495, End = FileEnd.Complete },
        };
        return link.Kind switch
        {
            LinkKind.Video => image with
            {
                Type = "video/mp4",
                FirstBytes = "0000002066747970697366390000020069736f6d69736f32617663316d703431",
                Size = 1_000_000 + (size * 100L),
                Sha1 = null,
                Media = new MediaFacts { Width = 1280, Height = 720, Duration = 30 + (hash[2] / 2.0), End = FileEnd.Complete },
            },
            LinkKind.Other => image with
            {
                Type = "application/pdf",
                FirstBytes = "255044462d312e340a25e2e3cfd30a312030206f626a0a3c3c2f547970652f43",
                Media = null,
            },
            _ => image,
        };
    }

    private static WebFile OfBytes(byte[] bytes) => new()
    {
        Type = "image/png",
        FirstBytes = Convert.ToHexStringLower(bytes.AsSpan(0, 32)),
        Size = bytes.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
#pragma warning disable CA5350 // Web archives name payloads by it.
        Sha1 = Base32.Encode(SHA1.HashData(bytes)),
#pragma warning restore CA5350
        Media = new MediaFacts { Width = ScriptedPictures.Width, Height = ScriptedPictures.Height, End = FileEnd.Complete },
    };
}
