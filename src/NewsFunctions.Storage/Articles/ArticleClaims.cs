using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Identifies a text id whose article is kept under the publisher's id.</summary>
internal sealed record TextClaim(string Site, ArticleId TextId, ArticleId Id)
{
    /// <summary>Gets the rows of the text id if texts were taken down there. Nothing is claimed then.</summary>
    public ArticleSnapshot? Removed { get; init; }
}

/// <summary>Names the rows of a text id whose content was carried over to the publisher's id. The head with the claim stays.</summary>
/// <param name="Rows">Provenances before versions, so that rows left after a crash show that work is left.</param>
internal sealed record CarriedOver(IReadOnlyList<TableEntity> Rows, IReadOnlyList<string> Blobs);

/// <summary>Claims text ids for articles whose publisher's id is known, so that the same text without that id maps to the same article.</summary>
/// <remarks>
/// <para>A claim is the head row of the text id. It is inserted after the article itself, without a read first: most texts were never
/// seen without their id. The first article wins the claim. Another id with the same text stays a separate article.</para>
/// <para>If the text id already is an article, its head is replaced If-Match. From then on nobody adds rows to it: a writer of an
/// article without an id writes or touches its head in the same transaction. So a later read finds all of its rows. They are
/// written to the real article; then its references, its list rows and finally its rows are removed. As long as versions of a claimed
/// text id are left, any writer that finds them carries them over again, so a crash at any point is repaired.</para>
/// <para>A text id that earlier rules gave to a text is claimed the same way for its present id, when its dump is ingested again.</para>
/// </remarks>
internal sealed class ArticleClaims(ArchiveClients clients, ArticleRows rows, ConflictRetry retry)
{
    /// <returns>The text ids that still have rows to carry over, and those under which texts were taken down.</returns>
    public Task<IReadOnlyList<TextClaim>> ClaimAsync(IReadOnlyList<ReadArticle> known, CancellationToken cancellationToken) =>
        ClaimAsync(known.Select(found => new TextClaim(found.Article.Site, found.TextId, found.Article.Id)), mustExist: false, cancellationToken);

    /// <summary>Claims those of the text ids that are articles. Writes nothing for the others.</summary>
    /// <inheritdoc cref="ClaimAsync(IReadOnlyList{ReadArticle}, CancellationToken)"/>
    public Task<IReadOnlyList<TextClaim>> ClaimEarlierAsync(IEnumerable<TextClaim> claims, CancellationToken cancellationToken) =>
        ClaimAsync(claims, mustExist: true, cancellationToken);

    private async Task<IReadOnlyList<TextClaim>> ClaimAsync(IEnumerable<TextClaim> all, bool mustExist, CancellationToken cancellationToken)
    {
        List<TextClaim> left = [];
        IEnumerable<IGrouping<string, TextClaim>> partitions = all
            .DistinctBy(claim => (claim.Site, claim.TextId))
            .GroupBy(claim => TableKeys.ArticlePartition(claim.Site, claim.TextId));
        foreach (IGrouping<string, TextClaim> partition in partitions)
        {
            foreach (TextClaim[] claims in partition.Chunk(EntitySize.TransactionEntities))
            {
                left.AddRange(await ClaimAsync(partition.Key, claims, mustExist, cancellationToken));
            }
        }

        return left;
    }

