using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>Holds a text that was read, and where it was found.</summary>
/// <param name="TextId">The id that the text has where the publisher's is not known; the article's own id then.</param>
public sealed record ReadArticle(Article Article, Provenance Provenance, ArticleId TextId)
{
    /// <summary>Is true where nothing names the article's site, so that it is the default one.</summary>
    public bool IsSiteAssumed { get; init; }

    /// <summary>Says what earlier rules made of it; null where they read it like these.</summary>
    public EarlierText? Earlier { get; init; }

    /// <summary>Returns the same text under another id.</summary>
    public ReadArticle As(ArticleId id) => this with { Article = Article with { Id = id } };
}
