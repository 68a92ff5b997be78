using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Core.Summaries;

/// <summary>Summarises in one figure how long the links of one kind and year of birth live.</summary>
/// <param name="Born">The year, or null for all years.</param>
/// <param name="Half">The age at which half of them were gone; null if that is not known (yet).</param>
/// <param name="Months">The largest age with data.</param>
/// <param name="Alive">The estimated share alive at that age.</param>
public sealed record SurvivalHeadline(LinkKind Kind, int? Born, long Links, long Deaths, AgeReached? Half, int Months, double Alive);
