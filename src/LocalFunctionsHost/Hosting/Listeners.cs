using LocalFunctionsHost.Blobs;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Queues;
using LocalFunctionsHost.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace LocalFunctionsHost.Hosting;

/// <summary>Creates the listeners of an app's functions.</summary>
internal static class Listeners
{
    /// <summary>Returns no listener for a function that is disabled or called over HTTP.</summary>
    public static IEnumerable<Listener> Of(FunctionCatalog catalog, IServiceProvider services) =>
        from function in catalog.Functions
        where !function.IsDisabled
        let type = function.Kind switch
        {
            TriggerKind.Blob => typeof(BlobListener),
            TriggerKind.Queue => typeof(QueueListener),
            TriggerKind.Timer => typeof(TimerListener),
            _ => null,
        }
        where type is not null
        select (Listener)ActivatorUtilities.CreateInstance(services, type, function);
}
