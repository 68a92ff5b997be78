using System.Text.Json.Serialization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes one link, in lists and alone.</summary>
public sealed record LinkResponse
{
    public required string LinkId { get; init; }

    public required string Site { get; init; }

    public required LinkKind Kind { get; init; }

    /// <summary>The media path, or the article id of a page.</summary>
    public required string Path { get; init; }

    public required string? Title { get; init; }

    public required LinkState State { get; init; }

    /// <summary>The verdict of the last check; null before the first.</summary>
    public required Verdict? Verdict { get; init; }

    public required int Strikes { get; init; }

    public required DateTimeOffset? FirstChecked { get; init; }

    public required DateTimeOffset? LastChecked { get; init; }

    public required DateTimeOffset? LastAlive { get; init; }

    /// <summary>The time of the next check. Null: due now, or never because there is no location or the link is ignored.</summary>
    public required DateTimeOffset? NextDue { get; init; }

    /// <summary>The URLs in the order in which they are requested.</summary>
    public required IReadOnlyList<string> Locations { get; init; }

    /// <summary>Set if the link is dead because all its hosts are.</summary>
    public required HostDeath? HostDead { get; init; }

    /// <summary>The URL of a memento in a web archive; null while none is known.</summary>
    public required string? MementoUrl { get; init; }

    /// <summary>The time when the web archive captured it.</summary>
    public required DateTimeOffset? MementoAt { get; init; }

    /// <summary>True if the memento has the bytes that we last saw alive; null if one of the two is not known completely.</summary>
    public required bool? MementoSame { get; init; }

    /// <summary>The answer of the web archives to the last lookup; null before the first.</summary>
    public required RescueOutcome? Rescue { get; init; }

    /// <summary>The offer of the link to a web archive; null if it was not offered.</summary>
    public required OfferResponse? Offer { get; init; }

    /// <summary>The URL of our capture; null while there is none.</summary>
    public required string? CaptureUrl { get; init; }

    /// <summary>A person's judgement, which decides the state; null if the checks decide.</summary>
    public required JudgementResponse? Judgement { get; init; }

    /// <summary>The state by checks alone for a judged link; null if nobody judged.</summary>
    public required LinkState? CheckedState { get; init; }

    /// <summary>The reason for the link's state in one sentence. Only for a link that is requested alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Because { get; init; }

    public static LinkResponse From(Link link, IReadOnlyList<string> locations) => new()
    {
        LinkId = link.Id.Value,
        Site = link.Site,
        Kind = link.Kind,
        Path = link.Path,
        Title = link.Title,
        State = link.State,
        Verdict = link.Verdict,
        Strikes = link.Strikes,
        FirstChecked = link.FirstChecked,
        LastChecked = link.LastChecked,
        LastAlive = link.LastAlive,
        NextDue = link.NextDue,
        Locations = locations,
        HostDead = link.HostDead,
        MementoUrl = link.Rescue?.Memento?.Url,
        MementoAt = link.Rescue?.Memento?.At,
        MementoSame = RescueRules.HasOurBytes(link),
        Rescue = link.Rescue?.Outcome,
        Offer = link.Offer is { } offer ? new OfferResponse(offer.Outcome, offer.At, offer.Reason) : null,
        Judgement = link.Judgement is { Given: var given } ? JudgementResponse.From(given) : null,
        CheckedState = link.Judgement?.State,
        CaptureUrl = link.Capture?.File is { } file ? $"/api/captures/{file.Sha256}" : null,
    };
}
