using NewsFunctions.Core.Links;

namespace NewsFunctions.Storage.Links;

/// <summary>Holds state and history of a link that was checked before it is registered, as in a generated archive with a past.</summary>
/// <param name="Link">The link as its last check left it, with its mementos and our capture.</param>
/// <param name="Checks">The checks in its history, oldest first; at least one.</param>
/// <param name="IsPublished">True if the articles that mention the link know whether it is dead.</param>
public sealed record LinkPast(Link Link, IReadOnlyList<PastCheck> Checks, bool IsPublished);

/// <summary>Holds a check of a <see cref="LinkPast"/>.</summary>
/// <param name="VisitId">The name of the visit that made it, at most 64 characters.</param>
public sealed record PastCheck(LinkCheck Check, string VisitId);
