using System.Net;
using System.Net.Sockets;

namespace NewsFunctions.Links.Http;

/// <summary>What connections are made of. Tests say what a name resolves to, and count what is connected to.</summary>
/// <param name="ResolveAsync">The addresses of a name; fails with <see cref="SocketException"/>, or with
/// <see cref="ArgumentException"/> for what can be no name.</param>
/// <param name="ConnectAsync">A connection to one address; fails with <see cref="SocketException"/>, or with
/// <see cref="ConnectionRefusal"/> where there is more to say.</param>
internal sealed record HostNetwork(
    Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync,
    Func<IPEndPoint, CancellationToken, Task<Stream>> ConnectAsync)
{
    /// <summary>The network that this machine is in. Nothing here asks a proxy, whatever the environment says.</summary>
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