    /// <summary>Reads the rows that are left under a claimed text id.</summary>
    public async Task<(IReadOnlyList<ReadArticle> Found, CarriedOver Rows, IReadOnlyList<string> ListKeys)> ReadAsync(
        TextClaim claim,
        CancellationToken cancellationToken)
    {
        string partition = TableKeys.ArticlePartition(claim.Site, claim.TextId);
        List<TableEntity> all = await clients.Articles
            .QueryAsync<TableEntity>(
                RowReader.Range(partition, TableKeys.Below(TableKeys.ArticleHead(claim.TextId))), RowReader.PageSize, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        ILookup<int, (string[] Key, TableEntity Row)> byLength = all
            .Select(row => (Key: TableKeys.Parts(row.RowKey), Row: row))
            .ToLookup(pair => pair.Key.Length);
        List<ReadArticle> found = [];
        foreach ((string[] key, TableEntity version) in byLength[2])
        {
            try
            {
                Article article = await rows.ReadTextAsync(version, cancellationToken);
                found.AddRange(byLength[3]
                    .Where(pair => pair.Key[1] == key[1])
                    .SelectMany(pair => ProvenanceEntity.FromEntity(pair.Row).Places)
                    .Select(place => new ReadArticle(article, place, claim.TextId)));
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Another writer has carried it over and is deleting it.
            }
        }

        return (
            found,
            new CarriedOver(
                [.. byLength[3].Select(pair => pair.Row), .. byLength[2].Select(pair => pair.Row)],
                [.. byLength[2].Select(pair => ArticleVersionEntity.Blob(pair.Row)).OfType<string>()]),
            [.. byLength[2].Select(pair => pair.Row.GetString("ListKey"))]);
    }

    public async Task DeleteAsync(CarriedOver carriedOver, CancellationToken cancellationToken)
    {
        foreach (string blob in carriedOver.Blobs)
        {
            await clients.ArticleBlobs.GetBlobClient(blob).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }

        await clients.Articles.DeleteAllAsync(carriedOver.Rows, cancellationToken);
    }

    /// <param name="mustExist">If true, claims only text ids that are articles. They are looked up first.</param>
    private async Task<List<TextClaim>> ClaimAsync(
        string partition,
        IReadOnlyList<TextClaim> claims,
        bool mustExist,
        CancellationToken cancellationToken)
    {
        List<TextClaim> carry = [];
        IReadOnlyList<(TextClaim Claim, TableTransactionAction Action)> left = mustExist
            ? await PlanAsync(partition, claims, carry, mustExist, cancellationToken)
            : [.. claims.Select(claim => (claim, TableTransactions.Add(ArticleHeadEntity.ToClaim(claim.Site, claim.TextId, claim.Id, wasArticle: false))))];
        for (int attempt = 0; left.Count > 0; attempt++)
        {
            // The first attempt is a guess. A conflict is a lost race only from the second attempt on.
            if (attempt > 1)
            {
                await retry.WaitAsync(attempt, cancellationToken);
            }

            try
            {
                await clients.Articles.SubmitAllAsync(left.Select(one => one.Action), cancellationToken);
                carry.AddRange(left.Where(one => one.Action.ActionType != TableTransactionActionType.Add).Select(one => one.Claim));
                return carry;
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                left = await PlanAsync(partition, [.. left.Select(one => one.Claim)], carry, mustExist, cancellationToken);
            }
        }

        return carry;
    }

    private async Task<IReadOnlyList<(TextClaim Claim, TableTransactionAction Action)>> PlanAsync(
        string partition,
        IReadOnlyList<TextClaim> claims,
        List<TextClaim> carry,
        bool mustExist,
        CancellationToken cancellationToken)
    {
        Dictionary<ArticleId, ArticleSnapshot> now = await rows.ReadAsync(
            partition, [.. claims.Select(claim => claim.TextId)], found: null, cancellationToken);
        List<(TextClaim, TableTransactionAction)> left = [];
        foreach (TextClaim claim in claims)
        {
            ArticleSnapshot snapshot = now[claim.TextId];
            if (snapshot.SameAs is { } id)
            {
                if (snapshot.Versions.Count > 0)
                {
                    carry.Add(claim with { Id = id });
                }
            }
            else if (snapshot.TombstoneETag is not null)
            {
                carry.Add(claim with { Removed = snapshot });
            }
            else if (snapshot.Head is not null || !mustExist)
            {
                left.Add((claim, snapshot.Head is { } head
                    ? TableTransactions.UpdateReplace(ArticleHeadEntity.ToClaim(claim.Site, claim.TextId, claim.Id, wasArticle: true), head.ETag)
                    : TableTransactions.Add(ArticleHeadEntity.ToClaim(claim.Site, claim.TextId, claim.Id, wasArticle: false))));
            }
        }

        return left;
    }
}
