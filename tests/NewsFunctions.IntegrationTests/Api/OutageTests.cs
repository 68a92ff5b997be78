using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class OutageTests
{
    [Fact]
    public async Task Health_waits_at_most_five_seconds_for_a_silent_storage()
    {
        var time = new FakeTimeProvider();
        using var storage = new SilentStorage();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", storage.ConnectionString)]).Build();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(configuration).AddSingleton<TimeProvider>(time).AddLogging().AddArchive(configuration).BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream();
        context.Response.Body = body;
        Task<IResult> check = services.GetRequiredService<HealthCheck>().CheckAsync(context.Request, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync("health has answered", () =>
        {
            // The health check may start its timeout after the clock has moved, so move it again.
            time.Advance(TimeSpan.FromSeconds(5));
            return check.IsCompleted;
        });

        await (await check).ExecuteAsync(context);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
        Assert.Equal("""{"status":"unavailable","tables":"unavailable","maintenance":false}""", JsonDocument.Parse(body.ToArray()).RootElement.GetRawText());
        Assert.Equal("5", context.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Call_interrupted_by_a_shutdown_is_answered_with_503()
    {
        using var storage = new SilentStorage();
        await using var archive = new SilentArchive(storage);
        await archive.StartAsync();
        Task<HttpResponseMessage> call = archive.Http.GetAsync(new Uri("/api/articles", UriKind.Relative), TestContext.Current.CancellationToken);
        await storage.Asked.WaitAsync(Eventually.DefaultBound, TestContext.Current.CancellationToken);

        await archive.StopAsync();

        await call.ProblemAsync(HttpStatusCode.ServiceUnavailable, "interrupted");
    }

    private sealed class SilentArchive(SilentStorage storage) : ApiHost(storage.ConnectionString);

    /// <summary>Accepts connections and never answers.</summary>
    private sealed class SilentStorage : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public SilentStorage()
        {
            _listener.Start();
            string endpoint = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/none";
            ConnectionString = $"DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint={endpoint};QueueEndpoint={endpoint};TableEndpoint={endpoint}";
            Asked = _listener.AcceptTcpClientAsync();
        }

        public string ConnectionString { get; }

        public Task<TcpClient> Asked { get; }

        public void Dispose() => _listener.Dispose();
    }
}
