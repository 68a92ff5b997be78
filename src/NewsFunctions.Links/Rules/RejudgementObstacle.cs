namespace NewsFunctions.Links.Rules;

/// <summary>Lists the reasons why a link cannot be judged again without a request.</summary>
public enum RejudgementObstacle
{
    /// <summary>The history does not have the check that led to the link's state.</summary>
    NoEvidence,

    /// <summary>The evidence was too large and was cut. A rule may need what is missing.</summary>
    EvidenceCut,

    /// <summary>This version cannot read the format of the evidence.</summary>
    EvidenceUnreadable,
}
