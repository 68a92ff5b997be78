using System.Collections.Concurrent;
using System.Diagnostics;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Sends calls to the API and keeps how long they took since the last look, and which failed.</summary>
internal sealed class ApiCalls(Uri address) : IDisposable
{
    private const int KeptFailures = 5;
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentQueue<string> _failures = new();
    private ConcurrentBag<double> _window = [];
    private long _calls;
    private long _failed;

    public long Calls => Interlocked.Read(ref _calls);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>The first calls that failed, each with what came instead of an answer.</summary>
    public IEnumerable<string> Failures => _failures.Take(KeptFailures);

    /// <summary>Sends a call whose duration counts.</summary>
    public async Task TimeAsync(string path, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        if (await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken) is not null)
        {
            _window.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }

    /// <returns>The body of the answer; null if the call failed, which is counted.</returns>
    public async Task<byte[]?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        string call = $"{request.Method} {request.RequestUri}";
        try
        {
            using (request)
            {
                using HttpResponseMessage answer = await _http.SendAsync(request, cancellationToken);
                byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return body;
                }

                Fail($"{call}: {(int)answer.StatusCode}");
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Fail($"{call}: {e.Message}");
        }

        return null;
    }

    /// <summary>Returns the milliseconds of the calls that were timed since the last look, in order.</summary>
    public double[] TakeTimes() => [.. Interlocked.Exchange(ref _window, []).Order()];

    public void Dispose() => _http.Dispose();

    private void Fail(string what)
    {
        Interlocked.Increment(ref _failed);
        _failures.Enqueue(what);
    }
}
