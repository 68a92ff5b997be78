using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;
using NewsFunctions.Tests.Links.Checks;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace NewsFunctions.Tests.Links.WebArchives;

/// <summary>A web archive on a free port of 127.0.0.1. The test defines the responses of availability, CDX, replay and
/// TimeGate, in the documented formats.</summary>
internal sealed class WebArchive : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly WebArchiveRequests _requests;

    public WebArchive(Action<RescueOptions>? configure = null)
    {
        Options = new RescueOptions
        {
            AvailabilityUrl = Url("/wayback/available"),
            CdxUrl = Url("/cdx/search/cdx"),
            ReplayUrl = Url("/web/"),
            CdxInterval = TimeSpan.Zero,
            AvailabilityInterval = TimeSpan.Zero,
            TimeGateInterval = TimeSpan.Zero,
        };
        configure?.Invoke(Options);
        CheckParts checks = LinkCheckerFixture.Allowing(_server.Port);
        IOptions<RescueOptions> options = Microsoft.Extensions.Options.Options.Create(Options);
        _requests = new WebArchiveRequests(
            checks.Guard(),
            Microsoft.Extensions.Options.Options.Create(checks.Fetch),
            Microsoft.Extensions.Options.Options.Create(checks.Hosts),
            options,
            Time);
        Lookup = new RescueLookup(_requests, options, NullLogger<RescueLookup>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RescueOptions Options { get; }

    public RescueLookup Lookup { get; }

    /// <summary>The received requests in order, as path and query.</summary>
    public IReadOnlyList<string> Asked => [.. _server.LogEntries.Select(entry => new Uri(entry.RequestMessage!.Url).PathAndQuery)];

    public IReadOnlyList<ILogEntry> Log => [.. _server.LogEntries];

    public string Url(string path) => $"http://127.0.0.1:{_server.Port.ToString(CultureInfo.InvariantCulture)}{path}";

    public RescueSession Session(params WebArchiveState[] remembered) => new(Options, remembered, Time.GetUtcNow() + Options.Budget);

    public void Availability(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Answer(Request.Create().WithPath("/wayback/available"), body, status, headers);

    public void Cdx(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Answer(Request.Create().WithPath("/cdx/search/cdx"), body, status, headers);

    /// <summary>Sets the response to a query with a resume key.</summary>
    public void CdxAfter(string resumeKey, string body) => _server
        .Given(Request.Create().WithPath("/cdx/search/cdx").WithParam("resumeKey", resumeKey)).AtPriority(-1)
        .RespondWith(Response.Create().WithBody(body));

    public void Answer(string path, int status, params (string Name, string Value)[] headers) =>
        Answer(Request.Create().WithPath(path), "", status, headers);

    /// <summary>Makes every response take longer than the client's timeout.</summary>
    public void NeverAnswers() => _server.Given(Request.Create()).RespondWith(Response.Create().WithCallback(_ =>
    {
        Time.Advance(Options.Timeout);
        return new WireMock.ResponseMessage { StatusCode = 200 };
    }));

    public async Task<RescueResults> FindAsync(RescueSession session, params RescueRequest[] requests) =>
        await Lookup.FindAsync(requests, session, TestContext.Current.CancellationToken);

    public async Task<(RescueOutcome Outcome, Memento? Memento)> FindAsync(RescueRequest request)
    {
        RescueResults results = await FindAsync(Session(), request);
        return results.Answers.Select(answer => (answer.Outcome, answer.Memento)).Single();
    }

    public void Dispose()
    {
        _requests.Dispose();
        _server.Dispose();
    }

    private void Answer(IRequestBuilder request, string body, int status, (string Name, string Value)[] headers)
    {
        IResponseBuilder response = Response.Create().WithStatusCode(status).WithBody(body);
        foreach ((string name, string value) in headers)
        {
            response = response.WithHeader(name, value);
        }

        _server.Given(request).RespondWith(response);
    }
}
