using System.Text.Json;
using NewsFunctions.Exports.Rows;
using NewsFunctions.Http;
using NewsFunctions.Links;

namespace NewsFunctions.Exports;

/// <summary>The columns of each export. docs/exports.md explains them; a test compares the two.</summary>
internal static class ExportTables
{
    public static ExportTable<ArticleRow> Articles { get; } = new ExportTable<ArticleRow>(ExportRowsJson.Web.ArticleRow)
        .Text("site", row => row.Site)
        .Text("id", row => row.Id)
        .Text("title", row => row.Title)
        .Time("publishedAt", row => row.PublishedAt)
        .Text("language", row => row.Language)
        .Text("signature", row => row.Signature)
        .Number("damageScore", row => row.DamageScore)
        .Word("mediaState", row => row.MediaState)
        .Integer("mediaTotal", row => row.MediaTotal)
        .Integer("mediaDead", row => row.MediaDead)
        .Integer("mediaSuspect", row => row.MediaSuspect)
        .Integer("mediaUnknown", row => row.MediaUnknown)
        .Text("dumpName", row => row.DumpName)
        .Text("pageUrl", row => row.PageUrl);

    public static ExportTable<LinkRow> Links { get; } = new ExportTable<LinkRow>(ExportRowsJson.Web.LinkRow)
        .Text("site", row => row.Site)
        .Text("linkId", row => row.LinkId)
        .Word("kind", row => LinkKinds.Name(row.Kind))
        .Text("path", row => row.Path)
        .Text("title", row => row.Title)
        .Word("state", row => row.State.ToString())
        .Word("verdict", row => row.Verdict?.ToString())
        .Integer("strikes", row => row.Strikes)
        .Time("firstChecked", row => row.FirstChecked)
        .Time("lastChecked", row => row.LastChecked)
        .Time("lastAlive", row => row.LastAlive)
        .Time("nextDue", row => row.NextDue)
        .List("locations", row => row.Locations)
        .Text("hostDead", row => row.HostDead)
        .Time("hostDeadAt", row => row.HostDeadAt)
        .Text("mementoUrl", row => row.MementoUrl)
        .Time("mementoAt", row => row.MementoAt)
        .Flag("mementoSame", row => row.MementoSame)
        .Word("rescue", row => CamelCase(row.Rescue))
        .Text("captureUrl", row => row.CaptureUrl)
        .Word("offer", row => CamelCase(row.Offer))
        .Time("offeredAt", row => row.OfferedAt)
        .Word("judgement", row => CamelCase(row.Judgement))
        .Text("judgementReason", row => row.JudgementReason)
        .Text("judgedBy", row => row.JudgedBy)
        .Time("judgedAt", row => row.JudgedAt)
        .Time("judgedUntil", row => row.JudgedUntil)
        .Word("checkedState", row => row.CheckedState?.ToString());

    public static ExportTable<CheckRow> Checks { get; } = new ExportTable<CheckRow>(ExportRowsJson.Web.CheckRow)
        .Text("site", row => row.Site)
        .Text("linkId", row => row.LinkId)
        .Word("kind", row => LinkKinds.Name(row.Kind))
        .Time("checkedAt", row => row.CheckedAt)
        .Word("verdict", row => row.Verdict?.ToString())
        .Text("reason", row => row.Reason)
        .Text("location", row => row.Location)
        .Number("durationMilliseconds", row => row.DurationMilliseconds)
        .Integer("rulesVersion", row => row.RulesVersion)
        .Text("vantage", row => row.Vantage)
        .Time("rejudgementOf", row => row.RejudgementOf)
        .Time("rejudgedAt", row => row.RejudgedAt)
        .Word("judgement", row => CamelCase(row.Judgement))
        .Text("judgedBy", row => row.JudgedBy)
        .Time("judgedUntil", row => row.JudgedUntil);

    public static ExportTable<FixRow> Fixes { get; } = new ExportTable<FixRow>(ExportRowsJson.Web.FixRow)
        .Text("site", row => row.Site)
        .Text("articleId", row => row.ArticleId)
        .Text("articleTitle", row => row.ArticleTitle)
        .Time("publishedAt", row => row.PublishedAt)
        .Text("pageUrl", row => row.PageUrl)
        .Text("linkId", row => row.LinkId)
        .Word("kind", row => LinkKinds.Name(row.Kind))
        .Text("path", row => row.Path)
        .Text("lostUrl", row => row.LostUrl)
        .Word("state", row => row.State.ToString())
        .Word("verdict", row => row.Verdict?.ToString())
        .Text("verdictText", row => row.VerdictText)
        .Time("lastAlive", row => row.LastAlive)
        .Time("diedAt", row => row.DiedAt)
        .Text("replacementUrl", row => row.ReplacementUrl)
        .Time("replacementAt", row => row.ReplacementAt)
        .Word("replacementFrom", row => CamelCase(row.ReplacementFrom))
        .Word("sameBytes", row => CamelCase(row.SameBytes));

    public static ExportTable<SurvivalRow> Survival { get; } = new ExportTable<SurvivalRow>(ExportRowsJson.Web.SurvivalRow)
        .Text("site", row => row.Site)
        .Text("linkId", row => row.LinkId)
        .Word("kind", row => LinkKinds.Name(row.Kind))
        .Text("host", row => row.Host)
        .Word("state", row => row.State.ToString())
        .Time("born", row => row.Born)
        .Word("bornBy", row => CamelCase(row.BornBy))
        .Time("aliveFrom", row => row.AliveFrom)
        .Time("lastAlive", row => row.LastAlive)
        .Time("firstStrike", row => row.FirstStrike)
        .Time("deadBy", row => row.DeadBy)
        .Time("hostDeadAt", row => row.HostDeadAt)
        .Integer("fromMonths", row => row.FromMonths)
        .Integer("toMonths", row => row.ToMonths);

    private static string? CamelCase<T>(T? value)
        where T : struct, Enum => value is { } one ? JsonNamingPolicy.CamelCase.ConvertName(one.ToString()) : null;
}
