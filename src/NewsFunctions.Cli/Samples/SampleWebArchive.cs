using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NewsFunctions.Cli.Samples;

/// <summary>A web archive beside the site of the samples: a Memento TimeGate (RFC 7089) and the few copies that it has.</summary>
internal sealed class SampleWebArchive(SampleFolder samples, SamplePlan plan)
{
    public const string TimeGatePath = "/web-archive/timegate/";

    private const string MementoPath = "/web-archive/memento";
    private const string MediaPath = "/media";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods(TimeGatePath + "{**url}", [HttpMethods.Get, HttpMethods.Head], TimeGate);
        routes.MapMethods(MementoPath + "/{**path}", [HttpMethods.Get, HttpMethods.Head], Memento);
    }

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

        response.Headers["Memento-Datetime"] = at.UtcDateTime.ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        return Results.File($"{samples.Archived}/{path}", "image/jpeg");
    }

    /// <summary>The path of a medium of the samples, whatever host and port it has today; null for other URLs.</summary>
    private static string? PathOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.AbsolutePath.StartsWith($"{MediaPath}/", StringComparison.Ordinal)
            ? parsed.AbsolutePath[MediaPath.Length..]
            : null;
}
