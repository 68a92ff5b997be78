using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Logging;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Cli.Samples;

/// <summary>Serves the web site of the samples on a free port of this machine. Some of it is alive, some rotten, as the plan says.</summary>
internal sealed class SampleSite : IAsyncDisposable
{
    /// <summary>The site that the samples belong to, in the archive.</summary>
    public const string SiteName = SitesOptions.SamplesSite;

    /// <summary>The time zone of the samples' datelines.</summary>
    public const string TimeZone = "UTC";

    public const string Address = "127.0.0.1";

    // Sites move to another domain and keep their paths; this machine has only one other name.
    private const string NewHost = "localhost";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly SampleFolder _samples;
    private readonly SamplePlan _plan;
    private readonly WebApplication _server;

    private SampleSite(SampleFolder samples, SamplePlan plan)
    {
        _samples = samples;
        _plan = plan;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _server = builder.Build();
        _server.MapMethods("/media/{**path}", [HttpMethods.Get, HttpMethods.Head], Media);
        _server.MapMethods("/news/{id}", [HttpMethods.Get, HttpMethods.Head], Page);
        new SampleWebArchive(samples, plan).Map(_server);
    }

    public int Port { get; private set; }

    public string MediaUrl => $"http://{Address}:{Port}/media/{{pic}}";

    public string PageUrl => $"http://{Address}:{Port}/news/{{id}}";

    /// <summary>Returns the TimeGate of the stand-in web archive; a URL is appended to it.</summary>
    public string TimeGateUrl => $"http://{Address}:{Port}{SampleWebArchive.TimeGatePath}";

    /// <summary>Returns the save service of the stand-in web archive.</summary>
    public string SaveUrl => $"http://{Address}:{Port}{SampleWebArchive.SavePath}";

    public static async Task<SampleSite> StartAsync(SampleFolder samples, CancellationToken cancellationToken)
    {
        var site = new SampleSite(samples, SamplePlan.Read(samples));
        await site._server.StartAsync(cancellationToken);
        site.Port = new Uri(site._server.Urls.Single()).Port;
        return site;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Media(HttpRequest request, string path) => _plan.Media.GetValueOrDefault($"/{path}", SampleAnswer.Gone) switch
    {
        SampleAnswer.Alive => File($"/{path}"),
        SampleAnswer.Moved when request.Host.Host == NewHost => File($"/{path}"),
        SampleAnswer.Moved => Results.Redirect($"http://{NewHost}:{Port}{request.Path}", permanent: true),
        SampleAnswer answer => Rotten(answer, ContentType(path)),
    };

    private IResult Page(string id) => _plan.Pages.GetValueOrDefault(id) switch
    {
        { Answer: SampleAnswer.Alive } page => Html(page.Title ?? $"Article {id}"),
        { } page => Rotten(page.Answer, "text/html"),
        null => Results.NotFound(),
    };

    private static IResult Rotten(SampleAnswer answer, string contentType) => answer switch
    {
        SampleAnswer.Blocked => Results.StatusCode(StatusCodes.Status403Forbidden),
        SampleAnswer.Empty => Results.Bytes([], contentType),
        SampleAnswer.Html => Html("Welcome to our new site"),
        SampleAnswer.Error => Results.StatusCode(StatusCodes.Status500InternalServerError),
        _ => Results.NotFound(),
    };

    // Only paths of the plan reach this method, so that none leads out of the folder.
    private IResult File(string path) => _plan.Media.ContainsKey(path)
        ? Results.File(_samples.Media + path, ContentType(path), enableRangeProcessing: true)
        : Results.NotFound();

    private static IResult Html(string title) => Results.Content(
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{HtmlEncoder.Default.Encode(title)}</title></head>"
        + $"<body><h1>{HtmlEncoder.Default.Encode(title)}</h1></body></html>",
        "text/html; charset=utf-8");

    private static string ContentType(string path) =>
        ContentTypes.TryGetContentType(path, out string? type) ? type : "application/octet-stream";
}
