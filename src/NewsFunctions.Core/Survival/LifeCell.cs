using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Survival;

/// <summary>Counts the links of a life table with the same kind, host, year of birth and age at death.</summary>
/// <param name="Host">The index of the host in <see cref="LifeTable.Hosts"/>.</param>
/// <param name="Born">The year of birth (UTC); null if the birth is not known.</param>
/// <param name="WithHost">Whether they died with their hosts.</param>
/// <param name="Count">The number of links.</param>
public readonly record struct LifeCell(LinkKind Kind, int Host, int? Born, AgeInterval Age, bool WithHost, int Count);
