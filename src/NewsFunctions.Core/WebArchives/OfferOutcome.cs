namespace NewsFunctions.Core.WebArchives;

/// <summary>Lists the results of offering a link to a web archive's save service.</summary>
public enum OfferOutcome
{
    /// <summary>The service accepted the request; the result is not known yet.</summary>
    Pending,

    /// <summary>The archive now has a memento.</summary>
    Saved,

    /// <summary>The service cannot or may not save the link.</summary>
    Refused,

    /// <summary>The service accepted the request but never reported a result, or had no capacity for it.</summary>
    NoAnswer,
}
