using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsFunctions.Testing;

/// <summary>An HTTP proxy on a free port of 127.0.0.1 that accepts only CONNECT.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, int> _port;
    private readonly string _refusal;
    private readonly Task _accepting;

    /// <param name="port">Returns the port of 127.0.0.1 that a target (<c>host:port</c>) is connected to, or 0 to
    /// refuse it.</param>
    /// <param name="refusal">The response that refuses a target.</param>
    public ConnectProxy(Func<string, int> port, string refusal = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
    {
        _port = port;
        _refusal = refusal;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The requests that came before the tunnel, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> tunnels = [];
        try
        {
            while (true)
            {
                tunnels.Add(TunnelAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        // InvalidOperationException is thrown if the listener was stopped between two calls.
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                StringBuilder head = new();
                byte[] one = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0)
                {
                    head.Append((char)one[0]);
                }

                string request = head.ToString();
                Requests.Enqueue(request);
                int port = request.StartsWith("CONNECT ", StringComparison.Ordinal) ? _port(request.Split(' ')[1]) : 0;
                if (port == 0)
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(_refusal), _stop.Token);
                    return;
                }

                using TcpClient server = new();
                await server.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
                await stream.WriteAsync("HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n"u8.ToArray(), _stop.Token);
                await Task.WhenAny(stream.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(stream, _stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The client or the server closed the connection.
            }
        }
    }
}
