using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Tracks one use of our Azurite: a connection to its control port, which the operating system ends with this process.</summary>
internal sealed class AzuriteUse : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SaveTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);
    private readonly AzuriteEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly TcpClient _connection;
    private readonly NetworkStream _stream;
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();

    private AzuriteUse(AzuriteEndpoint endpoint, TcpClient connection, TimeProvider time)
    {
        _endpoint = endpoint;
        _connection = connection;
        _stream = connection.GetStream();
        _time = time;
        Ended = ReceiveAsync();
    }

    /// <summary>Completes when the connection ends, as it does when Azurite dies.</summary>
    public Task Ended { get; }

    /// <summary>Begins a use; returns null if that Azurite is gone. Waits for one that is about to end, because it still holds the data.</summary>
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
            string? answer = await use.AskAsync($"use {endpoint.Instance}", AnswerTime, cancellationToken);
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
            // The connection was reset instead of closed; the Azurite is gone either way.
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

    /// <summary>Waits until other users have taken over, or Azurite has ended. Returns the reason if it could not save.</summary>
    public async Task<string?> ReleaseAsync()
    {
        const string Unsaved = "unsaved ";
        try
        {
            // The last release saves the data first.
            string? answer = await AskAsync("release", SaveTime, CancellationToken.None);
            if (answer is not null and not "released")
            {
                await EndOfProcessAsync(CancellationToken.None);
            }
            return answer?.StartsWith(Unsaved, StringComparison.Ordinal) == true ? answer[Unsaved.Length..] : null;
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Someone else ended Azurite before us, or it hangs, perhaps with other users.
            return null;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await Ended;
    }

    private async Task ReceiveAsync()
    {
        try
        {
            using var answers = new StreamReader(_stream);
            while (await answers.ReadLineAsync() is { } line)
            {
                _answers.Writer.TryWrite(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The connection was reset, or closed by us.
        }
        finally
        {
            _answers.Writer.TryComplete();
        }
    }

    /// <summary>Sends a line and returns the answer; null when the connection ended instead.</summary>
    private async Task<string?> AskAsync(string line, TimeSpan bound, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), cancellationToken);
        bool canRead = await _answers.Reader.WaitToReadAsync(cancellationToken).AsTask().WaitAsync(bound, _time, cancellationToken);
        return canRead && _answers.Reader.TryRead(out string? answer) ? answer : null;
    }

    private async Task EndOfProcessAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Ended.WaitAsync(StopTime, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The connection is open, so the process lives, and its id is still its own.
            using var process = Process.GetProcessById(_endpoint.Pid);
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }
    }
}
