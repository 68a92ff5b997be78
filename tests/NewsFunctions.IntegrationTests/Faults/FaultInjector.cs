using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Injects the faults of a plan into the requests of a proxy. Faults of one kind of server are left to the caller.</summary>
/// <param name="retryAfter">The value of Retry-After, in seconds.</param>
internal sealed class FaultInjector(FaultPlan plan, int retryAfter)
{
    /// <summary>Lists the faults that fit any request.</summary>
    public static readonly IReadOnlyList<Fault> Common =
        [Fault.Refused, Fault.RefusedAfterwards, Fault.Cut, Fault.Delayed, Fault.Doubled, Fault.Overtaken];

    private const int OthersThatPass = 3;
    private static readonly int[] Statuses =
        [StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxHold = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<Fault, int> _faults = [];
    private int _underWay;
    private int _answered;

    /// <summary>Counts the injected faults.</summary>
    public IReadOnlyDictionary<Fault, int> Faults => _faults;

    public int Requests => plan.Requests;

    /// <summary>Counts the requests without an answer so far.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>False lets every request pass.</summary>
    public bool IsOn { get; set; } = true;

    /// <param name="name">The request's name, the same in every run.</param>
    /// <param name="special">Further faults that fit this request.</param>
    /// <param name="send">Executes the request.</param>
    /// <param name="inflict">Injects one of the further faults.</param>
    /// <param name="onRetryAfter">Called when the answer has a Retry-After.</param>
    public async Task HandleAsync(
        ProxiedRequest request,
        string name,
        IReadOnlyList<Fault> special,
        Func<Task<HttpResponseMessage>> send,
        Func<Fault, Task> inflict,
        Action? onRetryAfter = null)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            if (plan.Draw(name) is not { } draw || !IsOn)
            {
                await AnswerAsync(request, send);
                return;
            }

            Fault fault = draw.Choose("fault", Common.Count + special.Count) is var choice && choice < Common.Count ? Common[choice] : special[choice - Common.Count];
            _faults.AddOrUpdate(fault, 1, (_, before) => before + 1);
            switch (fault)
            {
                case Fault.Refused:
                    Refuse(request.Context, draw, onRetryAfter);
                    break;
                case Fault.RefusedAfterwards:
                    (await send()).Dispose();
                    Refuse(request.Context, draw, onRetryAfter);
                    break;
                case Fault.Cut:
                    await CutAsync(request, send);
                    break;
                case Fault.Delayed:
                    await Task.Delay(MaxHold * ((1 + draw.Choose("delay", 10)) / 10.0), TimeProvider.System, request.Context.RequestAborted);
                    await AnswerAsync(request, send);
                    break;
                case Fault.Doubled:
                    (await send()).Dispose();
                    await AnswerAsync(request, send);
                    break;
                case Fault.Overtaken:
                    await LetOthersPassAsync(request.Context.RequestAborted);
                    await AnswerAsync(request, send);
                    break;
                default:
                    await inflict(fault);
                    break;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            Interlocked.Increment(ref _answered);
        }
    }

    /// <summary>Formats the counts of faults as one line.</summary>
    public override string ToString() =>
        $"seed {plan.Seed}, {plan.Percent} %: {_faults.Values.Sum()} faults in {Requests} requests ({string.Join(", ", _faults.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))})";

    private static async Task AnswerAsync(ProxiedRequest request, Func<Task<HttpResponseMessage>> send)
    {
        using HttpResponseMessage answer = await send();
        await HttpProxy.AnswerAsync(request.Context, answer);
    }

    private static async Task CutAsync(ProxiedRequest request, Func<Task<HttpResponseMessage>> send)
    {
        using HttpResponseMessage answer = await send();
        byte[] body = await answer.Content.ReadAsByteArrayAsync(request.Context.RequestAborted);
        if (body.Length > 1 && request.Context.Request.Method != HttpMethods.Head)
        {
            HttpProxy.WriteHead(request.Context, answer);
            request.Context.Response.ContentLength = body.Length;
            await request.Context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), request.Context.RequestAborted);
            await request.Context.Response.Body.FlushAsync(request.Context.RequestAborted);
        }

        request.Context.Abort();
    }

    private void Refuse(HttpContext context, FaultDraw draw, Action? onRetryAfter)
    {
        context.Response.StatusCode = Statuses[draw.Choose("status", Statuses.Length)];
        if (draw.Choose("retry-after", 4) == 0)
        {
            context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
            onRetryAfter?.Invoke();
        }
    }

    private async Task LetOthersPassAsync(CancellationToken cancellationToken)
    {
        int until = Volatile.Read(ref _answered) + OthersThatPass;
        for (TimeSpan held = TimeSpan.Zero; held < MaxHold && Volatile.Read(ref _answered) < until; held += Pause)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
