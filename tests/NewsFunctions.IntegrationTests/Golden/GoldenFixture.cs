namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>Builds the scenario with the code of today, and reads what the golden archive has. With the rewrite switch the golden archive is
/// what was just built.</summary>
public sealed class GoldenFixture(AzuriteFixture azurite)
{
    private Task? _started;

    /// <summary>The account that the code of today has filled.</summary>
    public string Built { get; private set; } = "";

    /// <summary>An account that has the golden archive; to be read only.</summary>
    public string Restored { get; private set; } = "";

    /// <summary>What the golden archive has, as a restore gives it back.</summary>
    public IReadOnlyDictionary<string, string> Content { get; private set; } = new Dictionary<string, string>();

    /// <summary>Builds it once. Called by tests, not by xunit, so that without Azurite they skip instead of failing.</summary>
    public Task StartAsync() => _started ??= StartOnceAsync();

    /// <summary>Fills a new account from the golden archive.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> RestoreAsync()
    {
        string connection = azurite.NewAccount();
        await GoldenFile.RestoreAsync(connection);
        return connection;
    }

    private async Task StartOnceAsync()
    {
        Built = azurite.NewAccount();
        await using Archive archive = await GoldenArchive.BuildAsync(Built);
        if (GoldenFile.IsRewritten)
        {
            await GoldenFile.PackAsync(Built);
            await File.WriteAllLinesAsync(GoldenFile.Names, await GoldenNames.ReadAsync(Built), TestContext.Current.CancellationToken);
        }

        Restored = await RestoreAsync();
        Content = await GoldenContent.ReadAsync(Restored);
        if (GoldenFile.IsRewritten)
        {
            await using var host = new GoldenHost(Restored);
            await host.StartAsync();
            await GoldenFile.WriteAnswersAsync(await host.ReadAsync());
        }
    }
}
