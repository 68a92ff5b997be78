using System.Collections.Concurrent;
using System.Net.Sockets;
using Grpc.Core;
using LocalFunctionsHost.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Workers;

/// <summary>Runs the gRPC server that workers connect to, on its own loopback port. Only workers that this host started may connect.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly Socket _socket = LoopbackPort.Listen(0, "the port of workers");
    private WebApplication? _app;

    /// <summary>Holds the channels of workers that were started, by worker id. A worker takes its channel when it connects.</summary>
    public ConcurrentDictionary<string, WorkerChannel> Expected { get; } = new(StringComparer.Ordinal);

    /// <summary>The address for workers. They may connect from the beginning; they are answered once the server has started.</summary>
    public Uri Address => new($"http://{_socket.LocalEndPoint}");

    public async Task StartAsync(ILoggerFactory logs, CancellationToken cancellationToken)
    {
        WebApplicationBuilder web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(_socket.LocalEndPoint!, listen => listen.Protocols = HttpProtocols.Http2);
        });
        web.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _socket);
        web.Services.AddRouting().AddSingleton(logs).AddSingleton(Expected).AddSingleton<Service>();
        web.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        _app = web.Build();
        _app.MapGrpcService<Service>();
        await _app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
        _socket.Dispose();
    }

    private sealed class Service(ConcurrentDictionary<string, WorkerChannel> expected) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
        {
            if (!await requestStream.MoveNext(context.CancellationToken)
                || requestStream.Current.StartStream is not { } start
                || !expected.TryRemove(start.WorkerId, out WorkerChannel? channel))
            {
                throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "Not a worker of this host."));
            }
            await channel.ServeAsync(requestStream, responseStream, context.CancellationToken);
        }
    }
}
