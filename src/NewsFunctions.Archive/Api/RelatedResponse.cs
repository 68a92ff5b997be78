using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes one related item with its links.</summary>
public sealed record RelatedResponse
{
    public required string? Id { get; init; }

    public required string? Sort { get; init; }

    public required string? ContentTypeId { get; init; }

    public required string? Pic { get; init; }

    public required string? Title { get; init; }

    public required LinkKind Kind { get; init; }

    /// <summary>The upload time in the site's local time, without offset.</summary>
    public required DateTime? UploadedAt { get; init; }

    /// <summary>The link to <see cref="Pic"/>; null if there is none.</summary>
    public required string? LinkId { get; init; }

    /// <summary>The state of the link; null if it is not registered.</summary>
    public required LinkState? LinkState { get; init; }

    /// <summary>The link to the page of the related article. Another call returns its state.</summary>
    public required string? PageLinkId { get; init; }

    public static RelatedResponse From(RelatedItem item, IReadOnlyDictionary<LinkId, Link> links)
    {
        LinkId? media = Media(item);
        return new RelatedResponse
        {
            Id = item.Id,
            Sort = item.Sort,
            ContentTypeId = item.ContentTypeId,
            Pic = item.Pic,
            Title = item.Title,
            Kind = item.Kind,
            UploadedAt = item.UploadedAt,
            LinkId = media?.Value,
            LinkState = media is { } id && links.TryGetValue(id, out Link? link) ? link.State : null,
            PageLinkId = ArticleId.TryParse(item.Id, out ArticleId related) ? Core.Ids.LinkId.ForPage(related).Value : null,
        };
    }

    /// <summary>Returns the link to the item's path, registered or not.</summary>
    public static LinkId? Media(RelatedItem item) => item.Pic is { Length: > 0 } path ? Core.Ids.LinkId.ForMedia(item.Kind, path) : null;
}
