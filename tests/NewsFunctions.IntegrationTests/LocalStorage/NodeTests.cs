using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsFunctions.IntegrationTests.LocalStorage;

public sealed class NodeTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("news-tests-node-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Without_Node_the_error_says_what_to_install_and_where_from()
    {
        var error = await Assert.ThrowsAsync<LocalStorageException>(() => AcquireAsync(Path.Combine(_data, "no-such-program")));

        Assert.True(error.NodeIsMissing);
        Assert.Contains("Install Node.js 22 or newer from https://nodejs.org", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_Node_is_refused_by_its_version()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-in for an old Node.js is a shell script.");
            return;
        }
        var node = Path.Combine(_data, "node");
        await File.WriteAllTextAsync(node, "#!/bin/sh\necho v18.20.4\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = await Assert.ThrowsAsync<LocalStorageException>(() => AcquireAsync(node));

        Assert.True(error.NodeIsMissing);
        Assert.Contains("newer Node.js than v18.20.4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", true)]
    [InlineData(" usedevelopmentstorage=TRUE; ", true)]
    [InlineData("UseDevelopmentStorage=false", false)]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=news", false)]
    [InlineData("", false)]
    public void Development_storage_is_recognized_by_its_connection_string(string connectionString, bool expected) =>
        Assert.Equal(expected, LocalStorageSupervisor.IsDevelopmentStorage(connectionString));

    private Task<LocalStorageLease> AcquireAsync(string node) => LocalStorageSupervisor.AcquireAsync(
        new LocalStorageOptions { DataFolder = _data, JoinUsualPorts = false, Node = node },
        NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
}
