using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Creates the history row for a person's judgement.</summary>
public static class JudgementRow
{
    private static readonly Evidence Nothing = Evidence.FromJson(JsonElement.Parse("{}"));

    public static LinkCheck Of(LinkId link, PersonJudgement judgement) => new()
    {
        Link = link,
        CheckedAt = judgement.At,
        // No request was sent. A reader that takes the row for a check gets no evidence from it.
        Verdict = Verdict.HostOutage,
        Reason = JudgementWords.Of(judgement),
        Location = null,
        Duration = TimeSpan.Zero,
        RulesVersion = LinkCheck.CurrentRulesVersion,
        Judgement = judgement,
        Evidence = Nothing,
    };
}
