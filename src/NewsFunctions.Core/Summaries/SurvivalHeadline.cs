using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Core.Summaries;

/// <summary>How long the links of one kind and year of birth live, in one figure.</summary>
/// <param name="Born">The year; null: of any.</param>
/// <param name="Half">The age by which half of them were gone; null where that is not known (yet).</param>
/// <param name="Months">The age up to which something is known.</param>
/// <param name="Alive">The estimated share that is alive then.</param>
public sealed record SurvivalHeadline(LinkKind Kind, int? Born, long Links, long Deaths, AgeReached? Half, int Months, double Alive);
