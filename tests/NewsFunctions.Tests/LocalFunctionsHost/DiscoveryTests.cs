using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Http;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Tests.LocalFunctionsHost;

public sealed class DiscoveryTests
{
    private static readonly RpcFunctionMetadata ListThings = Described.Http("ListThings", "get", "things/{id}");
    private static readonly RpcFunctionMetadata GetLatestThing = Described.Http("GetLatestThing", "get", "things/latest");
    private static readonly RpcFunctionMetadata AddThing = Described.Http("AddThing", "post", "things/latest");
    private static readonly RpcFunctionMetadata CallAdmin = Described.Http("CallAdmin", "get", "{area}/functions");
    private static readonly RpcFunctionMetadata QueuedThings = Described.Queue("listthings", "%ThingsQueue%");

    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("ThingsQueue", "things"), new("AzureWebJobs.GetLatestThing.Disabled", "true")]).Build();

    [Fact]
    public void Functions_are_sorted_by_name_and_their_settings_resolved()
    {
        FunctionCatalog catalog = FunctionCatalog.From([QueuedThings, GetLatestThing], Settings);
        Assert.Equal(["GetLatestThing", "listthings"], catalog.Functions.Select(f => f.Name));
        Assert.Equal("things", catalog.Find("ListThings")!.Target);
        Assert.Equal([true, false], catalog.Functions.Select(f => f.IsDisabled));
    }

    [Fact]
    public void A_missing_setting_is_named_together_with_its_function()
    {
        var error = Assert.Throws<LocalHostException>(() => Described.Catalog(QueuedThings));
        Assert.Contains("listthings", error.Message, StringComparison.Ordinal);
        Assert.Contains("ThingsQueue", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_with_one_name_are_rejected() =>
        Assert.Throws<LocalHostException>(() => Described.Catalog(ListThings, Described.Http("LISTTHINGS", "get", "elsewhere")));

    [Fact]
    public void Function_with_two_triggers_is_rejected()
    {
        var binding = new { name = "a", type = "queueTrigger", queueName = "a" };
        var error = Assert.Throws<LocalHostException>(() => Described.Catalog(Described.Function("Twice", binding, binding)));
        Assert.Contains("Twice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kafkaTrigger")]
    [InlineData("blobTrigger")]
    public void Unsupported_trigger_is_rejected_by_name(string type)
    {
        var error = Assert.Throws<LocalHostException>(() => Described.Catalog(Described.Function("Odd", new { name = "a", type, path = "inbox/{name}" })));
        Assert.Contains("Odd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blob_bound_by_reference_is_supported()
    {
        var binding = new { name = "blob", type = "blobTrigger", path = "inbox/{name}", connection = "Data", properties = new { supportsDeferredBinding = "True" } };
        FunctionDescriptor function = Described.Catalog(Described.Function("Read", binding)).Functions.Single();
        Assert.Equal((TriggerKind.Blob, "inbox/{name}", "Data", "blob"), (function.Kind, function.Target, function.Connection, function.Parameter));
    }

    [Fact]
    public void Functions_with_overlapping_routes_are_rejected_by_name()
    {
        var error = Assert.Throws<LocalHostException>(() => HttpRoutes.Of(Described.Catalog(ListThings, GetLatestThing), ""));
        Assert.Contains("always take GetLatestThing", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, HttpRoutes.Of(Described.Catalog(ListThings, AddThing), "").Routes.Count);
    }

    [Fact]
    public void Host_routes_are_rejected_unless_a_prefix_separates_them()
    {
        Assert.Throws<LocalHostException>(() => HttpRoutes.Of(Described.Catalog(CallAdmin), ""));
        Assert.Equal("api/{area}/functions", HttpRoutes.Of(Described.Catalog(CallAdmin), "api").Routes.Single().Template);
    }

    [Fact]
    public void Unstated_authorization_level_is_Function()
    {
        RpcFunctionMetadata unstated = Described.Function("Any", new { name = "request", type = "httpTrigger", direction = "In" });
        Assert.Equal(("Function", "Any"), (Described.Catalog(unstated).Functions[0].AuthLevel, Described.Catalog(unstated).Functions[0].Target));
        Assert.Equal("Anonymous", Described.Catalog(ListThings).Functions[0].AuthLevel);
    }

    [Fact]
    public void Retry_delays_double_from_the_minimum_to_the_maximum()
    {
        RpcFunctionMetadata function = Described.Function("Tick", new { name = "timer", type = "timerTrigger", schedule = "0 0 * * * *" });
        function.RetryOptions = new RpcRetryOptions
        {
            RetryStrategy = RpcRetryOptions.Types.RetryStrategy.ExponentialBackoff,
            MaxRetryCount = 3,
            MinimumInterval = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(2)),
            MaximumInterval = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
        };
        RetryPolicy retry = RetryPolicy.Of(Described.Catalog(function).Functions[0]);
        Assert.Equal([2, 4, 5], Enumerable.Range(1, 3).Select(failures => retry.Delay(failures).TotalSeconds));
        Assert.Equal([true, true, true, false], Enumerable.Range(1, 4).Select(retry.Allows));
    }
}
