using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Archive.Api;

/// <summary>That a link was offered to the save service of a web archive.</summary>
/// <param name="Outcome">What came of it: <c>pending</c> while the service works.</param>
/// <param name="At">When it was offered.</param>
/// <param name="Reason">What the service said; not trusted. Null where it said nothing.</param>
public sealed record OfferResponse(OfferOutcome Outcome, DateTimeOffset At, string? Reason);
