using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.EndToEnd;
using SkiaSharp;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>Serves a small archive that never changes, and counts the storage requests of its functions.</summary>
public sealed class CountedArchive(AzuriteFixture azurite) : ReadableArchive(azurite)
{
    private readonly ConcurrentQueue<(string Thing, int Rows)> _asked = new();
    private readonly List<StorageProxy> _proxies = [];
    private Dictionary<string, string> _known = [];

    /// <summary>
    /// Makes a call and describes its storage operations: the number for each table, container and queue, with rows in
    /// brackets.
    /// </summary>
    /// <param name="call">The path. Names in braces stand for something in the archive.</param>
    public async Task<string> CountAsync(HttpMethod method, string call)
    {
        string path = _known.Aggregate(call, (text, one) => text.Replace($"{{{one.Key}}}", one.Value, StringComparison.Ordinal));
        _asked.Clear();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode}");
        await response.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        string[] counts =
        [
            .. _asked.GroupBy(one => one.Thing).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                group.Sum(one => one.Rows) is > 0 and var rows ? $"{group.Count()} {group.Key} ({rows})" : $"{group.Count()} {group.Key}"),
        ];
        return counts.Length == 0 ? "none" : string.Join(", ", counts);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (StorageProxy proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override async Task<string> WorkerConnectionAsync(string account)
    {
        foreach (string service in (string[])["Table", "Blob", "Queue"])
        {
            StorageProxy proxy = await StorageProxy.StartAsync(
                account, service, (request, pass) => CountAsync(Thing(service, request), request, pass));
            _proxies.Add(proxy);
            account = proxy.ConnectionString;
        }

        return account;
    }

    protected override async Task FillAsync()
    {
        await base.FillAsync();
        CancellationToken token = TestContext.Current.CancellationToken;
        string sha256 = await StoredPicture.StoreAsync(this, DeadLink, Picture(), token);
        await Service<Summarizing>().MakeAsync(token);
        JsonElement article = await Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/articles/{Site}/{ExampleDumps.Museum}", UriKind.Relative), token);
        _known = new Dictionary<string, string>
        {
            ["site"] = Site,
            ["id"] = ExampleDumps.Museum,
            ["linkId"] = DeadLink.Value,
            ["contentHash"] = article.Text("contentHash")!,
            ["dumpId"] = article.GetProperty("provenance")[0].Text("dumpId")!,
            ["sha256"] = sha256,
        };
    }

    private static byte[] Picture()
    {
        using var surface = SKSurface.Create(new SKImageInfo(800, 600));
        surface.Canvas.Clear(SKColors.Green);
        using SKImage image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }

    private static string Thing(string service, ProxiedRequest request)
    {
        // The first segment is the account.
        string[] path = request.Path.Trim('/').Split('/', 3);
        string verb = request.Method is "GET" or "HEAD" ? "" : $"{request.Method} ";
        return service switch
        {
            "Table" => $"{verb}{path[1].Split('(')[0]}",
            "Blob" => $"{verb}{(path.Length == 2 ? "list of" : "blob of")} {path[1]}",
            _ => $"{verb}queue {path[1]}",
        };
    }

    /// <summary>Forwards a request. Counts it and the rows of its answer before the caller gets the answer.</summary>
    private async Task CountAsync(string thing, ProxiedRequest request, Func<Task> pass)
    {
        HttpResponse response = request.Context.Response;
        Stream wire = response.Body;
        using var answer = new MemoryStream();
        response.Body = answer;
        await pass();
        response.Body = wire;
        _asked.Enqueue((thing, response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true ? CountRows(answer.ToArray()) : 0));
        answer.Position = 0;
        await answer.CopyToAsync(wire);
    }

    private static int CountRows(byte[] answer)
    {
        if (answer.Length == 0)
        {
            return 0;
        }

        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("value", out JsonElement rows) ? rows.GetArrayLength()
            : json.RootElement.TryGetProperty("RowKey", out _) ? 1 : 0;
    }
}
