using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Middleware;

/// <summary>Stops triggers from working on the archive while the setting Maintenance is true, without losing their input.</summary>
/// <remarks>
/// <para>A timer's run is skipped: the next run sees the same rows.</para>
/// <para>An upload's event is dropped: <c>ReconcileDumps</c> finds uploads without a row in the ledger. A restore raises an event for each
/// upload, so keeping them would only fill the queue.</para>
/// <para>A message goes back to its queue with a delay. If the function failed instead, the message would be poisoned after five attempts.</para>
/// </remarks>
internal sealed partial class MaintenanceMiddleware(Maintenance maintenance, HeldMessages messages, ILogger<MaintenanceMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        maintenance.IsOn && context.GetHttpContext() is null ? SkipAsync(context) : next(context);

    private async Task SkipAsync(FunctionContext context)
    {
        string function = context.FunctionDefinition.Name;
        if (QueueOf(context.FunctionDefinition) is not { } queue)
        {
            Log.Skipped(logger, function);
            return;
        }

        await messages.SendBackAsync(queue, BodyOf(context), Maintenance.Delay, context.CancellationToken);
        Log.SentBack(logger, function, queue, Maintenance.Delay);
    }

    private static string? QueueOf(FunctionDefinition function)
    {
        int end = function.EntryPoint.LastIndexOf('.');
        MethodInfo? method = typeof(MaintenanceMiddleware).Assembly.GetType(function.EntryPoint[..end])?.GetMethod(function.EntryPoint[(end + 1)..]);
        return method?.GetParameters().Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName).FirstOrDefault(name => name is not null);
    }

    /// <summary>Returns the message as it was in the queue, decoded.</summary>
    private static string BodyOf(FunctionContext context) => context.BindingContext.BindingData["QueueTrigger"] as string
        ?? throw new InvalidOperationException($"The run of {context.FunctionDefinition.Name} has no message.");

    private static partial class Log
    {
        [LoggerMessage(2900, LogLevel.Warning, "Skipped a run of {Function}: the setting Maintenance is true.")]
        public static partial void Skipped(ILogger logger, string function);

        [LoggerMessage(2901, LogLevel.Warning, "Returned a message of {Function} to the queue {Queue}: the setting Maintenance is true. It becomes visible again in {Delay}.")]
        public static partial void SentBack(ILogger logger, string function, string queue, TimeSpan delay);
    }
}
