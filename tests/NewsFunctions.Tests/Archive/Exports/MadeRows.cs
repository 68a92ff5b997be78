using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Survival;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Tests.Archive.Exports;

/// <summary>Makes export rows with a value in every column.</summary>
internal static class MadeRows
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ArticleRow Article(string? title) => new()
    {
        Site = "example",
        Id = "900429",
        Title = title,
        PublishedAt = new DateTimeOffset(2016, 3, 11, 16, 23, 23, TimeSpan.FromHours(3.5)),
        Language = "fa",
        Signature = "S/SH 11",
        DamageScore = 0.0088,
        MediaState = "dead",
        MediaTotal = 5,
        MediaDead = 2,
        MediaSuspect = 1,
        MediaUnknown = 0,
        DumpName = "a.txt",
        PageUrl = "https://example.org/news/900429",
    };

    public static LinkRow Link() => new()
    {
        Site = "example",
        LinkId = "p1",
        Kind = LinkKind.Page,
        Path = "1",
        Title = "A page",
        State = LinkState.Dead,
        Verdict = Verdict.SoftNotFound,
        Strikes = 3,
        FirstChecked = Noon,
        LastChecked = Noon.AddDays(9),
        LastAlive = Noon.AddTicks(1234567),
        NextDue = Noon.AddDays(30),
        Locations = ["https://a.example/1", "https://b.example/1"],
        HostDead = "a.example",
        HostDeadAt = Noon,
        MementoUrl = "https://archive.example/1",
        MementoAt = Noon,
        MementoSame = false,
        Rescue = RescueOutcome.NotArchived,
        CaptureUrl = "/api/captures/0",
        Offer = OfferOutcome.NoAnswer,
        OfferedAt = Noon,
        Judgement = JudgementKind.Dead,
        JudgementReason = "Shows another page.",
        JudgedBy = "ada",
        JudgedAt = Noon.AddDays(10),
        JudgedUntil = Noon.AddDays(99),
        CheckedState = LinkState.Alive,
    };

    public static CheckRow Check(string reason) => new()
    {
        Site = "example",
        LinkId = "p1",
        Kind = LinkKind.Page,
        CheckedAt = Noon,
        Verdict = Verdict.Gone,
        Reason = reason,
        Location = "https://a.example/1",
        DurationMilliseconds = 12.346,
        RulesVersion = 5,
        Vantage = "frankfurt",
        RejudgementOf = Noon,
        RejudgedAt = Noon.AddDays(1),
        Judgement = null,
        JudgedBy = null,
        JudgedUntil = null,
    };

    public static SurvivalRow Life() => new()
    {
        Site = "example",
        LinkId = "p1",
        Kind = LinkKind.Page,
        Host = "a.example",
        State = LinkState.Dead,
        Born = Noon.AddYears(-10),
        BornBy = BirthSource.Article,
        AliveFrom = Noon.AddYears(-1),
        LastAlive = Noon,
        FirstStrike = Noon.AddDays(10),
        DeadBy = Noon.AddDays(10),
        HostDeadAt = Noon.AddDays(20),
        FromMonths = 120,
        ToMonths = 121,
    };

    public static FixRow Fix() => new()
    {
        Site = "example",
        ArticleId = "900429",
        ArticleTitle = "A title",
        PublishedAt = Noon,
        PageUrl = "https://example.org/news/900429",
        LinkId = "p1",
        Kind = LinkKind.Page,
        Path = "1",
        LostUrl = "https://a.example/1",
        State = LinkState.Dead,
        Verdict = Verdict.Gone,
        VerdictText = "Gone",
        LastAlive = Noon,
        DiedAt = Noon,
        ReplacementUrl = "https://archive.example/1",
        ReplacementAt = Noon,
        ReplacementFrom = ReplacementFrom.Memento,
        SameBytes = SameBytes.Unknown,
    };
}
