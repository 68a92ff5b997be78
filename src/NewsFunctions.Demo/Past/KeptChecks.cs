using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Demo.Past;

/// <summary>Keeps the history of a link that retention would keep: the first check, the last, every change of verdict with the check before it,
/// and the strikes that led to a death. Some links keep all checks.</summary>
internal sealed class KeptChecks(bool keepsAll)
{
    private static readonly int Strikes = new LinkStateOptions().StrikesToDeath;

    private readonly List<PastCheck> _checks = [];

    public IReadOnlyList<PastCheck> All => _checks;

    public void Add(LinkCheck check, string visitId)
    {
        int kept = VerdictEffects.Of(check.Verdict) == VerdictEffect.Strike ? Strikes : 1;
        bool isBetween = !keepsAll && _checks.Count > kept && _checks.TakeLast(kept + 1).All(before => before.Check.Verdict == check.Verdict);
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
