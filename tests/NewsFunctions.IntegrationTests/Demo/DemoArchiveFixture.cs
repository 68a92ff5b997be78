using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Demo;
using NewsFunctions.Demo.Past;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Demo;

/// <summary>
/// Builds a demo archive of 300 articles and 3,000 links in a separate account, once for the tests that share it. <see
/// cref="Past"/> gives the expected values from the script.
/// </summary>
public class DemoArchiveFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>Gets the end of the scripted past. The archive's clock is some hours later.</summary>
    public static DateTimeOffset Today { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _services;
    private DemoPast? _past;

    public string Connection { get; private set; } = "";

    internal DemoPast Past => _past ?? throw new InvalidOperationException("The demo archive is not built yet.");

    /// <summary>Gets the number of articles, which derived fixtures may change.</summary>
    protected virtual int Articles => 300;

    protected virtual int Seed => DemoOptions.DefaultSeed;

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        Connection = azurite.NewAccount();
        FakeTimeProvider time = new(Today.AddHours(9));
        _services = Services(Connection, time);
        _past = await new DemoArchive(_services, time).PlayAndWriteAsync(
            new DemoOptions { Articles = Articles, Seed = Seed, Today = Today }, _ => { }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Reads all rows of a table.</summary>
    internal async Task<IReadOnlyList<TableEntity>> RowsAsync(string table) =>
        await new TableClient(Connection, table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    private static ServiceProvider Services(string connection, TimeProvider time)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(DemoSettings.All.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .AddInMemoryCollection([new(ArchiveNames.Connection, connection)])
            .Build();
        return new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton(time)
            .AddLogging()
            .AddArchive(configuration)

            // Write conflicts retry in real time, because nothing advances the fake clock meanwhile.
            .AddSingleton(new ConflictRetry(TimeProvider.System))
            .BuildServiceProvider();
    }
}
