using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Storage;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class OutageTests(OutageTests.DeadStorage api) : ApiTests<OutageTests.DeadStorage>(api), IClassFixture<OutageTests.DeadStorage>
{
    [Fact]
    public async Task Health_does_not_wait_longer_than_five_seconds_for_a_storage_that_does_not_answer()
    {
        Task<HttpResponseMessage> call = GetAsync("/api/health");
        await Eventually.HoldsAsync("health has answered", () =>
        {
            // Its patience may begin only after the clock has moved; the retries of the storage take real seconds.
            Api.Time.Advance(TimeSpan.FromSeconds(5));
            return call.IsCompleted;
        });

        JsonElement health = await call.JsonAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("""{"status":"unavailable","tables":"unavailable"}""", health.GetRawText());
        Assert.Equal("5", (await call).Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task A_call_that_the_end_of_the_app_breaks_off_is_told_so()
    {
        await using var stopped = new DeadStorage();
        await stopped.StartAsync();
        OperationCounter counter = stopped.Service<OperationCounter>();
        Task<HttpResponseMessage> call = stopped.Http.GetAsync(new Uri("/api/articles", UriKind.Relative), Token);
        await Eventually.HoldsAsync("the call waits for the storage", () => counter.Tables > 0);

        await stopped.StopAsync();

        await call.ProblemAsync(HttpStatusCode.ServiceUnavailable, "interrupted");
    }

    public sealed class DeadStorage() : ApiHost(NoAccount)
    {
        /// <summary>Nobody listens on port 1.</summary>
        private const string NoAccount =
            "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:1/none;"
            + "QueueEndpoint=http://127.0.0.1:1/none;TableEndpoint=http://127.0.0.1:1/none";

        public FakeTimeProvider Time { get; } = new();

        protected override void Register(IServiceCollection services) => services.AddSingleton<TimeProvider>(Time);
    }
}
