using System.Reflection;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Hosting;

/// <summary>One run of a function: scope, middleware, arguments, time limit, outputs.</summary>
internal sealed partial class FunctionInvoker
{
    private static readonly object DescriptorKey = new();
    private readonly IServiceProvider _services;
    private readonly HostJson _hostJson;
    private readonly EmbeddedOptions _options;
    private readonly QueueOutputs _outputs;
    private readonly RunningInvocations _running;
    private readonly TimeProvider _time;
    private readonly ILogger<FunctionInvoker> _logger;
    private readonly FunctionExecutionDelegate _pipeline;

    public FunctionInvoker(
        IServiceProvider services, HostJson hostJson, EmbeddedOptions options, QueueOutputs outputs, RunningInvocations running, TimeProvider time,
        ILogger<FunctionInvoker> logger, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        (_services, _hostJson, _options, _outputs, _running, _time, _logger) = (services, hostJson, options, outputs, running, time, logger);
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, use) => use(next));
    }

    /// <summary>
    /// What the function, or a middleware, returned. Throws what the function throws, and
    /// <see cref="TimeoutException"/> when it neither ended in its time nor in the grace period after it was cancelled.
    /// </summary>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, Invocation invocation, CancellationToken cancellationToken)
    {
        using var timeout = _hostJson.FunctionTimeout is { } limit ? new CancellationTokenSource(limit, _time) : new CancellationTokenSource();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, _running.Stopping);
        var run = RunAsync(function, invocation, cancellation.Token);
        _running.Add(run, function.Name);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Token.Register(cancelled.SetResult);
        if (await Task.WhenAny(run, cancelled.Task) != run)
        {
            try
            {
                await run.WaitAsync(_options.GracePeriod, _time, CancellationToken.None);
            }
            catch (TimeoutException) when (!run.IsCompleted)
            {
                LogAbandoned(function.Name);
                throw;
            }
        }
        return await run;
    }

    private async Task<object?> RunAsync(FunctionDescriptor function, Invocation invocation, CancellationToken cancellationToken)
    {
        // The caller goes on at once, also where a function works long before it first awaits.
        await Task.Yield();
        await using var scope = _services.CreateAsyncScope();
        var context = new EmbeddedFunctionContext
        {
            Definition = function.ToDefinition(),
            Invocation = invocation,
            Cancellation = cancellationToken,
            InstanceServices = invocation.Http?.RequestServices ?? scope.ServiceProvider,
        };
        var result = new FunctionResult();
        context.Features.Set<InvocationResult>(result);
        context.Items[DescriptorKey] = function;
        if (invocation.Http is not null)
        {
            context.Items[FunctionContextExtensions.HttpContextKey] = invocation.Http;
        }
        var started = _time.GetTimestamp();
        await _pipeline(context);
        await _outputs.SendAsync(function, result.Value, cancellationToken);
        LogSucceeded(function.Name, (long)_time.GetElapsedTime(started).TotalMilliseconds);
        return result.Value;
    }

    private static async Task ExecuteAsync(FunctionContext context)
    {
        var function = (FunctionDescriptor)context.Items[DescriptorKey];
        var arguments = await ParameterBinder.BindAsync(function, (EmbeddedFunctionContext)context);
        var instance = function.Method.IsStatic ? null : ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, function.Class);
        try
        {
            var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            context.GetInvocationResult().Value = await AwaitAsync(returned);
        }
        finally
        {
            await ((instance as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            (instance as IDisposable)?.Dispose();
        }
    }

    private static async Task<object?> AwaitAsync(object? returned)
    {
        if (returned?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null);
        }
        if (returned is ValueTask valueTask)
        {
            await valueTask;
            return null;
        }
        if (returned is not Task task)
        {
            return returned;
        }
        await task;
        // An async method that returns Task is at run time a Task<VoidTaskResult>.
        var result = task.GetType().GetProperty(nameof(Task<>.Result));
        return result is null || result.PropertyType.Name == "VoidTaskResult" ? null : result.GetValue(task);
    }

    [LoggerMessage(1, LogLevel.Debug, "{Function} succeeded in {Milliseconds} ms")]
    private partial void LogSucceeded(string function, long milliseconds);

    [LoggerMessage(2, LogLevel.Error, "{Function} was cancelled and did not end: it is left behind")]
    private partial void LogAbandoned(string function);
}
