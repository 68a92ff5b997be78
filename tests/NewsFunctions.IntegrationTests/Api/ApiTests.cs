namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Shares one running app between the tests of a derived class.</summary>
public abstract class ApiTests<THost>(THost api) : IAsyncLifetime
    where THost : ApiHost
{
    protected THost Api { get; } = api;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Api.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<HttpResponseMessage> GetAsync(string path) => Api.Http.GetAsync(new Uri(path, UriKind.Relative), Token);
}
