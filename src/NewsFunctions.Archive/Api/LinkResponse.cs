using System.Text.Json.Serialization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Archive.Api;

/// <summary>One link, in lists and alone.</summary>
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

    /// <summary>Null: due now, or never where there is no location or the link is ignored.</summary>
    public required DateTimeOffset? NextDue { get; init; }

    /// <summary>URLs in the order in which they are asked.</summary>
    public required IReadOnlyList<string> Locations { get; init; }

    /// <summary>Set where the link is dead because all its hosts are.</summary>
    public required HostDeath? HostDead { get; init; }

    /// <summary>A copy in someone else's web archive; null while none is known.</summary>
    public required string? MementoUrl { get; init; }

    /// <summary>When the archive took it.</summary>
    public required DateTimeOffset? MementoAt { get; init; }

    /// <summary>Whether it has the bytes that we last saw alive; null where one of the two is not known as a whole.</summary>
    public required bool? MementoSame { get; init; }

    /// <summary>What the web archives said when they were last asked; null: not asked yet.</summary>
    public required RescueOutcome? Rescue { get; init; }

    /// <summary>That the link was offered to a web archive; null while it was not.</summary>
    public required OfferResponse? Offer { get; init; }

    /// <summary>Our own copy; null while there is none.</summary>
    public required string? CaptureUrl { get; init; }

    /// <summary>What a person said of the link, which decides its state; null: the checks decide.</summary>
    public required JudgementResponse? Judgement { get; init; }

    /// <summary>What the checks alone say of a judged link; null where nobody judged.</summary>
    public required LinkState? CheckedState { get; init; }

    /// <summary>Why the link is in its state: one sentence. Only of a link that is asked for alone.</summary>
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
