using System.Net;
using System.Net.Sockets;

namespace LocalFunctionsHost.Workers;

/// <summary>Takes the port that HTTP is served on. It is bound and listened to at once, so that no other process can take it.</summary>
internal static class LoopbackPort
{
    public const int Usual = 7071;
    private const int Tries = 100;

    /// <param name="wanted">The port. A taken port is an error, 0 means any free one. Null means <see cref="Usual"/>, or the next free one.</param>
    /// <param name="name">The setting or option that gives the port.</param>
    public static Socket Listen(int? wanted, string name)
    {
        int port = wanted ?? Usual;
        for (int attempt = 0; ; attempt++)
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
                if (wanted is not null || attempt == Tries)
                {
                    throw new IOException($"Port {port} on 127.0.0.1 cannot be used: {e.Message}. Give another one with {name}, or leave it out for the next free one.", e);
                }
            }
        }
    }
}
