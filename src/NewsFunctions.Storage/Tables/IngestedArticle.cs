using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>A text and where it was found.</summary>
public sealed record IngestedArticle(Article Article, Provenance Provenance);

/// <summary>What <see cref="ArticleStore.WriteAsync"/> wrote and <see cref="ArticleStore.WriteListAsync"/> has to bring into the list. Opaque.</summary>
public sealed record ArticleListUpdate
{
    internal ArticleListUpdate(ArticleListState state) => State = state;

    public string Site => State.Summary.Site;

    public ArticleId Id => State.Summary.Id;

    internal ArticleListState State { get; }
}

/// <summary>An article as it is now.</summary>
/// <param name="Article">The current version.</param>
/// <param name="Provenance">Where the text of the current version was found, oldest upload first.</param>
/// <param name="ETag">Changes with the article; a valid HTTP entity tag, quotes included.</param>
public sealed record StoredArticle(Article Article, IReadOnlyList<Provenance> Provenance, string ETag);
