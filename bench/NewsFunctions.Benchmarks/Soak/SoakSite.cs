using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using NewsFunctions.Benchmarks.Load;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Serves the media and pages of the soak's dumps on loopback. Every twentieth is missing, and so is every path that no dump has.</summary>
internal sealed partial class SoakSite : IAsyncDisposable
{
    private const int MissingEvery = 20;
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private readonly WebApplication _server;
    private long _requests;

    private SoakSite()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Uri Address => new(_server.Urls.Single());

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>The number of links that were asked for at least once.</summary>
    public int LinksAsked => _asked.Count;

    public static async Task<SoakSite> StartAsync()
    {
        var site = new SoakSite();
        await site._server.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        string path = context.Request.Path.Value!;
        if (LinkPath().Match(path) is not { Success: true } link)
        {
            return Results.NotFound().ExecuteAsync(context);
        }

        _asked.TryAdd(path, true);
        int id = int.Parse(link.Groups["id"].Value, CultureInfo.InvariantCulture);
        (byte[] content, string type) = link.Groups["end"].Value switch
        {
            ".jpg" => (Image(id), "image/jpeg"),
            ".mp4" => (Video(id), "video/mp4"),
            _ => (Page(id), "text/html; charset=utf-8"),
        };
        IResult answer = id % MissingEvery == 0
            ? Results.NotFound()
            : Results.Bytes(content, type, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{id}\""));
        return answer.ExecuteAsync(context);
    }

    private static byte[] Image(int id)
    {
        byte[] image = new byte[SiteImage.Length];
        SiteImage.Write(id, image);
        return image;
    }

    /// <summary>Makes the boxes of a complete video, with the id as its data.</summary>
    private static byte[] Video(int id) =>
        [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 0, 0, 0, 0, 0, 8, .. "moov"u8, 0, 0, 0, 16, .. "mdat"u8, .. BitConverter.GetBytes((long)id)];

    private static byte[] Page(int id) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"<!doctype html><title>Picture {id} of an invented article</title><h1>Picture {id} of an invented article</h1><p>The text of page {id} is as long as it needs to be, and no other page has it."));

    // Checks also ask for paths that cannot exist: names of letters, and numbers of at least nine digits.
    [GeneratedRegex(@"^/media/.+/sample_(?<id>\d{1,8})_25f_4x3(?<end>\.jpg|\.mp4)$|^/news/(?<id>\d{1,8})$", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkPath();
}
