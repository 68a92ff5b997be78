namespace NewsFunctions.Core.WebArchives;

/// <summary>What came of offering a link to a web archive's save service.</summary>
public enum OfferOutcome
{
    /// <summary>The service took the order; whether it can save the link is not known yet.</summary>
    Pending,

    /// <summary>The archive has a copy now.</summary>
    Saved,

    /// <summary>The service cannot or may not save the link.</summary>
    Refused,

    /// <summary>The service took the order and never said what came of it, or had no time for it.</summary>
    NoAnswer,
}
