using System.Net;
using System.Net.Sockets;

namespace NewsFunctions.Links.Http;

/// <summary>Provides name resolution and connections. Tests replace them to define what names resolve to and to count connections.</summary>
/// <param name="ResolveAsync">Resolves the addresses of a name. Fails with <see cref="SocketException"/>, or with
/// <see cref="ArgumentException"/> for an invalid name.</param>
/// <param name="ConnectAsync">Connects to one address. Fails with <see cref="SocketException"/>, or with
/// <see cref="ConnectionRefusal"/> if there are more details.</param>
internal sealed record HostNetwork(
    Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync,
    Func<IPEndPoint, CancellationToken, Task<Stream>> ConnectAsync)
{
    /// <summary>The network of this machine. It never uses a proxy, whatever the environment variables say.</summary>
    public static HostNetwork OfThisMachine { get; } = new(Dns.GetHostAddressesAsync, ConnectSocketAsync);

    private static async Task<Stream> ConnectSocketAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
