using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Serves the invented site on a free loopback port, in its own process (verb <c>links-serve</c>), until its
/// input ends.</summary>
internal static class LinkServer
{
    /// <summary>A page that shows the first images, for tools that take their links from a page:
    /// <c>/index.html?links=20000</c>.</summary>
    public const string IndexPath = "/index.html";

    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts the server and prints the site's URL.</summary>
    public static async Task<int> RunAsync()
    {
        // No configuration, logging or routing: any server cost would slow down every tool.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using WebApplication server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        Console.WriteLine(server.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        // With this header, a site lifts linkchecker's limit of about three requests a second.
        context.Response.Headers["LinkChecker"] = "yes";
        string path = context.Request.Path.Value!;
        if (!SiteLink.TryParse(path, out SiteLink link))
        {
            return path == IndexPath ? IndexAsync(context) : Status(context, StatusCodes.Status404NotFound);
        }

        if (path.StartsWith(SiteLink.MovedTo, StringComparison.Ordinal))
        {
            return ImageAsync(context, link);
        }

        switch (link.Kind)
        {
            case SiteLinkKind.Missing:
                return Status(context, StatusCodes.Status404NotFound);
            case SiteLinkKind.Redirected:
                context.Response.Headers.Location = SiteLink.MovedTo + path;
                return Status(context, StatusCodes.Status301MovedPermanently);
            case SiteLinkKind.HeadRefusing when HttpMethods.IsHead(context.Request.Method):
                context.Response.Headers.Allow = "GET";
                return Status(context, StatusCodes.Status405MethodNotAllowed);
            case SiteLinkKind.Slow:
                return SlowlyAsync(context, link);
            default:
                return ImageAsync(context, link);
        }
    }

    private static async Task SlowlyAsync(HttpContext context, SiteLink link)
    {
        await Task.Delay(Slowness, TimeProvider.System, context.RequestAborted);
        await ImageAsync(context, link);
    }

    private static Task ImageAsync(HttpContext context, SiteLink link)
    {
        HttpResponse response = context.Response;
        response.ContentType = "image/jpeg";
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{link.Number:x}\"");
        int from = 0;
        int to = SiteImage.Length - 1;
        if (RangeHeaderValue.TryParse(context.Request.Headers.Range, out RangeHeaderValue? range)
            && range.Ranges is { Count: 1 } ranges && ranges.Single() is { From: { } first } wanted && first < SiteImage.Length)
        {
            from = (int)first;
            to = (int)Math.Min(wanted.To ?? to, to);
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{SiteImage.Length}");
        }

        response.ContentLength = to - from + 1;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        if (to - from + 1 == SiteImage.Length)
        {
            SiteImage.Write(link.Number, response.BodyWriter.GetSpan(SiteImage.Length));
            response.BodyWriter.Advance(SiteImage.Length);
            return response.BodyWriter.FlushAsync().AsTask();
        }

        byte[] image = new byte[SiteImage.Length];
        SiteImage.Write(link.Number, image);
        return response.Body.WriteAsync(image, from, to - from + 1);
    }

    private static Task IndexAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        var page = new StringBuilder("<!doctype html><title>Links</title>");
        foreach (SiteLink link in SiteLink.First(int.Parse(context.Request.Query["links"]!, CultureInfo.InvariantCulture)))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n<img src=\"{link.Path}\" alt=\"\">");
        }

        return context.Response.WriteAsync(page.ToString());
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
