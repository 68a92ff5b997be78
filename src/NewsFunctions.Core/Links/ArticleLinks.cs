using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>Lists the links that an article mentions.</summary>
public static class ArticleLinks
{
    /// <summary>Returns a media link for each related path, a page link for each related id that is valid, and the article's own page
    /// if its id is the publisher's. Each link occurs once, with the first title that the article gives it.</summary>
    public static IReadOnlyList<LinkMention> Of(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var mentions = new List<LinkMention>((2 * article.Related.Count) + 1);
        var seen = new HashSet<LinkId>();
        if (!article.Id.IsTextId)
        {
            Add(LinkId.ForPage(article.Id), article.Id.Value, article.Title);
        }

        foreach (RelatedItem item in article.Related)
        {
            if (item.Pic is { Length: > 0 and <= RelatedItem.MaxPathLength } pic)
            {
                Add(LinkId.ForMedia(item.Kind, pic), pic, item.Title);
            }

            if (ArticleId.TryParse(item.Id, out ArticleId related))
            {
                Add(LinkId.ForPage(related), related.Value, item.Title);
            }
        }

        return mentions;

        void Add(LinkId id, string path, string? title)
        {
            if (seen.Add(id))
            {
                mentions.Add(new LinkMention
                {
                    Site = article.Site,
                    Id = id,
                    Path = path,
                    Title = title,
                    MentionedBy = article.Id,
                    PublishedAt = article.PublishedAt,
                    Place = mentions.Count,
                });
            }
        }
    }
}
