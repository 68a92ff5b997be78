using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Makes the row of a history that says what a person judged.</summary>
public static class JudgementRow
{
    private static readonly Evidence Nothing = Evidence.FromJson(JsonElement.Parse("{}"));

    public static LinkCheck Of(LinkId link, PersonJudgement judgement) => new()
    {
        Link = link,
        CheckedAt = judgement.At,
        // Nobody was asked: whoever takes the row for a check learns nothing from it.
        Verdict = Verdict.HostOutage,
        Reason = JudgementWords.Of(judgement),
        Location = null,
        Duration = TimeSpan.Zero,
        RulesVersion = LinkCheck.CurrentRulesVersion,
        Judgement = judgement,
        Evidence = Nothing,
    };
}
