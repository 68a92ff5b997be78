using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Tests.LocalFunctionsHost.Settings;

public sealed class ConnectionsTests
{
    private const string Local = "UseDevelopmentStorage=true";
    private const string Started = "DefaultEndpointsProtocol=http;BlobEndpoint=http://127.0.0.1:4711/devstoreaccount1";

    [Fact]
    public void Settings_are_searched_in_the_order_of_the_Functions_host()
    {
        string[] places = ["ConnectionStrings:AzureWebJobsData", "AzureWebJobsData", "ConnectionStrings:Data", "Data"];
        var configuration = new ConfigurationManager();
        foreach (var place in places.Reverse())
        {
            configuration[place] = "x";
            Assert.Equal(place, new Connections(configuration).FindSection("Data")!.Path);
        }
    }

    [Fact]
    public async Task Unconfigured_connection_is_local_storage()
    {
        var configuration = new ConfigurationManager();
        await new Connections(configuration).PrepareAsync(["Data"], () => Task.FromResult(Started));
        Assert.Equal((Started, Started), (configuration["Data"], configuration["AzureWebJobsStorage"]));
    }

    [Fact]
    public async Task Settings_that_were_filled_in_are_returned_for_the_worker()
    {
        var configuration = new ConfigurationManager { ["AzureWebJobsStorage"] = "AccountName=mine" };
        var changed = await new Connections(configuration).PrepareAsync(["Data"], () => Task.FromResult(Started));
        Assert.Equal([new("Data", Started)], changed);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("AccountName=mine;AccountKey=notbase64!")]
    public void Malformed_connection_string_is_named_without_its_value(string value)
    {
        var connections = new Connections(new ConfigurationManager { ["Data"] = value });

        LocalHostException e = Assert.Throws<LocalHostException>(() => connections.Blobs("Data"));

        Assert.Equal("The setting Data is not a connection string of a storage account.", e.Message);
        Assert.Throws<LocalHostException>(() => connections.Queue("Data", "q"));
    }

    [Fact]
    public async Task Development_storage_is_replaced_in_its_own_setting()
    {
        var configuration = new ConfigurationManager { ["ConnectionStrings:Data"] = Local, ["AzureWebJobsStorage"] = "AccountName=mine" };
        await new Connections(configuration).PrepareAsync(["Data"], () => Task.FromResult(Started));
        Assert.Equal((Started, null, "AccountName=mine"), (configuration["ConnectionStrings:Data"], configuration["Data"], configuration["AzureWebJobsStorage"]));
    }

    [Fact]
    public async Task Identity_connection_of_triggers_also_holds_runtime_state()
    {
        var configuration = new ConfigurationManager { ["Data:accountName"] = "mine", ["Data:clientId"] = "42" };
        await new Connections(configuration).PrepareAsync(["Data"], () => throw new InvalidOperationException("nothing to start"));
        Assert.Equal(("mine", "42"), (configuration["AzureWebJobsStorage:accountName"], configuration["AzureWebJobsStorage:clientId"]));
        Assert.Equal("https://mine.blob.core.windows.net/", new Connections(configuration).Blobs("AzureWebJobsStorage").Uri.ToString());
    }
}
