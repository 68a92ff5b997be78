using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsFunctions.IntegrationTests.LocalStorage;

public sealed class LocalStorageSupervisorTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("news-tests-storage-").FullName;

    public LocalStorageSupervisorTests(AzuriteFixture azurite) => azurite.RequireNode();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Processes_that_start_at_the_same_moment_share_one_Azurite()
    {
        var users = await Task.WhenAll(StorageUserProcess.StartAsync(_data), StorageUserProcess.StartAsync(_data));
        using var first = users[0];
        using var second = users[1];

        Assert.Single(users, user => user.StartedHere);
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        await first.EndAsync();
        Assert.True(Listens(second.ConnectionString));
        await second.EndAsync();
        Assert.False(Listens(second.ConnectionString));
    }

    [Fact]
    public async Task Azurite_outlives_its_starter_and_ends_with_its_last_user()
    {
        using var starter = await StorageUserProcess.StartAsync(_data);
        var lease = await AcquireAsync(Chosen);

        await starter.EndAsync();

        Assert.True(starter.StartedHere);
        Assert.False(lease.StartedHere);
        await CreateTableAsync(lease.ConnectionString, "Links");
        await lease.DisposeAsync();
        Assert.False(Listens(lease.ConnectionString));
        Assert.False(File.Exists(Path.Combine(_data, "azurite.json")));
    }

    [Fact]
    public async Task Killed_user_neither_stops_Azurite_for_others_nor_keeps_it_alive()
    {
        using var starter = await StorageUserProcess.StartAsync(_data);
        var lease = await AcquireAsync(Chosen);

        await starter.KillAsync();

        await CreateTableAsync(lease.ConnectionString, "Links");
        await lease.DisposeAsync();
        Assert.False(Listens(lease.ConnectionString));
    }

    [Fact]
    public async Task An_Azurite_whose_users_were_all_killed_is_joined_by_the_next()
    {
        using var starter = await StorageUserProcess.StartAsync(_data);
        await CreateTableAsync(starter.ConnectionString, "Links");
        await starter.KillAsync();

        await using var lease = await AcquireAsync(Chosen);

        Assert.False(lease.StartedHere);
        Assert.Equal(["Links"], await TablesAsync(lease.ConnectionString));
    }

    [Fact]
    public async Task Azurite_whose_users_were_all_killed_ends_and_keeps_its_data()
    {
        using var starter = await StorageUserProcess.StartAsync(_data, lingerSeconds: 0.5);
        await CreateTableAsync(starter.ConnectionString, "Links");
        await starter.KillAsync();

        await Eventually.HoldsAsync("Azurite has ended", () => !Listens(starter.ConnectionString));

        await using var lease = await AcquireAsync(Chosen);
        Assert.True(lease.StartedHere);
        Assert.Equal(["Links"], await TablesAsync(lease.ConnectionString));
    }

    [Fact]
    public async Task Stale_endpoint_file_does_not_prevent_a_start()
    {
        using var starter = await StorageUserProcess.StartAsync(_data);
        var pid = AzuriteEndpoint.Read(Path.Combine(_data, "azurite.json"))!.Pid;
        await starter.KillAsync();
        Kill(pid);
        await Eventually.HoldsAsync("Azurite is dead", () => !Listens(starter.ConnectionString));

        await using var lease = await AcquireAsync(Chosen);

        Assert.True(lease.StartedHere);
        Assert.NotEqual(pid, lease.Pid);
        Assert.Equal(starter.ConnectionString, lease.ConnectionString);
    }

    [Fact]
    public async Task Dead_Azurite_is_restarted_at_the_same_address()
    {
        await using var first = await AcquireAsync(Chosen);
        await using var second = await AcquireAsync(Chosen);
        var connectionString = first.ConnectionString;
        var pid = first.Pid!.Value;
        await CreateTableAsync(connectionString, "Articles");
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken); // new tables are saved at once

        Kill(pid);

        await Eventually.HoldsAsync("Azurite runs again", () => first.Pid != pid && second.Pid != pid && Listens(connectionString));
        Assert.Equal((connectionString, connectionString), (first.ConnectionString, second.ConnectionString));
        Assert.Equal(["Articles"], await TablesAsync(connectionString));
        await first.DisposeAsync();
        Assert.True(Listens(connectionString));
        await second.DisposeAsync();
        Assert.False(Listens(connectionString));
    }

    [Fact]
    public async Task Each_data_folder_keeps_its_own_key()
    {
        var first = await AcquireAsync(Chosen);
        var key = Key(first.ConnectionString);
        await first.DisposeAsync();
        await using var again = await AcquireAsync(Chosen);
        await using var other = await AcquireAsync(Chosen with { DataFolder = Path.Combine(_data, "other") });

        Assert.Equal(key, Key(again.ConnectionString));
        Assert.NotEqual(key, Key(other.ConnectionString));
        var published = new AzuriteEndpoint { Blob = 1, Queue = 2, Table = 3 }.ConnectionString;
        Assert.NotEqual(Key(published), key);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() =>
            TablesAsync(again.ConnectionString.Replace(key, Key(published), StringComparison.Ordinal)));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_key()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        await using var lease = await AcquireAsync(Chosen);
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_data, "azurite.json")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_data, "azurite.key")));
        Assert.Contains(Key(lease.ConnectionString), await File.ReadAllTextAsync(Path.Combine(_data, "azurite.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var commandLine = await File.ReadAllTextAsync($"/proc/{lease.Pid}/cmdline", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Key(lease.ConnectionString), commandLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-file/data")]
    [InlineData("a-file")]
    [InlineData("/proc/data")]
    public async Task Data_folder_that_cannot_be_written_fails_at_once_and_is_named(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(_data, "a-file"), "", TestContext.Current.CancellationToken);
        var data = Path.Combine(_data, folder);

        var error = await Assert.ThrowsAsync<LocalStorageException>(() => AcquireAsync(Chosen with { DataFolder = data }));

        Assert.StartsWith($"The data folder {data} cannot be written:", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_storage_is_found_without_starting_one()
    {
        Assert.Null(await FindAsync(Chosen with { DataFolder = Path.Combine(_data, "nowhere") }));
        var lease = await AcquireAsync(Chosen);
        Assert.Equal(lease.ConnectionString, await FindAsync(Chosen));
        await lease.DisposeAsync();
        Assert.Null(await FindAsync(Chosen));
    }

    [Fact]
    public async Task Data_survives_a_restart()
    {
        await using (var first = await AcquireAsync(Chosen))
        {
            await CreateTableAsync(first.ConnectionString, "Articles");
        }

        await using var second = await AcquireAsync(Chosen);

        Assert.True(second.StartedHere);
        Assert.Equal(["Articles"], await TablesAsync(second.ConnectionString));
    }

    [Fact]
    public async Task Interrupt_of_a_terminal_does_not_reach_Azurite()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using var lease = await AcquireAsync(Chosen);

        // Fields after the command in parentheses: state, parent, process group, session (proc_pid_stat(5)).
        var stat = await File.ReadAllTextAsync($"/proc/{lease.Pid}/stat", TestContext.Current.CancellationToken);
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

        Assert.Equal($"{lease.Pid}", fields[2]);
        Assert.Equal($"{lease.Pid}", fields[3]);
    }

    [Fact]
    public async Task Occupied_default_port_makes_Azurite_use_free_ports()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int[] ports = [FreePort(), ((IPEndPoint)other.LocalEndpoint).Port, FreePort()];

        await using var lease = await AcquireAsync(Usual(_data, ports));

        Assert.True(lease.StartedHere);
        Assert.DoesNotContain(ports, port => lease.ConnectionString.Contains($":{port}/", StringComparison.Ordinal));
        await CreateTableAsync(lease.ConnectionString, "Links");
    }

    [Fact]
    public async Task Azurite_with_other_data_on_the_default_ports_is_not_joined()
    {
        int[] ports = [FreePort(), FreePort(), FreePort()];
        await using var other = await AcquireAsync(Usual(Path.Combine(_data, "other"), ports));
        Assert.Contains($":{ports[0]}/", other.ConnectionString, StringComparison.Ordinal);

        await using var lease = await AcquireAsync(Usual(_data, ports));

        Assert.True(lease.StartedHere);
        Assert.NotEqual(other.ConnectionString, lease.ConnectionString);
    }

    [Fact]
    public async Task Foreign_Azurite_is_used_unless_a_data_folder_is_chosen()
    {
        int[] ports = [FreePort(), FreePort(), FreePort()];
        using var foreign = await StartForeignAsync(ports);
        try
        {
            var log = new CollectedLog();
            var joined = await LocalStorageSupervisor.AcquireAsync(Usual(_data, ports), log, TimeProvider.System, TestContext.Current.CancellationToken);
            await joined.DisposeAsync();
            Assert.Contains("key is published", Assert.Single(log.Warnings), StringComparison.Ordinal);
            await using var own = await AcquireAsync(Usual(_data, ports) with { JoinUsualPorts = false });

            Assert.False(joined.StartedHere);
            Assert.Contains($":{ports[2]}/", joined.ConnectionString, StringComparison.Ordinal);
            Assert.True(Listens(joined.ConnectionString));
            Assert.True(own.StartedHere);
            Assert.DoesNotContain($":{ports[2]}/", own.ConnectionString, StringComparison.Ordinal);
        }
        finally
        {
            foreign.Kill();
        }
    }

    private LocalStorageOptions Chosen => new() { DataFolder = _data, JoinUsualPorts = false, Linger = TimeSpan.FromSeconds(30) };

    private static LocalStorageOptions Usual(string data, int[] ports) =>
        new() { DataFolder = data, UsualPorts = ports, Linger = TimeSpan.FromSeconds(30) };

    private static Task<LocalStorageLease> AcquireAsync(LocalStorageOptions options) =>
        LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);

    private static Task<string?> FindAsync(LocalStorageOptions options) =>
        LocalStorageSupervisor.FindAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);

    private static string Key(string connectionString) =>
        connectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    private static async Task CreateTableAsync(string connectionString, string name) =>
        await new TableServiceClient(connectionString).CreateTableAsync(name, TestContext.Current.CancellationToken);

    private static async Task<string[]> TablesAsync(string connectionString) => await new TableServiceClient(connectionString)
        .QueryAsync(cancellationToken: TestContext.Current.CancellationToken).Select(table => table.Name)
        .ToArrayAsync(TestContext.Current.CancellationToken);

    private static bool Listens(string connectionString)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, new TableServiceClient(connectionString).Uri.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<Process> StartForeignAsync(int[] ports)
    {
        var script = await AzuriteInstallation.EnsureAsync("node", NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
        var process = Process.Start("node", [script, "--inMemoryPersistence", "--silent", "--disableTelemetry",
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}"]);
        await Eventually.HoldsAsync("the foreign Azurite listens", () => Listens(new AzuriteEndpoint { Blob = ports[0], Queue = ports[1], Table = ports[2] }.ConnectionString));
        return process;
    }

    private sealed class CollectedLog : ILogger
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
