using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Chooses the faulty requests from seed, request and repetition, so a seed chooses the same ones again.</summary>
/// <param name="Percent">The share of faulty requests, in percent.</param>
internal sealed record FaultPlan(int Seed, int Percent)
{
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);

    /// <summary>Counts the requests so far.</summary>
    public int Requests => _requests.Values.Sum();

    /// <param name="request">A name that is the same in every run.</param>
    /// <returns>Null for a request without a fault.</returns>
    public FaultDraw? Draw(string request)
    {
        int count = _requests.AddOrUpdate(request, 1, (_, before) => before + 1);
        var draw = new FaultDraw(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Seed} {request} {count}")));
        return draw.Choose("hit", 100) < Percent ? draw : null;
    }
}

/// <summary>Generates reproducible random numbers for one request.</summary>
internal readonly record struct FaultDraw(ulong Hash)
{
    /// <param name="question">Names the decision. Each decision has its own number.</param>
    /// <returns>0 to <paramref name="count"/> - 1.</returns>
    public int Choose(string question, int count) => (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Hash} {question}")) % (ulong)count);
}
