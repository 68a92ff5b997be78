using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Survival;

/// <summary>The links of a life table that have the same kind, host and year of birth, and died at the same age.</summary>
/// <param name="Host">The place of the host in <see cref="LifeTable.Hosts"/>.</param>
/// <param name="Born">The year of birth (UTC); null where the birth is not known.</param>
/// <param name="WithHost">Whether they died with their hosts.</param>
/// <param name="Count">How many links there are.</param>
public readonly record struct LifeCell(LinkKind Kind, int Host, int? Born, AgeInterval Age, bool WithHost, int Count);
