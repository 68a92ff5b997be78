using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private static readonly string[] DocumentedFields = ["Type", "FunctionId", "BlobType", "ContainerName", "BlobName", "ETag"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_triggers_once_and_when_it_changes_but_not_after_a_restart()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var container = new BlobContainerClient(account, "inbox", Versions.Blobs);
        await using (await TestHost.StartAsync(account, recorder, Samples.Blob))
        {
            await Eventually.HoldsAsync("the container is there", async () => await container.ExistsAsync(Token));
            await container.UploadBlobAsync("a.txt", BinaryData.FromString("one"), Token);
            await container.UploadBlobAsync("a.bin", BinaryData.FromString("not ours"), Token);
            await Eventually.HoldsAsync("the blob ran", () => recorder.Calls.Contains("a: one"));
        }
        await using (await TestHost.StartAsync(account, recorder, Samples.Blob))
        {
            await container.GetBlobClient("a.txt").UploadAsync(BinaryData.FromString("two"), overwrite: true, Token);
            await container.UploadBlobAsync("sub/b.txt", BinaryData.FromString("three"), Token);
            await Eventually.HoldsAsync("both ran", () => recorder.Calls.Count == 3);
        }
        Assert.Equal(["a: one", "a: two", "sub/b: three"], recorder.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Blob_that_fails_five_times_becomes_a_documented_poison_message()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder { Act = (_, _) => throw new InvalidOperationException("no") };
        var container = new BlobContainerClient(account, "inbox", Versions.Blobs);
        await container.CreateIfNotExistsAsync(cancellationToken: Token);
        var etag = (await container.UploadBlobAsync("bad.txt", BinaryData.FromString("x"), Token)).Value.ETag;
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Blob);
        var poison = new QueueClient(account, "webjobs-blobtrigger-poison", Versions.Queues);

        var message = await Eventually.GetAsync("a poison message", async () => await poison.ExistsAsync(Token)
            ? (await poison.ReceiveMessageAsync(cancellationToken: Token)).Value : null);

        var body = JsonNode.Parse(Convert.FromBase64String(message.Body.ToString()))!;
        Assert.Equal(
            ["BlobTrigger", "Host.Functions.ReadBlob", "BlockBlob", "inbox", "bad.txt", etag.ToString("H")],
            DocumentedFields.Select(name => (string)body[name]!));
        Assert.Equal(5, recorder.Calls.Count);
    }

    [Fact]
    public async Task Run_cut_off_by_a_stop_resumes_without_counting_an_attempt()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder { Act = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) };
        var container = new BlobContainerClient(account, "inbox", Versions.Blobs);
        await container.CreateIfNotExistsAsync(cancellationToken: Token);
        await container.UploadBlobAsync("a.txt", BinaryData.FromString("x"), Token);
        await using (await TestHost.StartAsync(account, recorder, Samples.Blob))
        {
            await Eventually.HoldsAsync("it runs", () => recorder.Calls.Count == 1);
        }
        recorder.Act = (_, _) => Task.CompletedTask;
        await using (await TestHost.StartAsync(account, recorder, Samples.Blob))
        {
            await Eventually.HoldsAsync("it ran again", () => recorder.Calls.Count == 2);
        }
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Blob);
        await container.UploadBlobAsync("b.txt", BinaryData.FromString("y"), Token);
        await Eventually.HoldsAsync("the next blob ran", () => recorder.Calls.Contains("b: y"));
        Assert.Equal(3, recorder.Calls.Count);
    }

    [Fact]
    public async Task Disabled_function_runs_by_name_from_code_and_admin_API()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var container = new BlobContainerClient(account, "inbox", Versions.Blobs);
        await container.CreateIfNotExistsAsync(cancellationToken: Token);
        await container.UploadBlobAsync("a.txt", BinaryData.FromString("x"), Token);
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Blob, time: null, ("AzureWebJobs.ReadBlob.Disabled", "true"));

        await host.Functions.InvokeAsync("ReadBlob", "inbox/a.txt", Token);
        var answer = await host.Http.PostAsJsonAsync("admin/functions/ReadBlob", new { input = "inbox/a.txt" }, Token);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.HoldsAsync("both ran", () => recorder.Calls.Count == 2);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Functions.InvokeAsync("ReadBlob", "elsewhere/a.txt", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Functions.InvokeAsync("Nothing", null, Token));
    }

    [Fact]
    public async Task Two_processes_share_a_container_without_running_a_blob_twice()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var container = new BlobContainerClient(account, "inbox", Versions.Blobs);
        await container.CreateIfNotExistsAsync(cancellationToken: Token);
        foreach (var number in Enumerable.Range(0, 20))
        {
            await container.UploadBlobAsync($"{number}.txt", BinaryData.FromString("x"), Token);
        }
        await using var one = await TestHost.StartAsync(account, recorder, Samples.Blob);
        await using var two = await TestHost.StartAsync(account, recorder, Samples.Blob);
        await Eventually.HoldsAsync("all ran", () => recorder.Calls.Distinct().Count() == 20);
        await one.StopAsync();
        await two.StopAsync();
        Assert.Equal(20, recorder.Calls.Count);
    }
}
