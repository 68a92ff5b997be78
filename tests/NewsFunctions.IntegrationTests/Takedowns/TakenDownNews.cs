using System.Text;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Takedowns;

/// <summary>Provides news with a unique word in every place where an article can have one.</summary>
internal static class TakenDownNews
{
    public const string Marker = "quillfeather";
    public const string Picture = $"/2016/03/07/{Marker}_1.jpg";
    public const string SharedPicture = "/2016/03/07/shared.jpg";

    public static readonly ArticleId Id = ArticleId.Parse("800501");

    public static readonly string Text = Article("Fri Mar 11, 2016 16:23:23", $"The {Marker} Affair", $"Nobody had seen the {Marker} before.", Item("11", Picture, $"A {Marker}"), Item("12", SharedPicture, $"The {Marker} again"));

    /// <summary>Is another text of the same article.</summary>
    public static readonly string LaterText = Article("Fri Mar 11, 2016 16:23:23", "An Affair", "Nobody had seen it before.", Item("12", SharedPicture, "A shared picture"));

    /// <summary>Is another article with one of the pictures.</summary>
    public static readonly string Neighbour = Article("Sat Mar 12, 2016 08:00:00", "A Quiet Day", "It rained.", Item("12", SharedPicture, "A shared picture"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Gives links of the article a past: checks, events and a capture.</summary>
    public static async Task AddPastAsync(Archive archive)
    {
        foreach (string path in (string[])[Picture, SharedPicture])
        {
            LinkId id = LinkId.ForMedia(LinkKind.Image, path);
            LinkShard shard = new(Archive.Site, id.Kind, id.Bucket);
            StoredLink before = (await archive.Links.GetAsync(Archive.Site, id, Token))!;
            await archive.Links.RecordAsync(shard, [Made.Checked(before, Made.Noon, "visit 1", LinkState.Dead)], Token);
            await archive.Events.AddAsync(
                [
                    new ArchiveEvent
                    {
                        Site = Archive.Site, At = Made.Noon, What = EventWhat.Dead, Subject = id.Value, Kind = LinkKind.Image, Path = path,
                        Title = path == Picture ? $"A {Marker}" : $"The {Marker} again", ArticleCount = 1, Articles = [Id],
                    },
                ],
                Token);
            await CaptureAsync(archive, shard, id, path);
        }
    }

    public static string Article(string dateline, string title, string paragraph, params string[] items)
    {
        string json = $"[{string.Join(" ,", items)} ]";
        return $"{title}\n{title}\n\n{dateline}\n{paragraph}\nstring({Encoding.UTF8.GetByteCount(json)}) \"{json}\"\n";
    }

    private static string Item(string id, string pic, string title) =>
        $$"""{"id":"{{id}}","sort":"1","contenttypeid":"21","pic":"{{pic}}","title":"{{title}}"}""";

    private static async Task CaptureAsync(Archive archive, LinkShard shard, LinkId id, string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"the bytes of {path}");
        var file = new CapturedFile
        {
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
            Sha1 = new string('A', 32),
            At = Made.Noon,
            Bytes = bytes.Length,
            Type = "image/jpeg",
            Url = $"https://media.example{path}",
        };
        using var content = new MemoryStream(bytes);
        await archive.Get<CaptureStore>().StoreAsync(file, content, Token);
        await archive.Get<CaptureStore>().StoreThumbnailAsync(file.Sha256, bytes, "image/webp", Token);
        await archive.Get<CaptureStore>().WriteAsync(shard, id, new LinkCapture { TriedAt = Made.Noon, File = file }, Token);
    }
}
