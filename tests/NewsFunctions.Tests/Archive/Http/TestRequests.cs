using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Tests.Archive.Http;

internal static class TestRequests
{
    public static HttpRequest Get(string query = "") => Of("GET", query);

    /// <summary>Makes a request to localhost over loopback.</summary>
    public static HttpRequest Of(string method, string query = "")
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = method;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost", 7071);
        context.Request.QueryString = new QueryString(query);
        return context.Request;
    }

    public static HttpRequest With(this HttpRequest request, string header, string value)
    {
        request.Headers[header] = value;
        return request;
    }

    /// <summary>Sends the response and returns what went over the wire.</summary>
    public static async Task<(HttpResponse Response, string Body)> SendAsync(IResult answer)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await answer.ExecuteAsync(context);
        return (context.Response, Encoding.UTF8.GetString(body.ToArray()));
    }

    public static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
