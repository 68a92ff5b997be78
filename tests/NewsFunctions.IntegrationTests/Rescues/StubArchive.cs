using System.Globalization;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace NewsFunctions.IntegrationTests.Rescues;

/// <summary>Serves a fake web archive on a free port of 127.0.0.1 that answers CDX queries.</summary>
internal sealed class StubArchive : IDisposable
{
    public const string Media = "https://media.example.org";

    private readonly WireMockServer _server = WireMockServer.Start();

    public int Requests => _server.LogEntries.Count;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_server.Port}");

    /// <summary>
    /// Gets the settings that make an archive query this web archive for links of a site with a public name.
    /// </summary>
    public KeyValuePair<string, string?>[] Settings(params (string Key, string Value)[] more) =>
    [
        new($"Sites:{Archive.Site}:MediaUrls:0", Media + "/{pic}"),
        new("LinkChecks:AllowedPorts:0", _server.Port.ToString(CultureInfo.InvariantCulture)),
        new("Rescue:CdxUrl", Url + "/cdx"),
        new("Rescue:ReplayUrl", Url + "/web/"),
        new("Rescue:AvailabilityUrl", ""),
        .. more.Length > 0 ? [] : new[] { KeyValuePair.Create("Rescue:CdxInterval", (string?)"00:00:00") },
        .. more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
    ];

    /// <summary>Lists one capture of each path, dated the day after the date in the path.</summary>
    public void Lists(params string[] paths) => Answers(
        $"""[["timestamp","original","statuscode","digest"]{string.Concat(paths.Select(path => $",\n[\"20160308120000\",\"{Media}{path}\",\"200\",\"3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\"]"))}]""");

    public void Answers(string body, int status = 200, string? retryAfter = null)
    {
        _server.ResetMappings();
        IResponseBuilder response = Response.Create().WithStatusCode(status).WithBody(body);
        _server.Given(Request.Create()).RespondWith(retryAfter is null ? response : response.WithHeader("Retry-After", retryAfter));
    }

    public void Dispose() => _server.Dispose();
}
