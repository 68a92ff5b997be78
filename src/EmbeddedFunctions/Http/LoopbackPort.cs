using System.Net;
using System.Net.Sockets;

namespace EmbeddedFunctions.Http;

/// <summary>Takes the port that HTTP is served on. Bound and listened to at once, so that no other process comes between.</summary>
internal static class LoopbackPort
{
    public const int Usual = 7071;
    private const int Tries = 100;

    public static Socket Listen(EndPoint endpoint, bool isFixed)
    {
        var port = ((IPEndPoint)endpoint).Port;
        for (var attempt = 0; ; attempt++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port + attempt));
                socket.Listen();
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                if (isFixed || attempt == Tries)
                {
                    throw new IOException($"Port {port} on 127.0.0.1 cannot be used: {e.Message}. Choose another one with Embedded:Port, or none for the next free one.", e);
                }
            }
        }
    }
}
