using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.Checks;

/// <summary>Sends paced requests to hosts. If the response head cannot be parsed, it retries once and repairs the head.</summary>
internal sealed class HostRequests(HopRequest request, HostPacer pacer, IOptions<HostOptions> options, TimeProvider time)
{
    private readonly LessonOptions _options = options.Value.Lessons;

    /// <exception cref="HostBusyException">Another instance holds the lease of the host.</exception>
    public async Task<HopResult> AskAsync(HopQuestion question, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        string host = HostName.Of(question.Url);
        if (hosts.Outage(host) is { } known)
        {
            return Unsent(question, known);
        }

        HostMemory memory = await hosts.OpenAsync(host, cancellationToken);
        bool mends = memory.Lessons.Requests?.IsMended(time.GetUtcNow(), _options) == true;
        HopResult result = await SendAsync(question, mends, memory, hosts, cancellationToken);
        if (!mends && IsWorthMending(result, memory.Lessons))
        {
            result = await AskAgainAsync(question, result, memory, hosts, cancellationToken);
        }

        if (result.Hop.Response is { } response)
        {
            hosts.RecordAnswer(host, response.Status);
        }
        else if (result.Failure is { Kind: FailureKind.UnreadableAnswer })
        {
            hosts.RecordAnswer(host, status: null);
        }
        else if (result.Failure is { } failure)
        {
            hosts.RecordFailure(host, failure);
        }

        return result;
    }

    private async Task<HopResult> AskAgainAsync(
        HopQuestion question, HopResult first, HostMemory memory, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        HopResult second = await SendAsync(question, mends: true, memory, hosts, cancellationToken);
        second = second with { Hop = second.Hop with { SentAt = first.Hop.SentAt } };
        DateTimeOffset now = time.GetUtcNow();
        bool wasUnreadable = first.Failure is { Kind: FailureKind.UnreadableAnswer };
        if (second.Hop.Response is not null)
        {
            // A connection that broke once does not mean that the next one will.
            if (wasUnreadable || second.Hop.Mended is not null)
            {
                memory.Lessons.LearnRequests(lesson => lesson with { MendedSince = now });
            }

            return second;
        }

        if (!wasUnreadable && IsSilence(second.Failure))
        {
            memory.Lessons.LearnRequests(lesson => lesson with { SilentSince = now });
        }

        return second.Failure is { Kind: FailureKind.UnreadableAnswer } ? second : first;
    }

    /// <summary>Returns whether a retry is worthwhile. After silence it is until one retry was in vain: a host that is down must not take
    /// twice the time for each link.</summary>
    private bool IsWorthMending(HopResult result, HostLessons lessons) => result.Hop.Response is null
        && (result.Failure is { Kind: FailureKind.UnreadableAnswer }
            || (IsSilence(result.Failure) && lessons.Requests?.IsKnownSilent(time.GetUtcNow(), _options) != true));

    /// <summary>Returns whether the connection was open but no complete head arrived.</summary>
    private static bool IsSilence(FailureFacts? failure) =>
        failure is { Stage: FailureStage.Headers, Kind: FailureKind.Timeout or FailureKind.ConnectionLost };

    private async Task<HopResult> SendAsync(
        HopQuestion question, bool mends, HostMemory memory, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        using HostTurn turn = await pacer.WaitAsync(memory, cancellationToken);
        if (turn.StayAwayUntil is { } until)
        {
            string why = memory.PausedUntil(time.GetUtcNow()) is null ? "asked for a pause" : "was paused by an operator";
            return Unsent(question, new FailureFacts
            {
                Stage = FailureStage.Policy,
                Kind = FailureKind.HostOutage,
                Detail = $"Not asked: {memory.Host} {why} until {until:u}.",
            });
        }

        // Check again after the wait, because another check may have found the host down.
        if (hosts.Outage(memory.Host) is { } outage)
        {
            return Unsent(question, outage);
        }

        return mends
            ? await request.SendForMendingAsync(question, turn, cancellationToken)
            : await request.SendAsync(question, turn, cancellationToken);
    }

    private static HopResult Unsent(HopQuestion question, FailureFacts why) =>
        new(new HopFacts { Method = question.Method.Method, Url = question.Url.AbsoluteUri }, why);
}
