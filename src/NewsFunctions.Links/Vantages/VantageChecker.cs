using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Vantages;

/// <summary>Checks a link from the configured vantages, in order.</summary>
public sealed class VantageChecker : IDisposable
{
    private readonly IReadOnlyList<IVantage> _all;
    private readonly TimeProvider _time;

    public VantageChecker(
        AddressGuard guard,
        HostPacer pacer,
        IHostMemories memories,
        IOptions<VantagesOptions> options,
        IOptions<FetchOptions> fetchOptions,
        IOptions<HostOptions> hostOptions,
        TimeProvider time,
        ILogger<LinkChecker> logger)
    {
        _time = time;
        _all =
        [
            .. options.Value.Vantages.Select(vantage => string.IsNullOrEmpty(vantage.Proxy)
                ? (IVantage)new DeploymentVantage(vantage, pacer, options)
                : new ProxyVantage(vantage, guard, pacer, memories, fetchOptions, hostOptions, time, logger)),
        ];
    }

    /// <summary>Asks one vantage after another until one has evidence either way.</summary>
    /// <param name="locations">At least one.</param>
    /// <returns>A check for each vantage asked, in order. Only the last may have evidence.</returns>
    public async Task<IReadOnlyList<LinkCheck>> LookAsync(Link link, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        List<LinkCheck> checks = [];
        foreach (IVantage vantage in _all)
        {
            // Two checks of one link must not have the same tick, which is their key in the history.
            DateTimeOffset now = _time.GetUtcNow();
            DateTimeOffset after = (checks is [.., var last] ? last.CheckedAt : link.LastChecked ?? DateTimeOffset.MinValue).AddTicks(1);
            LinkCheck check = await LookAsync(vantage, link, locations, now > after ? now : after, cancellationToken);
            checks.Add(check);
            if (VerdictEffects.Of(check.Verdict) is VerdictEffect.Alive or VerdictEffect.Strike)
            {
                break;
            }
        }

        return checks;
    }

    public void Dispose()
    {
        foreach (IDisposable vantage in _all.OfType<IDisposable>())
        {
            vantage.Dispose();
        }
    }

    private async Task<LinkCheck> LookAsync(
        IVantage vantage, Link link, IReadOnlyList<string> locations, DateTimeOffset at, CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        // Another deployment does not know what the dumps say about the link.
        LinkFacts facts = await vantage.LookAsync(link, locations, cancellationToken) with { Expected = link.GetExpectedFacts() };
        Judgement judgement = VerdictRules.Judge(link.Kind, facts);
        return new LinkCheck
        {
            Link = link.Id,
            CheckedAt = at,
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Location = judgement.Location,
            Duration = _time.GetElapsedTime(started),
            RulesVersion = VerdictRules.Version,
            Vantage = vantage.Name,
            Evidence = Evidence.Of(facts, judgement.Location),
        };
    }
}
