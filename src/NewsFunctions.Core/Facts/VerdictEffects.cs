namespace NewsFunctions.Core.Facts;

/// <summary>Maps verdicts to effects, as in docs/link-checks.md.</summary>
public static class VerdictEffects
{
    public static VerdictEffect Of(Verdict verdict) => verdict switch
    {
        Verdict.Alive or Verdict.Moved or Verdict.Drifted => VerdictEffect.Alive,
        Verdict.Gone or Verdict.SoftNotFound or Verdict.Placeholder or Verdict.WrongType or Verdict.Truncated or Verdict.Empty
            => VerdictEffect.Strike,
        Verdict.ServerError or Verdict.Timeout or Verdict.ConnectionFailure or Verdict.TlsFailure or Verdict.DnsFailure
            or Verdict.HostOutage => VerdictEffect.NoEvidence,
        Verdict.Blocked or Verdict.Refused => VerdictEffect.Blocked,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };

    /// <summary>Returns whether a check with this verdict found the link alive.</summary>
    public static bool IsAlive(this Verdict verdict) => Of(verdict) == VerdictEffect.Alive;
}
