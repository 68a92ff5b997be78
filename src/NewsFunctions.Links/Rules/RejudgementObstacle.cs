namespace NewsFunctions.Links.Rules;

/// <summary>Why a link cannot be judged again without a request.</summary>
public enum RejudgementObstacle
{
    /// <summary>History has not the check that made the link what it is.</summary>
    NoEvidence,

    /// <summary>The evidence was too large to be kept whole; what is missing may be what a rule asks for.</summary>
    EvidenceCut,

    /// <summary>The evidence is of a form that this version does not read.</summary>
    EvidenceUnreadable,
}
