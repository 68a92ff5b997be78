using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Articles;

/// <summary>Moves texts from their text id, where they were or may have been an article, to the publisher's id. The references of
/// their links must be registered there and removed here.</summary>
/// <param name="To">The new id; null if the article was taken down.</param>
/// <param name="Found">The texts, under the id <paramref name="From"/>.</param>
public sealed record ArticleMove(string Site, ArticleId From, ArticleId? To, IReadOnlyList<ReadArticle> Found);

/// <summary>Reports a text that could not be stored.</summary>
/// <param name="Found">The text. Its provenance is that of the input; its id may differ.</param>
public sealed record RefusedArticle(ReadArticle Found, string Reason)
{
    /// <summary>True if it was taken down.</summary>
    public bool IsTakenDown { get; private init; }

    internal static RefusedArticle TakenDown(ReadArticle found) => new(found, "it was taken down") { IsTakenDown = true };
}

/// <summary>Names a text that was taken down under its text id, but was written under the publisher's id before that was known.</summary>
public sealed record RemovedText(string Site, ArticleId Id, string ContentHash);

/// <summary>Holds what <see cref="ArticleStore.WriteAsync"/> wrote. <see cref="ArticleStore.WriteListAsync"/> adds it to the list.</summary>
public sealed record WrittenArticles
{
    /// <summary>Lists found and carried-over texts, under the ids under which they are kept.</summary>
    public required IReadOnlyList<ReadArticle> Articles { get; init; }

    public required IReadOnlyList<ArticleMove> Moves { get; init; }

    public required IReadOnlyList<RefusedArticle> Refused { get; init; }

    /// <summary>Lists texts that must be removed again.</summary>
    public IReadOnlyCollection<RemovedText> RemovedTexts { get; init; } = [];

    /// <summary>Holds one state for each article.</summary>
    internal IReadOnlyList<ArticleListState> List { get; init; } = [];

    /// <summary>Holds the rows of text ids whose content was carried over.</summary>
    internal IReadOnlyList<CarriedOver> CarriedOver { get; init; } = [];
}

/// <summary>Holds an article as it is now.</summary>
/// <param name="Article">The current version, or the requested one.</param>
/// <param name="Provenance">Where its text was found, oldest upload first; cut if there are very many.</param>
/// <param name="ETag">A valid HTTP entity tag, quotes included. It changes with the article.</param>
public sealed record StoredArticle(Article Article, IReadOnlyList<Provenance> Provenance, string ETag)
{
    /// <summary>True if this is the current version.</summary>
    public required bool IsCurrent { get; init; }
}
