using Azure.Data.Tables;

namespace NewsFunctions.IntegrationTests;

public sealed class AzuriteFixtureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Two_accounts_share_no_table()
    {
        var options = new TableClientOptions();
        var cancellationToken = TestContext.Current.CancellationToken;
        var first = new TableServiceClient(azurite.NewAccount(), options);
        var second = new TableServiceClient(azurite.NewAccount(), options);

        await first.CreateTableAsync("Links", cancellationToken);

        Assert.Single(first.Query(cancellationToken: cancellationToken));
        Assert.Empty(second.Query(cancellationToken: cancellationToken));
    }
}
