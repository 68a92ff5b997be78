using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Checks;

/// <summary>Represents a link that was found alive by an answer that the host is now known to give for other links as well.</summary>
public sealed class SharedAnswer
{
    private readonly string _sha256;
    private readonly string _url;
    private readonly SharedFacts? _bytes;
    private readonly SharedFacts? _redirects;

    internal SharedAnswer(LinkId link, string sha256, string url, SharedFacts? bytes, SharedFacts? redirects)
    {
        Link = link;
        _sha256 = sha256;
        _url = url;
        _bytes = bytes;
        _redirects = redirects;
    }

    public LinkId Link { get; }

    /// <summary>Judges the link again by its stored answer. The result is a check of its own, without a request.</summary>
    /// <param name="link">The current link.</param>
    /// <returns>Null if the link has changed since, or was judged already.</returns>
    public LinkCheck? Judge(Link link, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(link);
        bool isAlive = link.Verdict?.IsAlive() == true;
        if (!isAlive || link.Location is not { } location || link.Fingerprint is not { } last || last.Sha256 != _sha256 || last.Url != _url)
        {
            return null;
        }

        LinkFacts facts = new()
        {
            Locations = [new LocationFacts { Location = location, Hops = [], Remembered = true, SharedBytes = _bytes, SharedUrl = _redirects }],
            Before = last,
            Expected = link.GetExpectedFacts(),
        };
        Judgement judgement = VerdictRules.Judge(link.Kind, facts);
        return new LinkCheck
        {
            Link = link.Id,
            // Two checks at the same time would be one row of the history.
            CheckedAt = now > link.LastChecked || link.LastChecked is not { } before ? now : before.AddTicks(1),
            Verdict = judgement.Verdict,
            Reason = judgement.Reason,
            Location = judgement.Location,
            Duration = TimeSpan.Zero,
            RulesVersion = VerdictRules.Version,
            Evidence = Evidence.Of(facts, judgement.Location),
        };
    }
}
