using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Requests the beginning of a file, and retries without Range if the error may be caused by it.</summary>
/// <remarks>Some servers and firewalls answer a Range or a condition with 416, 404, 403 or 500 although they have the file. Such an answer is
/// trusted only if a plain request gets it too.</remarks>
internal sealed class RangedGets(HostRequests requests, IOptions<HostOptions> options, TimeProvider time)
{
    /// <param name="plainly">Whether to omit Range and conditions from the start.</param>
    /// <param name="isFinal">Whether to accept an error as the answer, because nothing is expected there.</param>
    public async Task<HopResult> AskAsync(
        HopQuestion ranged, bool plainly, bool isFinal, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        HostLessons lessons = (await hosts.OpenAsync(HostName.Of(ranged.Url), cancellationToken)).Lessons;
        if (plainly || lessons.Requests?.IsAskedPlainly(time.GetUtcNow(), options.Value.Lessons) == true)
        {
            return await requests.AskAsync(ranged.Plain(), hosts, cancellationToken);
        }

        HopResult result = await requests.AskAsync(ranged, hosts, cancellationToken);
        if (isFinal || result.Hop.Response is not { BotWall: null } error || !StatusRules.MayBlameRange(error.Status))
        {
            return result;
        }

        result.Dispose();
        HopResult plain = await requests.AskAsync(ranged.Plain(), hosts, cancellationToken);
        if (plain.Hop.Response is { Status: < 400 })
        {
            DateTimeOffset now = time.GetUtcNow();
            lessons.LearnRequests(lesson => lesson with { PlainSince = now });
        }

        return plain with { Hop = plain.Hop with { RangedStatus = error.Status, SentAt = result.Hop.SentAt } };
    }
}
