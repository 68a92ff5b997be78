using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Reads links for counting.</summary>
public sealed partial class LinkStore
{
    /// <summary>Reads the links of a shard with only state, times, locations and captures. One operation for each 1,000. In a shard whose
    /// paths have no date, the references are read, too, and all its links are held until then.</summary>
    public IAsyncEnumerable<LinkWithAge> ReadStatesAsync(LinkShard shard, CancellationToken cancellationToken) => LinkBirth.IsInPaths(shard)
        ? ReadRows(shard, TableKeys.Below("L"), cancellationToken).Select(row => new LinkWithAge(AsOfNow(row), MentionedAt: null))
        : ReadWithReferencesAsync(shard, cancellationToken);

    private async IAsyncEnumerable<LinkWithAge> ReadWithReferencesAsync(LinkShard shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Link> links = [];
        Dictionary<LinkId, DateTimeOffset> mentioned = [];
        HashSet<LinkId> own = [];
        await foreach (TableEntity row in ReadRows(shard, TableKeys.LinksAndReferences, cancellationToken))
        {
            if (row.RowKey[0] == 'L')
            {
                links.Add(AsOfNow(row));
            }
            else if (LinkEntity.FromReference(row) is { PublishedAt: { } at } reference && !own.Contains(reference.Link))
            {
                bool isOwn = shard.Kind == LinkKind.Page && reference.Link == LinkId.ForPage(reference.Article);
                if (isOwn)
                {
                    own.Add(reference.Link);
                }

                mentioned[reference.Link] = !isOwn && mentioned.TryGetValue(reference.Link, out DateTimeOffset earlier) && earlier < at ? earlier : at;
            }
        }

        foreach (Link link in links)
        {
            yield return new LinkWithAge(link, mentioned.TryGetValue(link.Id, out DateTimeOffset at) ? at : null);
        }
    }

    private Azure.AsyncPageable<TableEntity> ReadRows(LinkShard shard, KeyRange range, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(
            RowReader.Range(TableKeys.LinkPartition(shard), range), RowReader.PageSize, LinkEntity.StateColumns, cancellationToken);
}

/// <summary>Holds a link and its publication date, as far as articles give it.</summary>
/// <param name="MentionedAt">The publication date of the earliest article that mentions it, or of a page's own article. Null if
/// the path has a date, or if no article that mentions it has one.</param>
public sealed record LinkWithAge(Link Link, DateTimeOffset? MentionedAt);
