using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>A text id that is kept under the publisher's id.</summary>
internal sealed record TextClaim(string Site, ArticleId TextId, ArticleId Id)
{
    /// <summary>What is under the text id, where texts were taken down there; then nothing is claimed.</summary>
    public ArticleSnapshot? Removed { get; init; }
}

/// <summary>The rows of a text id whose content was carried over to the publisher's; the head with the claim stays.</summary>
/// <param name="Rows">Provenances before versions, so that what is left after a crash still shows that something is left.</param>
internal sealed record CarriedOver(IReadOnlyList<TableEntity> Rows, IReadOnlyList<string> Blobs);

/// <summary>Claims text ids for articles whose publisher's id is known, so that the same text without one comes to the same article.</summary>
/// <remarks>
/// <para>A claim is the head row of the text id. It is inserted without looking first, after the article itself: most texts were never
/// seen without their id. The first article claims; another id with the same text stays an article beside it.</para>
/// <para>Where the text id is an article already, its head is replaced If-Match. From then on nobody adds rows to it: who writes an
/// article without an id writes or touches its head in the same transaction. So what is read of it afterwards is all there is, and is
/// written to the real article; its references and list rows go, and last its rows. As long as versions are left of a claimed text id,
/// whoever meets it carries them over again, so a crash anywhere in between is mended.</para>
/// <para>A text id that earlier rules gave to a text is claimed the same way for the id that it has now, when its dump comes again.</para>
/// </remarks>
internal sealed class ArticleClaims(ArchiveClients clients, ArticleRows rows, ConflictRetry retry)
{
    /// <returns>The text ids of which rows are left that must be carried over, and those under which texts were taken down.</returns>
    public Task<IReadOnlyList<TextClaim>> ClaimAsync(IReadOnlyList<ReadArticle> known, CancellationToken cancellationToken) =>
        ClaimAsync(known.Select(found => new TextClaim(found.Article.Site, found.TextId, found.Article.Id)), mustExist: false, cancellationToken);

    /// <summary>Claims those of the text ids that are articles; nothing is written for the others.</summary>
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

    /// <summary>What is left under a claimed text id.</summary>
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

    /// <param name="mustExist">Only text ids that are articles are claimed; they are looked up first.</param>
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
            // The first attempt is a guess; only from the second on is a conflict a lost race.
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
