using LocalFunctionsHost.Settings;

namespace NewsFunctions.Tests.LocalFunctionsHost.Settings;

public sealed class HostJsonTests
{
    [Fact]
    public void Absent_settings_have_the_defaults_of_the_Functions_host()
    {
        var json = HostJson.Parse("""{ "version": "2.0" /* a comment */ }""");
        Assert.Equal(("api", 5, 16, 5), (json.RoutePrefix, json.PoisonBlobThreshold, json.BatchSize, json.MaxDequeueCount));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(1), true), (json.VisibilityTimeout, json.MaxPollingInterval, json.IsBase64));
        Assert.Equal(8 * Environment.ProcessorCount, json.NewBatchThreshold);
    }

    [Fact]
    public void Present_settings_are_read()
    {
        var json = HostJson.Parse("""
            { "functionTimeout": "-1", "extensions": { "http": { "routePrefix": "" }, "blobs": { "maxDegreeOfParallelism": 3, "poisonBlobThreshold": 2 },
              "queues": { "batchSize": 4, "visibilityTimeout": "00:00:30", "messageEncoding": "none" } } }
            """);
        Assert.Equal(("", null, 3, 2, 4), (json.RoutePrefix, json.FunctionTimeout, json.MaxDegreeOfParallelism, json.PoisonBlobThreshold, json.BatchSize));
        Assert.Equal((TimeSpan.FromSeconds(30), false, 2 * Environment.ProcessorCount), (json.VisibilityTimeout, json.IsBase64, json.NewBatchThreshold));
    }

    [Fact]
    public void Batch_size_over_the_queue_limit_is_an_error_with_its_key()
    {
        var error = Assert.Throws<LocalHostException>(() => HostJson.Parse("""{ "extensions": { "queues": { "batchSize": 33 } } }"""));
        Assert.Contains("batchSize", error.Message, StringComparison.Ordinal);
    }
}
