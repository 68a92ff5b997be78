using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace NewsFunctions.Cli.Samples;

/// <summary>Serves a web archive beside the site of the samples: a Memento TimeGate (RFC 7089) and the few copies that it has.</summary>
internal sealed class SampleWebArchive(SampleFolder samples, SamplePlan plan)
{
    public const string TimeGatePath = "/web-archive/timegate/";

    public const string SavePath = "/web-archive/save";

    private const string ReplayPath = "/web-archive/web/";
    private const string MementoPath = "/web-archive/memento";
    private const string MediaPath = "/media";
    private const string PagePath = "/news/";

    // Maps the name of each save order to the address that it saves, while the archive runs.
    private readonly ConcurrentDictionary<string, string> _saved = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(SavePath, SaveAsync);
        routes.MapGet(SavePath + "/status/{job}", Status);
        routes.MapGet(ReplayPath + "{time}/{**url}", Replay);
        routes.MapMethods(TimeGatePath + "{**url}", [HttpMethods.Get, HttpMethods.Head], TimeGate);
        routes.MapMethods(MementoPath + "/{**path}", [HttpMethods.Get, HttpMethods.Head], Memento);
    }

    /// <summary>Answers as Save Page Now does: it accepts an order for a URL that is there, and refuses the rest.</summary>
    private async Task<IResult> SaveAsync(HttpRequest request)
    {
        string url = (await request.ReadFormAsync()).TryGetValue("url", out StringValues given) ? given.ToString() : "";
        if (!IsThere(url))
        {
            return Results.Json(new { status = "error", status_ext = "error:not-found", message = "The samples' site does not have that." });
        }

        string job = $"sample-{_saved.Count + 1}";
        _saved[job] = url;
        return Results.Json(new { url, job_id = job });
    }

    private IResult Status(string job) => _saved.ContainsKey(job)
        ? Results.Json(new { status = "success", timestamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) })
        : Results.Json(new { status = "error", status_ext = "error:job-failed", message = "There is no such order." });

    private IResult Replay(string time, string url) =>
        !_saved.Values.Contains(url) ? Results.NotFound()
        : PathOf(url) is { } path ? Results.File(samples.Media + path)
        : Results.Text($"A copy of {url}, taken {time}.");

    private bool IsThere(string url) => PathOf(url) is { } path
        ? plan.Media.GetValueOrDefault(path, SampleAnswer.Gone) == SampleAnswer.Alive
        : PageOf(url) is { } page && plan.Pages.GetValueOrDefault(page)?.Answer == SampleAnswer.Alive;

    private IResult TimeGate(string url) => PathOf(url) is { } path && plan.Archived.ContainsKey(path)
        ? Results.Redirect(MementoPath + path)
        : Results.NotFound();

    private IResult Memento(HttpResponse response, string path)
    {
        // Only paths of the plan are served, so that none leads out of the folder.
        if (!plan.Archived.TryGetValue($"/{path}", out DateTimeOffset at))
        {
            return Results.NotFound();
        }

        response.Headers["Memento-Datetime"] = at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);
        return Results.File($"{samples.Archived}/{path}", "image/jpeg");
    }

    /// <summary>Returns the path of a medium of the samples, whatever host and port it has today; null for other URLs.</summary>
    private static string? PathOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.AbsolutePath.StartsWith($"{MediaPath}/", StringComparison.Ordinal)
            ? parsed.AbsolutePath[MediaPath.Length..]
            : null;

    /// <summary>Returns the id of a page of the samples; null for other URLs.</summary>
    private static string? PageOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.AbsolutePath.StartsWith(PagePath, StringComparison.Ordinal)
            ? parsed.AbsolutePath[PagePath.Length..]
            : null;
}
