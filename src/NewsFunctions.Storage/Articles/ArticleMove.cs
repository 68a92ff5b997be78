using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Articles;

/// <summary>Texts that were, or may have been, an article under their text id and are kept under the publisher's: the references of
/// their links must be registered there and removed here.</summary>
/// <param name="To">Null: the article was taken down.</param>
/// <param name="Found">Under the id <paramref name="From"/>.</param>
public sealed record ArticleMove(string Site, ArticleId From, ArticleId? To, IReadOnlyList<ReadArticle> Found);

/// <summary>A text that could not be stored.</summary>
/// <param name="Found">Its provenance is that of what was given to be written; its id may be another.</param>
public sealed record RefusedArticle(ReadArticle Found, string Reason)
{
    /// <summary>Whether it was taken down.</summary>
    public bool IsTakenDown { get; private init; }

    internal static RefusedArticle TakenDown(ReadArticle found) => new(found, "it was taken down") { IsTakenDown = true };
}

/// <summary>A text that was taken down under its text id, and was written under the publisher's before that was known.</summary>
public sealed record RemovedText(string Site, ArticleId Id, string ContentHash);

/// <summary>What <see cref="ArticleStore.WriteAsync"/> wrote; <see cref="ArticleStore.WriteListAsync"/> brings it into the list.</summary>
public sealed record WrittenArticles
{
    /// <summary>Under the ids under which they are kept: what was found, and what was carried over.</summary>
    public required IReadOnlyList<ReadArticle> Articles { get; init; }

    public required IReadOnlyList<ArticleMove> Moves { get; init; }

    public required IReadOnlyList<RefusedArticle> Refused { get; init; }

    /// <summary>Texts that must go again.</summary>
    public IReadOnlyCollection<RemovedText> RemovedTexts { get; init; } = [];

    /// <summary>One for each article.</summary>
    internal IReadOnlyList<ArticleListState> List { get; init; } = [];

    /// <summary>Rows of text ids whose content was carried over.</summary>
    internal IReadOnlyList<CarriedOver> CarriedOver { get; init; } = [];
}

/// <summary>An article as it is now.</summary>
/// <param name="Article">The current version, or the one that was asked for.</param>
/// <param name="Provenance">Where its text was found, oldest upload first; of very many, some.</param>
/// <param name="ETag">Changes with the article; a valid HTTP entity tag, quotes included.</param>
public sealed record StoredArticle(Article Article, IReadOnlyList<Provenance> Provenance, string ETag)
{
    /// <summary>Whether it is the current version.</summary>
    public required bool IsCurrent { get; init; }
}
