using EmbeddedFunctions.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedFunctions;

/// <summary>The running host, for the command line and tests: a singleton of the application's services.</summary>
public sealed class FunctionsHost
{
    private readonly Invocations _invocations;
    private readonly IServer _server;

    private FunctionsHost(Invocations invocations, IServer server) => (_invocations, _server) = (invocations, server);

    internal static FunctionsHost Create(IServiceProvider services) =>
        new(services.GetRequiredService<Invocations>(), services.GetRequiredService<IServer>());

    /// <summary>Where HTTP is served, known once the host has started.</summary>
    public Uri Address => _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new Uri(address)
        : throw new InvalidOperationException("The host has not started.");

    /// <summary>
    /// Runs a function now and returns what it returns. Input: <c>container/blob</c> of a blob trigger, the text of a
    /// message; a timer takes none. Throws <see cref="ArgumentException"/> where there is no such function, or it is one of HTTP.
    /// </summary>
    public Task<object?> InvokeAsync(string functionName, string? input, CancellationToken cancellationToken) =>
        _invocations.InvokeAsync(functionName, input, cancellationToken);
}
