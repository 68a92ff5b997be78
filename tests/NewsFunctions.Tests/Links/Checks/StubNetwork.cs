using System.Collections.Concurrent;
using System.Net;
using System.Text;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>A network in which the test resolves names, connections are counted, and every server sends the same
/// response.</summary>
/// <param name="resolve">Returns the addresses of a name.</param>
/// <param name="answer">The raw HTTP response of every server.</param>
internal sealed class StubNetwork(Func<string, IPAddress[]> resolve, string answer = "")
{
    public static readonly IPAddress PublicAddress = IPAddress.Parse("93.184.216.34");

    /// <summary>All connections, in order.</summary>
    public ConcurrentQueue<IPEndPoint> Connections { get; } = [];

    public HostNetwork Network => new(
        (host, _) => Task.FromResult(resolve(host)),
        (endPoint, _) =>
        {
            Connections.Enqueue(endPoint);
            return Task.FromResult<Stream>(new CannedAnswer(Encoding.UTF8.GetBytes(answer)));
        });

    /// <summary>A stream that already contains the response and discards what is written.</summary>
    private sealed class CannedAnswer(byte[] answer) : MemoryStream(answer, writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
