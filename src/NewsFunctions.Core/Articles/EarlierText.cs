using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>Identifies the same text as earlier rules read it: as an undated article, because they did not know the format of its dateline.</summary>
/// <param name="TextId">The text id under the earlier rules.</param>
/// <param name="ContentHash">The hash of the version under the earlier rules.</param>
public sealed record EarlierText(ArticleId TextId, string ContentHash);
