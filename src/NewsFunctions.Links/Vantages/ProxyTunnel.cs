using System.Net;
using System.Net.Sockets;
using System.Text;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.Vantages;

/// <summary>Opens connections through an HTTP proxy with CONNECT (RFC 9110 section 9.3.6), for both http and https.</summary>
/// <remarks>The proxy gets the address that the <see cref="AddressGuard"/> has checked, never a name, so the proxy's name resolution
/// does not matter. Only the proxy's own address is not checked, because the operator configured it.</remarks>
internal static class ProxyTunnel
{
    private const int MaxAnswerLength = 8 * 1024;

    public static HostNetwork Through(Uri proxy)
    {
        HostNetwork machine = HostNetwork.OfThisMachine;
        return machine with { ConnectAsync = (endPoint, cancellationToken) => ConnectAsync(machine, proxy, endPoint, cancellationToken) };
    }

    private static async Task<Stream> ConnectAsync(HostNetwork machine, Uri proxy, IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Stream stream = await ReachAsync(machine, proxy, cancellationToken);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(Request(proxy, endPoint)), cancellationToken);
            int status = await ReadStatusAsync(stream, cancellationToken);
            return status is >= 200 and < 300 ? stream : throw Failed($"The proxy answers {status} to a connection to {endPoint}.");
        }
        catch (IOException e)
        {
            await stream.DisposeAsync();
            throw Failed("The proxy broke the connection.", e);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream> ReachAsync(HostNetwork machine, Uri proxy, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = IPAddress.TryParse(proxy.IdnHost, out IPAddress? address)
                ? [address]
                : await machine.ResolveAsync(proxy.IdnHost, cancellationToken);
            return await machine.ConnectAsync(new IPEndPoint(addresses[0], proxy.Port), cancellationToken);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw Failed("The proxy cannot be reached.", e);
        }
    }

    private static string Request(Uri proxy, IPEndPoint endPoint)
    {
        string credentials = proxy.UserInfo.Length == 0
            ? ""
            : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(proxy.UserInfo)))}\r\n";
        return $"CONNECT {endPoint} HTTP/1.1\r\nHost: {endPoint}\r\n{credentials}\r\n";
    }

    /// <summary>Reads up to the empty line and not a byte more: what follows belongs to the server.</summary>
    private static async Task<int> ReadStatusAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] head = new byte[MaxAnswerLength];
        int read = 0;
        while (!head.AsSpan(0, read).EndsWith("\r\n\r\n"u8))
        {
            if (read == head.Length || await stream.ReadAsync(head.AsMemory(read, 1), cancellationToken) == 0)
            {
                throw Failed("The proxy does not answer with HTTP.");
            }

            read++;
        }

        string line = Encoding.Latin1.GetString(head, 0, read);
        return line is ['H', 'T', 'T', 'P', '/', '1', '.', _, ' ', >= '1' and <= '9', >= '0' and <= '9', >= '0' and <= '9', ' ' or '\r', ..]
            ? ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + (line[11] - '0')
            : throw Failed("The proxy does not answer with HTTP.");
    }

    private static ConnectionRefusal Failed(string detail, Exception? inner = null) =>
        new(new FailureFacts { Stage = FailureStage.Connect, Kind = FailureKind.Unreachable, Detail = detail }, inner);
}
