namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Builds the scenario with the current code, and reads the golden archive. With the rewrite switch, the golden archive
/// is replaced by the new build.
/// </summary>
public sealed class GoldenFixture(AzuriteFixture azurite)
{
    private Task? _started;

    /// <summary>Gets the account that the current code has filled.</summary>
    public string Built { get; private set; } = "";

    /// <summary>Gets an account with the golden archive, for reading only.</summary>
    public string Restored { get; private set; } = "";

    /// <summary>Gets the content of the golden archive after a restore.</summary>
    public IReadOnlyDictionary<string, string> Content { get; private set; } = new Dictionary<string, string>();

    /// <summary>
    /// Builds it once. Tests call it instead of xunit, so that without Azurite they are skipped and do not fail.
    /// </summary>
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
