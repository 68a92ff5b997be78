using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Proxies a storage account and injects the faults of a <see cref="FaultPlan"/>.</summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private const int RetryAfter = 1;
    private const string Kept = "kept-";

    // Timers can fire slightly early.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);
    private readonly FaultInjector _injector;
    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _sentAway = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeptPage> _pages = new(StringComparer.Ordinal);
    private ProxiedAccount? _account;
    private int _keptPages;
    private int _earlyRetries;

    private FaultyStorage(FaultPlan plan) => _injector = new FaultInjector(plan, RetryAfter);

    public string ConnectionString => _account!.ConnectionString;

    public IReadOnlyDictionary<Fault, int> Faults => _injector.Faults;

    public int Requests => _injector.Requests;

    /// <summary>Gets the largest number of requests for one operation of a client.</summary>
    public int MostTries => _tries.Values.Max();

    /// <summary>Counts retries that came before their Retry-After.</summary>
    public int EarlyRetries => Volatile.Read(ref _earlyRetries);

    public static async Task<FaultyStorage> StartAsync(string account, FaultPlan plan)
    {
        var storage = new FaultyStorage(plan);
        storage._account = await ProxiedAccount.StartAsync(account, (request, _) => storage.HandleAsync(request));
        return storage;
    }

    public override string ToString() => $"storage: {_injector}";

    public ValueTask DisposeAsync() => _account!.DisposeAsync();

    private Task HandleAsync(ProxiedRequest request)
    {
        // All retries of an operation have the same client request id.
        string operation = request.Context.Request.Headers["x-ms-client-request-id"].ToString();
        _tries.AddOrUpdate(operation, 1, (_, before) => before + 1);
        if (_sentAway.TryRemove(operation, out long since) && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(RetryAfter) - Slack)
        {
            Interlocked.Increment(ref _earlyRetries);
        }

        Func<Task<HttpResponseMessage>> send = StorageRequests.ContinuationOf(request) is { } continuation && _pages.TryGetValue(continuation, out KeptPage? page)
            ? () => Task.FromResult(page.ToMessage())
            : request.Send;
        List<Fault> special = [];
        if (StorageRequests.IsListing(request))
        {
            special.Add(Fault.EmptyPage);
        }

        if (StorageRequests.ConflictOf(request) is not null)
        {
            special.AddRange([Fault.Conflict, Fault.ConflictAfterwards]);
        }

        return _injector.HandleAsync(
            request, StorageRequests.NameOf(request), special, send, fault => InflictAsync(fault, request, send), () => _sentAway[operation] = Stopwatch.GetTimestamp());
    }

    private async Task InflictAsync(Fault fault, ProxiedRequest request, Func<Task<HttpResponseMessage>> send)
    {
        switch (fault)
        {
            case Fault.EmptyPage:
                using (HttpResponseMessage answer = await send())
                {
                    string continuation = string.Create(CultureInfo.InvariantCulture, $"{Kept}{Interlocked.Increment(ref _keptPages)}");
                    _pages[continuation] = await KeptPage.OfAsync(answer);
                    await StorageRequests.AnswerEmptyAsync(request, continuation);
                }

                break;
            case Fault.ConflictAfterwards:
                (await send()).Dispose();
                await StorageRequests.RefuseConditionAsync(request);
                break;
            default:
                await StorageRequests.RefuseConditionAsync(request);
                break;
        }
    }

    /// <summary>Holds the real page behind an empty one. A second request for it would need another signature.</summary>
    private sealed record KeptPage(HttpStatusCode Status, byte[] Body, IReadOnlyList<KeyValuePair<string, IEnumerable<string>>> Headers)
    {
        public static async Task<KeptPage> OfAsync(HttpResponseMessage answer) => new(
            answer.StatusCode,
            await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            [.. answer.Headers.Concat(answer.Content.Headers).Select(header => KeyValuePair.Create(header.Key, (IEnumerable<string>)[.. header.Value]))]);

        public HttpResponseMessage ToMessage()
        {
            var message = new HttpResponseMessage(Status) { Content = new ByteArrayContent(Body) };
            foreach ((string name, IEnumerable<string> values) in Headers)
            {
                if (!message.Headers.TryAddWithoutValidation(name, values))
                {
                    message.Content.Headers.TryAddWithoutValidation(name, values);
                }
            }

            return message;
        }
    }
}
