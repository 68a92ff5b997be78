using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes an offer of the link to the save service of a web archive.</summary>
/// <param name="Outcome">The outcome: <c>pending</c> while the service works.</param>
/// <param name="At">The time of the offer.</param>
/// <param name="Reason">The service's message, untrusted; null if it gave none.</param>
public sealed record OfferResponse(OfferOutcome Outcome, DateTimeOffset At, string? Reason);
