using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>One related item, with the links that it stands for.</summary>
public sealed record RelatedResponse
{
    public required string? Id { get; init; }

    public required string? Sort { get; init; }

    public required string? ContentTypeId { get; init; }

    public required string? Pic { get; init; }

    public required string? Title { get; init; }

    public required LinkKind Kind { get; init; }

    /// <summary>Local time of the site, without offset.</summary>
    public required DateTime? UploadedAt { get; init; }

    /// <summary>The link to <see cref="Pic"/>; null without one.</summary>
    public required string? LinkId { get; init; }

    /// <summary>Null where no such link is registered.</summary>
    public required LinkState? LinkState { get; init; }

    /// <summary>The link to the page of the related article; its state is one call away.</summary>
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

    /// <summary>The link to the item's path, registered or not.</summary>
    public static LinkId? Media(RelatedItem item) => item.Pic is { Length: > 0 } path ? Core.Ids.LinkId.ForMedia(item.Kind, path) : null;
}
