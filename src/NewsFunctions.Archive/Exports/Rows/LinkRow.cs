using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Holds one link with all its list data, without nesting.</summary>
public sealed record LinkRow
{
    public required string Site { get; init; }

    public required string LinkId { get; init; }

    public required LinkKind Kind { get; init; }

    public required string Path { get; init; }

    public required string? Title { get; init; }

    public required LinkState State { get; init; }

    public required Verdict? Verdict { get; init; }

    public required int Strikes { get; init; }

    public required DateTimeOffset? FirstChecked { get; init; }

    public required DateTimeOffset? LastChecked { get; init; }

    public required DateTimeOffset? LastAlive { get; init; }

    public required DateTimeOffset? NextDue { get; init; }

    public required IReadOnlyList<string> Locations { get; init; }

    public required string? HostDead { get; init; }

    public required DateTimeOffset? HostDeadAt { get; init; }

    public required string? MementoUrl { get; init; }

    public required DateTimeOffset? MementoAt { get; init; }

    public required bool? MementoSame { get; init; }

    public required RescueOutcome? Rescue { get; init; }

    public required string? CaptureUrl { get; init; }

    public required OfferOutcome? Offer { get; init; }

    public required DateTimeOffset? OfferedAt { get; init; }

    public required JudgementKind? Judgement { get; init; }

    public required string? JudgementReason { get; init; }

    public required string? JudgedBy { get; init; }

    public required DateTimeOffset? JudgedAt { get; init; }

    public required DateTimeOffset? JudgedUntil { get; init; }

    public required LinkState? CheckedState { get; init; }

    internal static LinkRow From(LinkResponse link) => new()
    {
        Site = link.Site,
        LinkId = link.LinkId,
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
        Locations = link.Locations,
        HostDead = link.HostDead?.Host,
        HostDeadAt = link.HostDead?.At,
        MementoUrl = link.MementoUrl,
        MementoAt = link.MementoAt,
        MementoSame = link.MementoSame,
        Rescue = link.Rescue,
        CaptureUrl = link.CaptureUrl,
        Offer = link.Offer?.Outcome,
        OfferedAt = link.Offer?.At,
        Judgement = link.Judgement?.Says,
        JudgementReason = link.Judgement?.Reason,
        JudgedBy = link.Judgement?.By,
        JudgedAt = link.Judgement?.At,
        JudgedUntil = link.Judgement?.Until,
        CheckedState = link.CheckedState,
    };
}
