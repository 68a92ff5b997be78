using NewsFunctions.Core.Links;

namespace NewsFunctions.Storage.Links;

/// <summary>State and history of a link that was checked before it is registered, as in an archive that is made with a past.</summary>
/// <param name="Link">As its last check left it, with what web archives have of it and our own copy.</param>
/// <param name="Checks">The checks that its history keeps, oldest first; at least one.</param>
/// <param name="IsTold">The articles that mention it are told whether it is dead.</param>
public sealed record LinkPast(Link Link, IReadOnlyList<PastCheck> Checks, bool IsTold);

/// <summary>A check of a <see cref="LinkPast"/>.</summary>
/// <param name="VisitId">Names the visit that made it, at most 64 characters.</param>
public sealed record PastCheck(LinkCheck Check, string VisitId);
