using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>What earlier rules made of the same text: an undated article, since they did not know the form of its dateline.</summary>
/// <param name="TextId">The text id that it had.</param>
/// <param name="ContentHash">The hash of the version that it was.</param>
public sealed record EarlierText(ArticleId TextId, string ContentHash);
