using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using NewsFunctions.Core.Ids;
using NewsFunctions.IntegrationTests.EndToEnd;
using NewsFunctions.IntegrationTests.LocalFunctionsHost;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Tests maintenance: the archive can be read, nothing is written, and no message or upload is lost.</summary>
public sealed class MaintenanceTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_in_maintenance_can_be_read_but_not_written()
    {
        await using var archive = new StandingArchive(azurite);
        await archive.StartAsync();

        Assert.True((await archive.Http.GetAsync("/api/health", Token).JsonAsync()).GetProperty("maintenance").GetBoolean());
        Assert.Empty((await archive.Http.GetAsync("/api/articles", Token).JsonAsync()).GetProperty("items").EnumerateArray());
        using HttpResponseMessage refused = await archive.Http.PostAsJsonAsync("/api/link-checks", new { site = ApiHost.Site }, Token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(5)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Contains("urn:newsfunctions:problem:maintenance", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_in_maintenance_keeps_messages_and_uploads_for_later()
    {
        await using var archive = new StandingArchive(azurite);
        await archive.StartAsync();
        await archive.Service<ArchiveSetup>().CreateAsync(Token);
        await archive.Service<LinkCheckQueue>().SendAsync(new LinkCheckMessage(ApiHost.Site, LinkKind.Image, "2016-03", 1), Token);
        await archive.UploadAsync($"{ApiHost.Site}/waits.txt", ExampleDumps.MuseumText);

        await Eventually.HoldsAsync("the run of IngestDump is skipped", () => archive.Logs.Entries.Any(entry => entry.Message.Contains("Skipped a run of IngestDump", StringComparison.Ordinal)));
        await Eventually.HoldsAsync(
            "the message is sent back and the received one deleted",
            () => archive.QueueRequests.Any(request => request.StartsWith("POST messages?", StringComparison.Ordinal) && request.Contains("visibilitytimeout=300", StringComparison.Ordinal))
                && archive.QueueRequests.Any(request => request.StartsWith("DELETE ", StringComparison.Ordinal)));

        Assert.Equal(1, (await archive.Service<QueueDepths>().ReadAsync(Token)).Single(queue => queue.Queue == ArchiveNames.LinkChecksQueue).Messages);
        Assert.Empty((await archive.Service<DumpLedger>().ListAsync(new DumpFilter(), 10, continuation: null, Token)).Items);
        Assert.Single((await archive.Http.GetAsync("/api/dumps?status=waiting", Token).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    /// <summary>Serves an archive in maintenance, with two of its triggers enabled.</summary>
    private sealed class StandingArchive(AzuriteFixture azurite) : ApiHost(azurite)
    {
        private StorageProxy? _queues;

        public CollectedLogs Logs { get; } = new();

        /// <summary>Gets method and path of every request that the functions send to the queue of checks.</summary>
        public ConcurrentQueue<string> QueueRequests { get; } = new();

        protected override IEnumerable<(string Key, string Value)> Settings =>
            [("Maintenance", "true"), ("AzureWebJobs.IngestDump.Disabled", "false"), ("AzureWebJobs.CheckLinks.Disabled", "false")];

        protected override Action<ILoggingBuilder> Logging => logging => logging.AddProvider(Logs);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (_queues is not null)
            {
                await _queues.DisposeAsync();
            }

            Logs.Dispose();
            GC.SuppressFinalize(this);
        }

        protected override async Task<string> WorkerConnectionAsync(string account)
        {
            _queues = await StorageProxy.StartAsync(account, "Queue", (request, pass) =>
            {
                if (request.Path.Contains($"/{ArchiveNames.LinkChecksQueue}/", StringComparison.Ordinal))
                {
                    QueueRequests.Enqueue($"{request.Method} {request.RawTarget.Split('/')[^1]}");
                }

                return pass();
            });
            return _queues.ConnectionString;
        }
    }
}
