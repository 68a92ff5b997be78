using System.Net;
using Microsoft.Extensions.Configuration;

namespace TestFunctions;

/// <summary>Reports each call to the test and does what the test's response says: continue, fail, end the process or
/// wait.</summary>
public sealed class TestCalls(IConfiguration configuration) : IDisposable
{
    private readonly HttpClient _test = new() { BaseAddress = new Uri(configuration["TestCalls"]!), Timeout = Timeout.InfiniteTimeSpan };

    private readonly bool _ignoresCancellation = configuration["IgnoreCancellation"] == "true";

    public async Task RunAsync(string call, CancellationToken cancellationToken)
    {
        CancellationToken cancellation = _ignoresCancellation ? CancellationToken.None : cancellationToken;
        using var content = new StringContent($"{Environment.ProcessId} {call}");
        using HttpResponseMessage answer = await _test.PostAsync(new Uri("/", UriKind.Relative), content, cancellation);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                return;
            case HttpStatusCode.Gone:
                Environment.FailFast("The test ends the worker.");
                return;
            default:
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellation));
        }
    }

    public void Dispose() => _test.Dispose();
}
