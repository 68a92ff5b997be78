using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EmbeddedFunctions.LocalStorage;

/// <summary>One use of our Azurite: a connection to its control port, which the operating system ends with this process.</summary>
internal sealed class AzuriteUse : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);
    private readonly AzuriteEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly TcpClient _connection;
    private readonly StreamReader _answers;

    private AzuriteUse(AzuriteEndpoint endpoint, TcpClient connection, TimeProvider time)
    {
        _endpoint = endpoint;
        _connection = connection;
        _time = time;
        _answers = new StreamReader(connection.GetStream());
    }

    /// <summary>Null where that Azurite is gone; it is waited for if it is about to go, as it still holds the data.</summary>
    public static async Task<AzuriteUse?> TryBeginAsync(AzuriteEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(IPAddress.Loopback, endpoint.Control, cancellationToken);
        }
        catch (SocketException)
        {
            connection.Dispose();
            return null;
        }
        var use = new AzuriteUse(endpoint, connection, time);
        try
        {
            var answer = await use.AskAsync($"use {endpoint.Instance}", AnswerTime, cancellationToken);
            if (answer == "ready")
            {
                return use;
            }
            if (answer == "stopping")
            {
                await use.EndOfProcessAsync(cancellationToken);
            }
        }
        catch (IOException)
        {
            // Reset instead of closed: gone all the same.
        }
        catch (Exception e)
        {
            await use.DisposeAsync();
            if (e is TimeoutException)
            {
                throw new LocalStorageException($"Azurite (process {endpoint.Pid}) holds the data but does not answer. End it and try again.", e);
            }
            throw;
        }
        await use.DisposeAsync();
        return null;
    }

    public async ValueTask ReleaseAsync()
    {
        try
        {
            if (await AskAsync("release", AnswerTime, CancellationToken.None) == "stopping")
            {
                await EndOfProcessAsync(CancellationToken.None);
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Someone ended Azurite before us, or it hangs, perhaps with other users.
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        _answers.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> AskAsync(string line, TimeSpan bound, CancellationToken cancellationToken)
    {
        await _connection.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(line + "\n"), cancellationToken);
        return await _answers.ReadLineAsync(cancellationToken).AsTask().WaitAsync(bound, _time, cancellationToken);
    }

    private async Task EndOfProcessAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _answers.ReadToEndAsync(cancellationToken).WaitAsync(StopTime, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The connection is open, so the process lives, and its id is still its own.
            using var process = Process.GetProcessById(_endpoint.Pid);
            process.Kill();
        }
    }
}
