using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.Demo.Past;

/// <summary>The history of a link as retention leaves it: the first check, the last, and every change of verdict with the check before it.
/// Three strikes in a row stay, so that the history shows why a link is dead. Some links keep all.</summary>
internal sealed class KeptChecks(bool keepsAll)
{
    private readonly List<PastCheck> _checks = [];

    public IReadOnlyList<PastCheck> All => _checks;

    public void Add(LinkCheck check, string visitId)
    {
        int kept = VerdictEffects.Of(check.Verdict) == VerdictEffect.Strike ? 3 : 2;
        bool isBetween = !keepsAll && _checks.Count >= kept && _checks[^kept..].TrueForAll(before => before.Check.Verdict == check.Verdict);
        if (isBetween)
        {
            _checks.RemoveAt(_checks.Count - 1);
        }

        _checks.Add(new PastCheck(check, visitId));
    }

    /// <summary>Drops the first check of a link that never changed: the last one has the same facts.</summary>
    public void Thin()
    {
        if (!keepsAll && _checks.Count == 2 && _checks[0].Check.Verdict == _checks[1].Check.Verdict)
        {
            _checks.RemoveAt(0);
        }
    }
}
