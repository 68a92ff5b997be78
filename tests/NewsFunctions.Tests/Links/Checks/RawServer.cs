using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>A server on a free port of 127.0.0.1 that sends the test's bytes unchanged, even if they are invalid HTTP.
/// Each connection serves one request.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, byte[]> _answer;
    private readonly bool _staysOpen;
    private readonly int _bytesAtOnce;
    private readonly Task _serving;

    private RawServer(Func<string, byte[]> answer, bool staysOpen, int bytesAtOnce)
    {
        (_answer, _staysOpen, _bytesAtOnce) = (answer, staysOpen, bytesAtOnce);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>The headers of the requests in order, read as Latin-1.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <param name="answer">Returns the bytes to send for a request.</param>
    /// <param name="staysOpen">Whether the connection stays open after the response.</param>
    public static RawServer Start(Func<string, byte[]> answer, bool staysOpen = false, int bytesAtOnce = int.MaxValue) =>
        new(answer, staysOpen, bytesAtOnce);

    /// <summary>Starts a server that sends the same response to every request.</summary>
    /// <param name="head">The status line and headers, with one character per byte.</param>
    public static RawServer Start(string head, byte[]? body = null, bool staysOpen = false, int bytesAtOnce = int.MaxValue) =>
        Start(_ => [.. Encoding.Latin1.GetBytes(head), .. body ?? []], staysOpen, bytesAtOnce);

    public LinkCheckerFixture Checker(TimeSpan? headersTimeout = null) =>
        new(LinkCheckerFixture.Allowing(Port) with { Fetch = new FetchOptions { HeadersTimeout = headersTimeout ?? TimeSpan.FromSeconds(15) } });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using Socket connection = socket;
        connection.NoDelay = true;
        try
        {
            byte[] buffer = new byte[64 * 1024];
            StringBuilder request = new();
            while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                int read = await connection.ReceiveAsync(buffer, _stop.Token);
                if (read == 0)
                {
                    return;
                }

                request.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            Requests.Enqueue(request.ToString());
            byte[] answer = _answer(request.ToString());
            for (int sent = 0; sent < answer.Length;)
            {
                sent += await connection.SendAsync(answer.AsMemory(sent, Math.Min(_bytesAtOnce, answer.Length - sent)), _stop.Token);
            }

            // Wait for the client to close, because closing with unread bytes would reset the connection.
            connection.Shutdown(_staysOpen ? SocketShutdown.Receive : SocketShutdown.Send);
            if (_staysOpen)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            }

            while (await connection.ReceiveAsync(buffer, _stop.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The client closed the connection, or the test ended.
        }
    }
}
