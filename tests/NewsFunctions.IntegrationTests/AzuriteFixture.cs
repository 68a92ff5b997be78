using System.Globalization;
using System.Security.Cryptography;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.IntegrationTests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace NewsFunctions.IntegrationTests;

/// <summary>
/// Runs one in-memory Azurite on free ports for the whole test run. Tests use separate accounts, because the names of
/// tables, queues and containers are fixed. Azurite ends with the run, even if the test process is killed.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // Linux limits one environment variable to 128 KiB: Azurite reads accounts and keys, 34 characters each, from one.
    private const int AccountCount = 2000;
    private readonly string _folder = Directory.CreateTempSubdirectory("news-tests-azurite-").FullName;
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
    private LocalStorageLease? _lease;
    private string? _missing;
    private int _accounts;

    /// <summary>
    /// Returns the connection string of an account that no other test uses. Skips the test if Node.js is missing.
    /// </summary>
    public string NewAccount()
    {
        RequireNode();
        var number = Interlocked.Increment(ref _accounts);
        Assert.True(number <= AccountCount, "More tests than predefined accounts: raise AccountCount.");
        return _lease!.ConnectionStringFor(AccountName(number), _key);
    }

    /// <summary>Skips the running test if Node.js is missing.</summary>
    public void RequireNode()
    {
        if (_missing is not null)
        {
            Required.SkipWithout("azurite", _missing);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var options = new LocalStorageOptions
        {
            DataFolder = _folder,
            InMemory = true,
            Accounts = [.. Enumerable.Range(1, AccountCount).Select(number => $"{AccountName(number)}:{_key}")],
            JoinUsualPorts = false,
            Linger = TimeSpan.FromSeconds(5),
        };
        try
        {
            _lease = await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        }
        catch (LocalStorageException e) when (e.NodeIsMissing)
        {
            _missing = e.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lease is not null)
        {
            await _lease.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static string AccountName(int number) => string.Create(CultureInfo.InvariantCulture, $"news{number:0000}");
}
